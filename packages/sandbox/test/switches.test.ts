import { describe, expect, it } from "@effect/vitest"
import { Effect } from "effect"
import { TestClock } from "effect/testing"
import { acme, pushPage, readAll, send, start, type Changes } from "./harness.ts"

const firstPage = (changes: Changes, query = "limit=50", path = "/v1/employees") =>
  Effect.gen(function* () {
    const { push } = yield* start(changes)
    return pushPage((yield* push(`${path}?${query}`)).json)
  })

const hasToken = (changes: Changes, path: string) =>
  Effect.map(firstPage(changes, "limit=1", path), (page) => "nextToken" in page.paging)

const lastPaging = (lastPage: "absent" | "null" | "empty" | "stale") =>
  Effect.map(firstPage({ push: { lastPage } }, "offset=100"), (page) => page.paging)

describe("Push switches", () => {
  it.effect("nextOffByOne counts from 1", () =>
    Effect.gen(function* () {
      expect((yield* firstPage({})).paging.next).toBe("50")
      expect((yield* firstPage({ push: { nextOffByOne: true } })).paging.next).toBe("51")
    })
  )

  it.effect("tokens leaves tokens out everywhere or where no source shows them", () =>
    Effect.gen(function* () {
      expect(yield* hasToken({}, "/v1/apps")).toBe(true)
      expect(yield* hasToken({ push: { tokens: "documented" } }, "/v1/apps")).toBe(false)
      expect(yield* hasToken({ push: { tokens: "documented" } }, "/v1/employees")).toBe(true)
      expect(yield* hasToken({ push: { tokens: "none" } }, "/v1/employees")).toBe(false)
    })
  )

  it.effect("lastPage writes the end in each of its forms", () =>
    Effect.gen(function* () {
      expect(yield* lastPaging("absent")).toEqual({ moreResults: false })
      expect(yield* lastPaging("null")).toEqual({ moreResults: false, next: null, nextToken: null })
      expect(yield* lastPaging("empty")).toEqual({ moreResults: false, next: "", nextToken: "" })
      expect(yield* lastPaging("stale")).toMatchObject({
        moreResults: false,
        next: "100",
        nextToken: expect.stringMatching(/-4/)
      })
    })
  )

  it.effect.each([
    ["array", [], []],
    ["null-on-browsers", null, []],
    ["null", null, null]
  ] as const)("emptyResult %s writes nothing so", ([emptyResult, onBrowsers, elsewhere]) =>
    Effect.gen(function* () {
      const changes: Changes = { push: { emptyResult } }
      expect((yield* firstPage(changes, "email=nobody", "/v1/browsers")).result).toEqual(onBrowsers)
      expect((yield* firstPage(changes, "email=nobody")).result).toEqual(elsewhere)
    })
  )

  it.effect.each(["all", "none"] as const)(
    "emptyPages stand between pages, and nothing is lost (tokens: %s)",
    (tokens) =>
      Effect.gen(function* () {
        const client = yield* start({ push: { emptyPages: 2, tokens } })
        const { ids, pages } = yield* readAll(client, "/v1/employees", 50)
        expect(pages.map((page) => page.result?.length)).toEqual([50, 0, 0, 50, 0, 0, 20])
        expect(ids).toEqual(acme().push.employees.map(({ id }) => id))
      })
  )

  it.effect("order shuffled repeats and misses records from page to page", () =>
    Effect.gen(function* () {
      const client = yield* start({ push: { order: "shuffled" } })
      const { ids, pages } = yield* readAll(client, "/v1/employees", 50)
      expect(pages.map((page) => new Set(page.result?.map(({ id }) => id)).size)).toEqual([50, 50, 20])
      expect(ids).toHaveLength(120)
      expect(new Set(ids).size).toBeLessThan(120)
      expect(yield* readAll(client, "/v1/employees", 50)).toMatchObject({ ids })
    })
  )

  // What a reader that counts offsets gets of acme's 120 employees in three pages of fifty.
  it.effect.each([
    ["insertions", { repeated: 2, missed: 0 }],
    ["deletions", { repeated: 0, missed: 2 }],
    ["both", { repeated: 0, missed: 0 }]
  ] as const)("changesWhilePaging: %s hurt a reader by offset, never one by token", ([changesWhilePaging, harm]) =>
    Effect.gen(function* () {
      const all = acme().push.employees.map(({ id }) => id)
      const byToken = yield* start({ push: { changesWhilePaging } })
      expect((yield* readAll(byToken, "/v1/employees", 50)).ids).toEqual(all)
      const byOffset = yield* start({ push: { changesWhilePaging, tokens: "none" } })
      const { ids } = yield* readAll(byOffset, "/v1/employees", 50)
      const missed = all.filter((id) => !ids.includes(id)).length
      expect({ repeated: ids.length - new Set(ids).size, missed }).toEqual(harm)
    })
  )

  it.effect("tokenUse single lets a token be used once", () =>
    Effect.gen(function* () {
      const client = yield* start({ push: { tokenUse: "single" } })
      const { nextToken } = pushPage((yield* client.push("/v1/accounts")).json).paging
      const again = Effect.map(client.push(`/v1/accounts?nextToken=${nextToken}`), (answer) => answer.status)
      expect([yield* again, yield* again]).toEqual([200, 400])
      expect((yield* readAll(client, "/v1/accounts", 50)).ids).toEqual(acme().push.accounts.map(({ id }) => id))
    })
  )

  it.effect("tokenTtlMs lets a token expire", () =>
    Effect.gen(function* () {
      const { push } = yield* start({ push: { tokenTtlMs: 60_000 } })
      const { nextToken } = pushPage((yield* push("/v1/accounts")).json).paging
      const again = Effect.map(push(`/v1/accounts?nextToken=${nextToken}`), (answer) => answer.status)
      yield* TestClock.adjust("59 seconds")
      expect(yield* again).toBe(200)
      yield* TestClock.adjust("1 second")
      expect(yield* again).toBe(400)
    })
  )

  const unknown = "00000000-0000-4000-a000-000000000000"
  it.effect.each([
    ["GET", `/v1/apps/${unknown}`, undefined, 400],
    ["GET", `/v1/browsers/${unknown}`, undefined, 400],
    ["GET", `/v1/findings/${unknown}`, undefined, 400],
    ["GET", `/v1/accounts/${unknown}/usedBy`, undefined, 400],
    ["DELETE", `/v1/accounts/${unknown}/loginMethods`, { loginMethod: "SAML" }, 400],
    ["PATCH", `/v1/apps/${unknown}`, {}, 400],
    ["POST", `/v1/employees/${unknown}/groups`, { group: "a" }, 400],
    ["POST", `/v1/employees/${unknown}/merge`, { secondaryEmployeeIds: ["x"] }, 400],
    ["GET", `/v1/accounts/${unknown}`, undefined, 404],
    ["GET", `/v1/employees/${unknown}`, undefined, 404],
    ["GET", `/v1/controls/appBanners/${unknown}`, undefined, 404],
    ["POST", `/v1/apps/${unknown}/labels`, { label: "a" }, 404],
    ["DELETE", `/v1/apps/${unknown}/labels`, { label: "a" }, 404],
    ["DELETE", `/v1/employees/${unknown}/groups`, { group: "a" }, 404]
  ] as const)("undocumentedNotFound 400 answers %s %s with what is documented", ([method, path, body, status]) =>
    Effect.gen(function* () {
      const usual = yield* start()
      expect((yield* send(usual, method, path, body)).status).toBe(404)
      const turned = yield* start({ push: { undocumentedNotFound: 400 } })
      expect((yield* send(turned, method, path, body)).status).toBe(status)
    })
  )

  it.effect("malformedIdStatus 404 takes a malformed id for an unknown one", () =>
    Effect.gen(function* () {
      const { push } = yield* start({ push: { malformedIdStatus: 404 } })
      expect((yield* push("/v1/accountsOther/nonsense")).json).toEqual({ message: "Account (Other) Not Found" })
    })
  )

  it.effect.each([
    ["GET", "/v1/apps?colour=red", undefined],
    ["GET", "/v1/controls/blockedUrls?limit=1", undefined],
    ["POST", "/v1/controls/blockedUrls", { host: "a.example", since: 1 }]
  ] as const)("unknownInput refused refuses %s %s with something unknown in it", ([method, path, body]) =>
    Effect.gen(function* () {
      const usual = yield* start()
      expect((yield* send(usual, method, path, body)).status).toBe(200)
      const turned = yield* start({ push: { unknownInput: "refused" } })
      expect((yield* send(turned, method, path, body)).status).toBe(400)
      expect((yield* turned.push("/v1/accounts?limit=5&appType=OKTA")).status).toBe(200)
    })
  )

  it.effect("timeBounds exclusive leaves out both ends of a time", () =>
    Effect.gen(function* () {
      const at = acme().push.apps[3]?.creationTimestamp ?? 0
      const changes: Changes = { push: { timeBounds: "exclusive" } }
      const between = (after: number, before: number) =>
        firstPage(changes, `creationTimestampAfter=${after}&creationTimestampBefore=${before}`, "/v1/apps")
      expect((yield* between(at, at + 1)).result).toEqual([])
      expect((yield* between(at - 1, at)).result).toEqual([])
      expect((yield* between(at - 1, at + 1)).result).toHaveLength(1)
    })
  )

  it.effect("groupsFilter all wants every group", () =>
    Effect.gen(function* () {
      const employee = acme().push.employees.find(({ groups }) => groups.length > 1)
      const own = employee?.groups.map((group) => `groups=${group}`).join("&")
      const changes: Changes = { push: { groupsFilter: "all" } }
      expect((yield* firstPage(changes, own)).result).not.toEqual([])
      expect((yield* firstPage(changes, `${own}&groups=nobody`)).result).toEqual([])
      expect((yield* firstPage({}, `${own}&groups=nobody`)).result).not.toEqual([])
    })
  )

  it.effect("disabledBanners alone lists those switched off without the others", () =>
    Effect.gen(function* () {
      const page = yield* firstPage({ push: { disabledBanners: "alone" } }, "enabled=false", "/v1/controls/appBanners")
      expect(page.result?.map((banner) => banner["enabled"])).toEqual([false, false])
    })
  )

  it.effect("usedBy answers a bare array, or the first user alone", () =>
    Effect.gen(function* () {
      const [id] = [...acme().push.furtherUses.keys()]
      const list = yield* firstPage({}, "", `/v1/accounts/${id}/usedBy`)
      const array = yield* start({ push: { usedBy: "array" } })
      expect((yield* array.push(`/v1/accounts/${id}/usedBy`)).json).toEqual(list.result)
      const object = yield* start({ push: { usedBy: "object" } })
      expect((yield* object.push(`/v1/accounts/${id}/usedBy`)).json).toEqual(list.result?.[0])
    })
  )

  it.effect("maxLimit allows five hundred, or clamps", () =>
    Effect.gen(function* () {
      expect((yield* firstPage({ push: { maxLimit: "cap500" } }, "limit=500")).result).toHaveLength(120)
      expect((yield* firstPage({ push: { maxLimit: "clamp" } }, "limit=500")).result).toHaveLength(50)
    })
  )

  it.effect("appBanners withdrawn are an unknown path", () =>
    Effect.gen(function* () {
      const { push } = yield* start({ push: { appBanners: "withdrawn" } })
      expect((yield* push("/v1/controls/appBanners")).status).toBe(404)
      expect((yield* push("/v1/controls/appBanners/x", { method: "POST" })).status).toBe(404)
      expect((yield* push("/v1/controls/blockedUrls")).status).toBe(200)
    })
  )

  it.effect("generation 003 knows none of the newer fields, tokens and findings", () =>
    Effect.gen(function* () {
      const { push } = yield* start({ push: { generation: "003" } })
      const text = (path: string) => Effect.map(push(path), (answer) => answer.text)
      expect(yield* text("/v1/employees")).not.toMatch(/knownEmails|nextToken/)
      expect(yield* text("/v1/accounts")).not.toContain("fedCmLogin")
      expect(yield* text("/v1/accountsOther")).not.toContain("fedCmLogin")
      expect(yield* text("/v1/browsers")).not.toMatch(/language|profileEmail|profileSyncEnabled/)
      expect(pushPage((yield* push("/v1/findings?type=STOLEN_CREDENTIALS")).json).result).toEqual([])
      const stolen = acme().push.findings.find((finding) => finding.type === "STOLEN_CREDENTIALS")
      expect((yield* push(`/v1/findings/${stolen?.id ?? ""}`)).status).toBe(404)
    })
  )
})

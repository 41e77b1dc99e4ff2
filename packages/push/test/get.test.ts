import { assert, describe, it } from "@effect/vitest"
import type { ArgumentError, PushClientShape, ReadRecord, SourceError } from "@rollcall/push"
import { Effect } from "effect"
import { calling } from "./calls.ts"
import { json } from "@rollcall/sandbox/scripted-server"

type Get = (client: PushClientShape) => (id: string) => Effect.Effect<ReadRecord<unknown>, SourceError | ArgumentError>

/** Each list with its path, and the tag of a 400: where no 404 is documented, that may mean an unknown id. */
const resources: ReadonlyArray<readonly [name: string, get: Get, path: string, refusedAs: "Rejected" | "NotFound"]> = [
  ["accounts", (client) => client.accounts.get, "/v1/accounts", "Rejected"],
  ["accountsOther", (client) => client.accountsOther.get, "/v1/accountsOther", "NotFound"],
  ["apps", (client) => client.apps.get, "/v1/apps", "NotFound"],
  ["appsOther", (client) => client.appsOther.get, "/v1/appsOther", "Rejected"],
  ["browsers", (client) => client.browsers.get, "/v1/browsers", "NotFound"],
  ["employees", (client) => client.employees.get, "/v1/employees", "Rejected"],
  ["findings", (client) => client.findings.get, "/v1/findings", "NotFound"],
  ["detections", (client) => client.detections.get, "/v1/detections", "NotFound"],
  ["appBanners", (client) => client.appBanners.get, "/v1/controls/appBanners", "Rejected"]
]

describe.each(resources)("%s.get", (name, get, path, refusedAs) => {
  it.live("gives the record as decoded and as it came", () =>
    Effect.gen(function* () {
      const raw = { id: "a/b c", futureField: 1 }
      const { value, received } = yield* calling(
        (client) => get(client)("a/b c"),
        () => json(raw)
      )
      assert.deepStrictEqual(value, { id: "a/b c", value: raw, raw })
      assert.deepInclude(received[0], { method: "GET", path: `${path}/a%2Fb%20c` })
      assert.deepInclude(received[0]?.headers, { "x-api-key": "the-key", accept: "application/json" })
    })
  )

  it.live("fails with what a 404 says is missing", () =>
    Effect.gen(function* () {
      const { reason } = yield* calling(
        (client) => get(client)("a"),
        () => json({ message: "It Is Not Here" }, 404)
      )
      assert.deepInclude(reason, { _tag: "NotFound", detail: "It Is Not Here" })
    })
  )

  it.live(`takes a 400 for ${refusedAs}`, () =>
    Effect.gen(function* () {
      const { reason } = yield* calling(
        (client) => get(client)("a"),
        () => json({ message: "no" }, 400)
      )
      assert.deepInclude(reason, { _tag: refusedAs, detail: "no" })
    })
  )

  it.live.each(["", "  ", ".", "..", "\ud800"])("sends nothing for the id %j", (id) =>
    Effect.gen(function* () {
      const { error, sent } = yield* calling(
        (client) => get(client)(id),
        () => json({})
      )
      assert.deepInclude(error, { _tag: "ArgumentError", operation: `${name}.get`, argument: "id" })
      assert.lengthOf(sent, 0)
    })
  )

  it.live.each([
    ["null", null, ""],
    ["a list", { result: [] }, "id"],
    ["a record without id", { email: "jane@acme.example" }, "id"]
  ] as const)("never takes %s for a record", ([, answer, memberPath]) =>
    Effect.gen(function* () {
      const { reason, error } = yield* calling(
        (client) => get(client)("a"),
        () => json(answer)
      )
      assert.deepInclude(reason, { _tag: "SchemaMismatch", path: memberPath })
      assert.notInclude(error?.message ?? "", "jane")
    })
  )
})

describe("accounts.usedBy", () => {
  const use = { employeeId: "e1", lastUsedTimestamp: 1698669223, passwordManuallyTyped: null }
  const decoded = { ...use, lastUsedTimestamp: "2023-10-30T12:33:43Z" }

  it.live.each([
    ["an envelope", { result: [use], paging: { moreResults: false } }, [decoded]],
    ["an envelope without paging", { result: [use] }, [decoded]],
    ["a bare list", [use, { employeeId: "e2" }], [decoded, { employeeId: "e2" }]],
    ["a bare object", use, [decoded]],
    ["a bare object without its employee", { passwordManuallyTyped: true }, [{ passwordManuallyTyped: true }]],
    ["null", null, []],
    ["an envelope of null", { result: null }, []]
  ] as const)("reads %s", ([, answer, expected]) =>
    Effect.gen(function* () {
      const { value, sent } = yield* calling(
        (client) => client.accounts.usedBy("a"),
        () => json(answer)
      )
      assert.deepStrictEqual(value, [...expected])
      assert.deepStrictEqual(sent, [["GET", "/v1/accounts/a/usedBy", null]])
    })
  )

  it.live("follows the pages to the end", () =>
    Effect.gen(function* () {
      const { value, received } = yield* calling(
        (client) => client.accounts.usedBy("a"),
        ({ query }) =>
          query.get("offset") === "1"
            ? json({ result: [{ employeeId: "e2" }], paging: { moreResults: false } })
            : json({ result: [use], paging: { moreResults: true, next: "1" } })
      )
      assert.deepStrictEqual(value, [decoded, { employeeId: "e2" }])
      assert.deepStrictEqual(
        received.map(({ query }) => query.toString()),
        ["limit=50", "limit=50&offset=1"]
      )
    })
  )

  it.live.each([
    ["an object that is no use", { message: "Internal" }, "SchemaMismatch"],
    ["a use that cannot be understood", [use, { employeeId: 7 }], "SchemaMismatch"]
  ] as const)("fails for %s instead of leaving it out", ([, answer, tag]) =>
    Effect.gen(function* () {
      const { reason } = yield* calling(
        (client) => client.accounts.usedBy("a"),
        () => json(answer)
      )
      assert.strictEqual(reason?._tag, tag)
    })
  )

  it.live("takes a 400 for an unknown account", () =>
    Effect.gen(function* () {
      const { reason } = yield* calling(
        (client) => client.accounts.usedBy("a"),
        () => json({}, 400)
      )
      assert.strictEqual(reason?._tag, "NotFound")
    })
  )
})

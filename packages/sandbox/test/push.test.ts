import { describe, expect, it } from "@effect/vitest"
import { Effect } from "effect"
import { acme, pushPage, readAll, start } from "./harness.ts"

describe("Push lists", () => {
  const lists = [
    ["/v1/accounts", "accounts"],
    ["/v1/accountsOther", "accountsOther"],
    ["/v1/apps", "apps"],
    ["/v1/appsOther", "appsOther"],
    ["/v1/browsers", "browsers"],
    ["/v1/browserExtensions", "browserExtensions"],
    ["/v1/employees", "employees"],
    ["/v1/findings", "findings"],
    ["/v1/detections", "detections"]
  ] as const

  it.effect("give every record once and in the same order, by token and by offset", () =>
    Effect.gen(function* () {
      const byToken = yield* start()
      const byOffset = yield* start({ push: { tokens: "none" } })
      const { push } = acme()
      for (const [path, name] of lists) {
        const expected = push[name].map((record) => record.id)
        expect((yield* readAll(byToken, path, 50)).ids).toEqual(expected)
        expect((yield* readAll(byOffset, path, 50)).ids).toEqual(expected)
      }
    })
  )

  it.effect("give each record by its id, and 404 with the documented label", () =>
    Effect.gen(function* () {
      const client = yield* start()
      const { push } = acme()
      for (const [path, name] of lists) {
        if (name === "browserExtensions") continue
        const record = push[name].at(-1)
        expect((yield* client.push(`${path}/${record?.id ?? ""}`)).json).toEqual(record)
      }
      const unknown = "00000000-0000-4000-a000-000000000000"
      const label = (path: string) => Effect.map(client.push(path), (answer) => [answer.status, answer.json])
      expect(yield* label(`/v1/accounts/${unknown}`)).toEqual([404, { message: "Account Not Found" }])
      expect(yield* label(`/v1/accountsOther/${unknown}`)).toEqual([404, { message: "Account (Other) Not Found" }])
      expect(yield* label(`/v1/appsOther/${unknown}`)).toEqual([404, { message: "App (Other) Not Found" }])
      expect(yield* label(`/v1/employees/${unknown}`)).toEqual([404, { message: "Employee Not Found" }])
      expect(yield* label(`/v1/browsers/${unknown}`)).toEqual([404, { message: "Not Found" }])
      expect((yield* client.push("/v1/accountsOther/nonsense")).status).toBe(400)
    })
  )

  it.effect("refuse limits and offsets outside their range, and offset together with a token", () =>
    Effect.gen(function* () {
      const { push } = yield* start()
      for (const query of ["limit=0", "limit=51", "limit=ten", "offset=-1", "offset=x", "nextToken=unknown"]) {
        expect((yield* push(`/v1/accounts?${query}`)).status).toBe(400)
      }
      const token = pushPage((yield* push("/v1/accounts")).json).paging.nextToken ?? ""
      expect((yield* push(`/v1/accounts?nextToken=${token}`)).status).toBe(200)
      expect((yield* push(`/v1/accounts?nextToken=${token}`)).status).toBe(200)
      expect((yield* push(`/v1/accounts?nextToken=${token}&offset=0`)).status).toBe(400)
      expect((yield* push(`/v1/accounts?nextToken=${token}&appType=OKTA`)).status).toBe(400)
      expect((yield* push(`/v1/browsers?nextToken=${token}`)).status).toBe(400)
    })
  )

  it.effect("join filters by AND, match a part of the email in any case, and include both ends of a time", () =>
    Effect.gen(function* () {
      const client = yield* start()
      const { push } = acme()
      const count = (path: string) =>
        Effect.map(client.push(`${path}&limit=50`), (answer) => pushPage(answer.json).result?.length)
      const [first] = push.apps
      const at = first?.creationTimestamp ?? 0
      expect(yield* count(`/v1/apps?creationTimestampAfter=${at}&creationTimestampBefore=${at}`)).toBe(1)
      expect(yield* count(`/v1/apps?creationTimestampBefore=${at - 1}`)).toBe(0)
      expect(yield* count("/v1/employees?email=JANE.doe&licensed=true")).toBe(1)
      expect(yield* count("/v1/employees?email=jane.doe&licensed=false")).toBe(0)
      expect(yield* count("/v1/employees?groups=none&groups=security")).toBe(
        Math.min(50, push.employees.filter((employee) => employee.groups.includes("security")).length)
      )
      expect((yield* client.push("/v1/employees?licensed=maybe")).status).toBe(400)
      expect((yield* client.push("/v1/apps?creationTimestampAfter=yesterday")).status).toBe(400)
    })
  )

  it.effect("list only enabled banners unless asked for all, and blocked URLs without paging", () =>
    Effect.gen(function* () {
      const client = yield* start()
      const { push } = acme()
      const plain = pushPage((yield* client.push("/v1/controls/appBanners")).json).result ?? []
      const all = pushPage((yield* client.push("/v1/controls/appBanners?enabled=false")).json).result ?? []
      expect(plain.every((banner) => banner["enabled"] === true)).toBe(true)
      expect([plain.length, all.length]).toEqual([4, 6])
      const id = push.appBanners[5]?.id ?? ""
      expect((yield* client.push(`/v1/controls/appBanners/${id}`)).json).toEqual(push.appBanners[5])
      expect((yield* client.push("/v1/controls/blockedUrls")).json).toEqual({ result: push.blockedUrls })
    })
  )

  it.effect("list the users of an account, the primary employee first", () =>
    Effect.gen(function* () {
      const client = yield* start()
      const { push } = acme()
      const [id, further] = [...push.furtherUses][0] ?? ["", []]
      const account = push.accounts.find((record) => record.id === id)
      const users = pushPage((yield* client.push(`/v1/accounts/${id}/usedBy`)).json).result ?? []
      expect(users.map((user) => user["employeeId"])).toEqual([
        account?.employeeId,
        ...further.map((use) => use.employeeId)
      ])
    })
  )
})

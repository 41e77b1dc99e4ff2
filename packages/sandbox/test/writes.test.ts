import { describe, expect, it } from "@effect/vitest"
import { Effect } from "effect"
import { acme, pushPage, send, start, type Changes, type Client } from "./harness.ts"

const get = (client: Client, path: string) => Effect.map(client.push(path), (answer) => answer.json)

const first = <T>(list: ReadonlyArray<T>, fits: (item: T) => boolean = () => true): T => {
  const found = list.find(fits)
  if (found === undefined) throw new Error("acme lacks the record that the test needs")
  return found
}

const { push } = acme()
const app = first(push.apps, ({ labels }) => labels.length === 1)
const jane = first(push.employees, ({ email }) => email === "jane.doe@acme.example")
const account = first(
  push.accounts,
  ({ loginMethods, passwordId }) => loginMethods.passwordLogin && passwordId !== null
)
const banner = first(push.appBanners, ({ enabled }) => enabled)
const emoji = "🎉"

describe("Push writes", () => {
  const none = "00000000-0000-4000-a000-000000000000"
  const appPath = `/v1/apps/${app.id}`
  const banners = "/v1/controls/appBanners"
  const refused: ReadonlyArray<readonly [method: string, path: string, body: unknown, status: number, why: string]> = [
    ["DELETE", `/v1/accounts/${none}`, undefined, 404, "Account Not Found"],
    ["DELETE", `/v1/accounts/${account.id}/loginMethods`, undefined, 400, "no body"],
    ["DELETE", `/v1/accounts/${account.id}/loginMethods`, {}, 400, "a missing member"],
    ["DELETE", `/v1/accounts/${account.id}/loginMethods`, { loginMethod: "FEDCM" }, 400, "an unknown value"],
    ["DELETE", `/v1/accounts/${account.id}/loginMethods`, { loginMethod: "OKTA_SWA" }, 400, "a method it lacks"],
    ["PATCH", appPath, { notes: 5 }, 400, "a wrong type"],
    ["PATCH", appPath, { approvalStatus: "MAYBE" }, 400, "an unknown value"],
    ["PATCH", appPath, { notes: "kept?", ownerId: none }, 400, "an owner who is nobody"],
    ["PATCH", appPath, [], 400, "an array"],
    ["POST", `${appPath}/labels`, { label: "" }, 400, "an empty label"],
    ["POST", `${appPath}/labels`, { label: emoji.repeat(51) }, 400, "a long label"],
    ["POST", `/v1/apps/${none}/labels`, { label: "a" }, 404, "App Not Found"],
    ["DELETE", `${appPath}/labels`, { label: "not there" }, 404, "a label it lacks"],
    ["PATCH", `/v1/employees/${none}`, {}, 404, "Employee Not Found"],
    ["PATCH", `/v1/employees/${jane.id}`, { licensed: "yes" }, 400, "a wrong type"],
    ["POST", `/v1/employees/${jane.id}/groups`, {}, 400, "a missing member"],
    ["DELETE", `/v1/employees/${jane.id}/groups`, { group: "not hers" }, 404, "a group she is not in"],
    ["POST", `${banners}/${app.id}`, { title: "enabled is missing" }, 400, "a missing member"],
    ["POST", `${banners}/${app.id}`, { enabled: true, title: "a".repeat(76) }, 400, "a long title"],
    ["POST", `${banners}/${app.id}`, { enabled: true, buttonText: "a".repeat(76) }, 400, "a long button"],
    ["POST", `${banners}/${app.id}`, { enabled: true, subtext: "a".repeat(1001) }, 400, "a long subtext"],
    ["POST", `${banners}/${app.id}`, { enabled: true, mode: "SHOUT" }, 400, "an unknown value"],
    ["POST", `${banners}/${none}`, { enabled: true }, 404, "App Not Found"],
    ["POST", "/v1/controls/blockedUrls", { path: "/*" }, 400, "a missing host"],
    ["POST", "/v1/controls/blockedUrls", { host: "https://a.example" }, 400, "a scheme"],
    ["POST", "/v1/controls/blockedUrls", { host: "a.example/b" }, 400, "a path in the host"],
    ["POST", "/v1/controls/blockedUrls", { host: "a.*.example" }, 400, "an asterisk in the middle"],
    ["POST", `/v1/employees/${jane.id}/merge`, { secondaryEmployeeIds: [] }, 400, "nobody to merge"],
    ["POST", `/v1/employees/${jane.id}/merge`, { secondaryEmployeeIds: ["1", "2", "3", "4", "5", "6"] }, 400, "six"],
    ["POST", `/v1/employees/${jane.id}/merge`, { secondaryEmployeeIds: [jane.id] }, 400, "herself"],
    ["POST", `/v1/employees/${jane.id}/merge`, { secondaryEmployeeIds: [none, none] }, 400, "a name twice"],
    [
      "POST",
      `/v1/employees/${jane.id}/merge`,
      { secondaryEmployeeIds: [first(push.employees, ({ id }) => id !== jane.id).id, none] },
      404,
      "somebody unknown"
    ]
  ]
  it.effect.each(refused)("refuse %s %s with %j: %i (%s)", ([method, path, body, status]) =>
    Effect.gen(function* () {
      const client = yield* start()
      const state = () =>
        Effect.forEach(
          ["/v1/employees", "/v1/apps", `${banners}?enabled=false`, "/v1/controls/blockedUrls", "/v1/accounts"],
          (list) => Effect.map(client.push(list), ({ text }) => text)
        )
      const before = yield* state()
      expect((yield* send(client, method, path, body)).status).toBe(status)
      expect(yield* state()).toEqual(before)
    })
  )

  it.effect("refuse a body that is not JSON", () =>
    Effect.gen(function* () {
      const client = yield* start()
      expect((yield* client.push(appPath, { method: "PATCH", body: "{notes" })).status).toBe(400)
    })
  )

  it.effect("change one tenant alone, and not the data that made it", () =>
    Effect.gen(function* () {
      const client = yield* start()
      const globex = { headers: { "x-api-key": client.sandbox.tenants[1]?.pushApiKey ?? "" } }
      yield* send(client, "DELETE", "/v1/controls/blockedUrls")
      expect((yield* client.push("/v1/controls/blockedUrls", globex)).json).toMatchObject({ result: { length: 4 } })
      expect(yield* get(yield* start(), "/v1/controls/blockedUrls")).toMatchObject({ result: { length: 4 } })
    })
  )
})

describe("account writes", () => {
  it.effect.each([
    ["string", "true"],
    ["boolean", true]
  ] as const)("forget an account and say so (deletedFlag %s)", ([deletedFlag, deleted]) =>
    Effect.gen(function* () {
      const client = yield* start({ push: { deletedFlag } })
      const answer = yield* send(client, "DELETE", `/v1/accounts/${account.id}`)
      expect([answer.status, answer.json]).toEqual([200, { id: account.id, object: "ACCOUNT", deleted }])
      expect((yield* client.push(`/v1/accounts/${account.id}`)).status).toBe(404)
      expect((yield* send(client, "DELETE", `/v1/accounts/${account.id}`)).status).toBe(404)
    })
  )

  it.effect.each([
    ["USERNAME_PASSWORD", { passwordLogin: false }],
    ["OKTA_SWA", { oktaSwaLogin: false }],
    ["OIDC", { oidcLogin: null }],
    ["SAML", { samlLogin: null }]
  ] as const)("take the login method %s away once", ([loginMethod, changed]) =>
    Effect.gen(function* () {
      const client = yield* start()
      const owner = first(push.accounts, ({ loginMethods }) =>
        Object.entries(changed).every(([name, value]) => new Map(Object.entries(loginMethods)).get(name) !== value)
      )
      const path = `/v1/accounts/${owner.id}`
      const answer = yield* send(client, "DELETE", `${path}/loginMethods`, { loginMethod })
      const left = {
        ...owner,
        loginMethods: { ...owner.loginMethods, ...changed },
        passwordId: loginMethod === "USERNAME_PASSWORD" ? null : owner.passwordId
      }
      expect(answer.json).toEqual(left)
      expect(yield* get(client, path)).toEqual(left)
      expect((yield* send(client, "DELETE", `${path}/loginMethods`, { loginMethod })).status).toBe(400)
    })
  )

  it.effect("answer the use of the account if loginMethodAnswer is turned", () =>
    Effect.gen(function* () {
      const client = yield* start({ push: { loginMethodAnswer: "account-use" } })
      const path = `/v1/accounts/${account.id}/loginMethods`
      expect((yield* send(client, "DELETE", path, { loginMethod: "USERNAME_PASSWORD" })).json).toEqual({
        employeeId: account.employeeId,
        lastUsedTimestamp: account.lastUsedTimestamp,
        passwordManuallyTyped: null
      })
    })
  )
})

describe("app writes", () => {
  const path = `/v1/apps/${app.id}`

  it.effect("unset what is null and keep what is left out", () =>
    Effect.gen(function* () {
      const client = yield* start()
      const update = { approvalStatus: "NOT_APPROVED", sensitivityLevel: null, notes: null, ownerId: jane.id }
      const updated = { ...app, ...update }
      expect((yield* send(client, "PATCH", path, update)).json).toEqual(updated)
      expect((yield* send(client, "PATCH", path, { notes: "later" })).json).toEqual({ ...updated, notes: "later" })
      expect((yield* send(client, "PATCH", path, { ownerId: null })).json).toMatchObject({ ownerId: null })
      expect(yield* get(client, path)).toEqual({ ...updated, notes: "later", ownerId: null })
    })
  )

  it.effect("know no owner if ownerId is ignored", () =>
    Effect.gen(function* () {
      const ignoring = yield* start({ push: { ownerId: "ignored" } })
      const answer = yield* send(ignoring, "PATCH", path, { notes: "new", ownerId: "nobody" })
      expect(answer.json).toEqual({ ...app, notes: "new" })
    })
  )

  it.effect("add a label once and take it away with its repeats", () =>
    Effect.gen(function* () {
      const client = yield* start()
      const labels = (method: string, label: string) =>
        Effect.map(send(client, method, `${path}/labels`, { label }), (answer) => answer.json)
      const long = emoji.repeat(50)
      expect(yield* labels("POST", long)).toEqual({ labels: [...app.labels, long] })
      expect(yield* labels("POST", long)).toEqual({ labels: [...app.labels, long] })
      expect(yield* labels("DELETE", app.labels[0] ?? "")).toEqual({ labels: [long] })
      expect(yield* get(client, path)).toEqual({ ...app, labels: [long] })
    })
  )

  it.effect("count a label in UTF-16 units if textLength is turned", () =>
    Effect.gen(function* () {
      const client = yield* start({ push: { textLength: "utf-16" } })
      expect((yield* send(client, "POST", `${path}/labels`, { label: emoji.repeat(26) })).status).toBe(400)
      expect((yield* send(client, "POST", `${path}/labels`, { label: emoji.repeat(25) })).status).toBe(200)
    })
  )
})

describe("employee writes", () => {
  const owners = new Set([...push.accounts, ...push.accountsOther].map(({ employeeId }) => employeeId))
  const withoutAccounts = first(push.employees, ({ id, licensed }) => !owners.has(id) && !licensed)
  const unlicensed = withoutAccounts

  it.effect("replace the groups, and accept an update of nothing", () =>
    Effect.gen(function* () {
      const client = yield* start()
      const path = `/v1/employees/${jane.id}`
      expect((yield* send(client, "PATCH", path)).json).toEqual(jane)
      const answer = yield* send(client, "PATCH", path, { groups: ["only"] })
      expect(answer.json).toEqual({ ...jane, groups: ["only"] })
      expect(yield* get(client, path)).toEqual({ ...jane, groups: ["only"] })
    })
  )

  it.effect("drop an employee without accounts together with the licence, and keep one with accounts", () =>
    Effect.gen(function* () {
      const client = yield* start()
      const path = `/v1/employees/${withoutAccounts.id}`
      expect((yield* send(client, "PATCH", path, { licensed: true })).json).toMatchObject({ licensed: true })
      const dropped = yield* send(client, "PATCH", path, { licensed: false })
      expect([dropped.status, dropped.text]).toEqual([200, "null"])
      expect((yield* client.push(path)).status).toBe(404)
      const kept = yield* send(client, "PATCH", `/v1/employees/${jane.id}`, { licensed: false })
      expect(kept.json).toEqual({ ...jane, licensed: false })
    })
  )

  it.effect.each<readonly [code: string, changes: Changes, id: string, update: object]>([
    ["EXCEEDED_MAX_LICENSED_EMPLOYEES", { push: { licenseCountMax: 1 } }, unlicensed.id, { licensed: true }],
    ["EMPLOYEE_NOT_LICENSED", {}, unlicensed.id, { chatopsEnabled: true }],
    ["CHATOPS_NOT_IN_WORKING_STATE", { push: { chatops: "broken" } }, jane.id, { chatopsEnabled: true, groups: [] }]
  ])("refuse an update with %s and change nothing", ([code, changes, id, update]) =>
    Effect.gen(function* () {
      const client = yield* start(changes)
      const answer = yield* send(client, "PATCH", `/v1/employees/${id}`, update)
      expect([answer.status, answer.json]).toEqual([400, { status: code, message: "Bad Request" }])
      expect(yield* get(client, `/v1/employees/${id}`)).toEqual(push.employees.find((employee) => employee.id === id))
    })
  )

  it.effect("add a group once and take it away", () =>
    Effect.gen(function* () {
      const client = yield* start()
      const path = `/v1/employees/${jane.id}/groups`
      const added = { groups: [...jane.groups, "night shift"] }
      expect((yield* send(client, "POST", path, { group: "night shift" })).json).toEqual(added)
      expect((yield* send(client, "POST", path, { group: "night shift" })).json).toEqual(added)
      expect((yield* send(client, "DELETE", path, { group: "night shift" })).json).toEqual({ groups: jane.groups })
    })
  )

  it.effect("merge employees with everything that belongs to them", () =>
    Effect.gen(function* () {
      const client = yield* start()
      const ownerIds = new Set(push.apps.map(({ ownerId }) => ownerId))
      const owner = first(push.employees, ({ id }) => ownerIds.has(id) && id !== jane.id)
      const found = new Set(push.findings.map(({ employeeId }) => employeeId))
      const other = first(push.employees, ({ id }) => found.has(id) && id !== jane.id && id !== owner.id)
      const body = { secondaryEmployeeIds: [owner.id, other.id] }
      const { json } = yield* send(client, "POST", `/v1/employees/${jane.id}/merge`, body)
      const three = [jane, owner, other]
      const merged = {
        ...jane,
        knownEmails: [...new Set(three.flatMap(({ email, knownEmails = [] }) => [email, ...knownEmails]))],
        groups: [...new Set(three.flatMap(({ groups }) => groups))]
      }
      expect(json).toEqual(merged)
      expect(yield* get(client, `/v1/employees/${jane.id}`)).toEqual(merged)

      const ids = new Set(three.map(({ id }) => id))
      for (const list of ["accounts", "accountsOther", "browsers", "findings"] as const) {
        const expected = push[list].filter(({ employeeId }) => ids.has(employeeId ?? ""))
        const { result } = pushPage((yield* client.push(`/v1/${list}?employeeId=${jane.id}`)).json)
        const page = result?.filter((record) => record["employeeId"] === jane.id)
        expect(page?.map((record) => record["id"])).toEqual(expected.map(({ id }) => id))
      }
      const ownedApp = first(push.apps, (record) => record.ownerId === owner.id)
      expect(yield* get(client, `/v1/apps/${ownedApp.id}`)).toEqual({ ...ownedApp, ownerId: jane.id })
      for (const { id } of [owner, other]) expect((yield* client.push(`/v1/employees/${id}`)).status).toBe(404)
      expect((yield* client.push(`/v1/accounts?employeeId=${other.id}`)).json).toMatchObject({ result: [] })
    })
  )
})

describe("control writes", () => {
  it.effect("change a banner and keep what is left out, and make one for an app that has none", () =>
    Effect.gen(function* () {
      const client = yield* start()
      const path = `/v1/controls/appBanners/${banner.id}`
      const changed = { ...banner, enabled: false, title: emoji.repeat(75) }
      const answer = yield* send(client, "POST", path, { enabled: false, title: changed.title })
      expect(answer.json).toEqual(changed)
      expect(yield* get(client, path)).toEqual(changed)
      const made = yield* send(client, "POST", `/v1/controls/appBanners/${app.id}`, { enabled: true, mode: "INFORM" })
      expect(made.json).toMatchObject({ id: app.id, appType: app.type, enabled: true, mode: "INFORM" })
      expect((yield* send(client, "POST", path, { enabled: true, title: `${changed.title}!` })).status).toBe(400)
    })
  )

  it.effect("block a URL once and answer its pattern", () =>
    Effect.gen(function* () {
      const client = yield* start()
      const block = (body: object) =>
        Effect.map(send(client, "POST", "/v1/controls/blockedUrls", body), (answer) => answer.json)
      expect(yield* block({ host: "*.sub.domain.example", path: "/path/to*" })).toBe(
        "*://*.sub.domain.example/path/to*"
      )
      expect(yield* block({ host: "plain.example" })).toBe("*://plain.example/*")
      expect(yield* block({ host: "plain.example", path: "/*" })).toBe("*://plain.example/*")
      expect(yield* get(client, "/v1/controls/blockedUrls")).toEqual({
        result: [...push.blockedUrls, "*://*.sub.domain.example/path/to*", "*://plain.example/*"]
      })
    })
  )

  it.effect.each([
    ["empty", ""],
    ["null", "null"],
    ["object", "{}"]
  ] as const)("clear the blocked URLs (clearedBody %s)", ([clearedBody, text]) =>
    Effect.gen(function* () {
      const client = yield* start({ push: { clearedBody } })
      const answer = yield* send(client, "DELETE", "/v1/controls/blockedUrls")
      expect([answer.status, answer.text]).toEqual([200, text])
      expect(yield* get(client, "/v1/controls/blockedUrls")).toEqual({ result: [] })
    })
  )
})

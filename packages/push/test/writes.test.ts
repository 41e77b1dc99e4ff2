/**
 * Each write of contracts/push.md, section 3: what is sent, what its answers mean, and that it is sent once.
 */
import { assert, describe, it } from "@effect/vitest"
import type { ArgumentError, PushClientShape, SourceError } from "@rollcall/push"
import { Effect } from "effect"
import { calling } from "./calls.ts"
import { json, type Reply, reset, text } from "@rollcall/sandbox/scripted-server"

type Call = (client: PushClientShape) => Effect.Effect<unknown, SourceError | ArgumentError>
type Sent = readonly [method: string, path: string, body: unknown]

const deleted = { id: "a", object: "ACCOUNT", deleted: "true" }
const banner = { enabled: true, title: "Blocked", mode: "BLOCK" } as const

const writes: ReadonlyArray<readonly [name: string, call: Call, sent: Sent, answer: unknown, value: unknown]> = [
  ["accounts.forget", (c) => c.accounts.forget("a"), ["DELETE", "/v1/accounts/a", null], deleted, undefined],
  [
    "accounts.deleteLoginMethod",
    (c) => c.accounts.deleteLoginMethod("a", "OIDC"),
    ["DELETE", "/v1/accounts/a/loginMethods", { loginMethod: "OIDC" }],
    { id: "a", creationTimestamp: 1698064423 },
    { id: "a", creationTimestamp: "2023-10-23T12:33:43Z" }
  ],
  [
    "apps.update",
    (c) => c.apps.update("p", { approvalStatus: "APPROVED", sensitivityLevel: null, notes: "" }),
    ["PATCH", "/v1/apps/p", { approvalStatus: "APPROVED", sensitivityLevel: null, notes: "" }],
    { id: "p", notes: null },
    { id: "p", notes: null }
  ],
  [
    "apps.addLabel",
    (c) => c.apps.addLabel("p", "personal-use"),
    ["POST", "/v1/apps/p/labels", { label: "personal-use" }],
    { labels: ["personal-use", "x", "x"] },
    ["personal-use", "x", "x"]
  ],
  [
    "apps.deleteLabel",
    (c) => c.apps.deleteLabel("p", "x"),
    ["DELETE", "/v1/apps/p/labels", { label: "x" }],
    { labels: [] },
    []
  ],
  [
    "employees.update",
    (c) => c.employees.update("e", { licensed: false, groups: [] }),
    ["PATCH", "/v1/employees/e", { licensed: false, groups: [] }],
    { id: "e", licensed: false },
    { id: "e", licensed: false }
  ],
  [
    "employees.addGroup",
    (c) => c.employees.addGroup("e", "Engineering team"),
    ["POST", "/v1/employees/e/groups", { group: "Engineering team" }],
    { groups: ["Engineering team"] },
    ["Engineering team"]
  ],
  [
    "employees.deleteGroup",
    (c) => c.employees.deleteGroup("e", "x"),
    ["DELETE", "/v1/employees/e/groups", { group: "x" }],
    { groups: ["Other team"] },
    ["Other team"]
  ],
  [
    "employees.merge",
    (c) => c.employees.merge("e", ["f", "g"]),
    ["POST", "/v1/employees/e/merge", { secondaryEmployeeIds: ["f", "g"] }],
    { id: "e", knownEmails: ["f@acme.example"] },
    { id: "e", knownEmails: ["f@acme.example"] }
  ],
  [
    "appBanners.set",
    (c) => c.appBanners.set("p", banner),
    ["POST", "/v1/controls/appBanners/p", banner],
    { id: "p", buttonText: null },
    { id: "p", buttonText: null }
  ],
  [
    "blockedUrls.add",
    (c) => c.blockedUrls.add({ host: "*.sub.domain.com", path: "/path/to*" }),
    ["POST", "/v1/controls/blockedUrls", { host: "*.sub.domain.com", path: "/path/to*" }],
    '"*://*.sub.domain.com/path/to*"',
    "*://*.sub.domain.com/path/to*"
  ],
  ["blockedUrls.clear", (c) => c.blockedUrls.clear(), ["DELETE", "/v1/controls/blockedUrls", null], "", undefined]
]

describe.each(writes)("%s", (name, call, sent, answer, value) => {
  it.live("sends one request and gives what the answer says", () =>
    Effect.gen(function* () {
      const result = yield* calling(call, () => json(answer))
      assert.deepStrictEqual(
        { sent: result.sent, error: result.error, value: result.value },
        { sent: [sent], error: null, value }
      )
      const type = result.received[0]?.headers["content-type"]
      assert.strictEqual(type, sent[2] === null ? undefined : "application/json")
    })
  )

  it.live.each([201, 202])("takes HTTP %i for success as well", (status) =>
    Effect.gen(function* () {
      const { value: given, error } = yield* calling(call, () => json(answer, status))
      assert.deepStrictEqual({ given, error }, { given: value, error: null })
    })
  )

  it.live("is sent again after a 429, as nothing was done", () =>
    Effect.gen(function* () {
      const { value: given, sent: all } = yield* calling(call, (_, number) =>
        number === 0 ? json({ message: "Too Many Requests" }, 429) : json(answer)
      )
      assert.deepStrictEqual({ given, all }, { given: value, all: [sent, sent] })
    })
  )

  it.live.each([
    ["a server error", text("", 503)],
    ["a connection that is reset", reset]
  ] as const)("is not sent again after %s", ([, reply]) =>
    Effect.gen(function* () {
      const { reason, error, sent: all } = yield* calling(call, () => reply)
      assert.deepStrictEqual({ tag: reason?._tag, times: all.length }, { tag: "Unavailable", times: 1 })
      assert.deepInclude(error, { operation: name })
    })
  )

  it.live("never takes a page of HTML for success", () =>
    Effect.gen(function* () {
      const { reason } = yield* calling(call, () => text("<html>Log in</html>"))
      assert.strictEqual(reason?._tag, "Unavailable")
    })
  )

  it.live.each([401, 403])("tells a refusal with HTTP %i", (status) =>
    Effect.gen(function* () {
      const { reason, sent: all } = yield* calling(call, () => json({ message: "Forbidden" }, status))
      assert.deepStrictEqual(
        { tag: reason?._tag, times: all.length },
        { tag: status === 401 ? "Unauthorized" : "Forbidden", times: 1 }
      )
    })
  )
})

describe("accounts.forget", () => {
  it.live.each([
    [true, null],
    ["true", null],
    [false, "Rejected"],
    ["false", "Rejected"],
    [1, "Rejected"],
    [null, "Rejected"]
  ] as const)("reads deleted: %j", ([said, tag]) =>
    Effect.gen(function* () {
      const { reason } = yield* calling(
        (client) => client.accounts.forget("a"),
        () => json({ id: "a", deleted: said })
      )
      assert.strictEqual(reason?._tag ?? null, tag)
    })
  )
})

describe("accounts.deleteLoginMethod", () => {
  it.live("reads the account if the answer is the use of one, as in the older documentation", () =>
    Effect.gen(function* () {
      const { value, sent } = yield* calling(
        (client) => client.accounts.deleteLoginMethod("a", "SAML"),
        ({ method }) => (method === "GET" ? json({ id: "a" }) : json({ employeeId: "e", lastUsedTimestamp: null }))
      )
      assert.deepStrictEqual(value, { id: "a" })
      assert.deepStrictEqual(sent[1], ["GET", "/v1/accounts/a", null])
    })
  )
})

describe("employees.update", () => {
  it.live("gives null for an employee who is gone with the licence", () =>
    Effect.gen(function* () {
      const { value, error } = yield* calling(
        (client) => client.employees.update("e", { licensed: false }),
        () => json("null")
      )
      assert.deepStrictEqual({ value, error }, { value: null, error: null })
    })
  )

  it.live.each([
    ["as the status", json({ status: "EXCEEDED_MAX_LICENSED_EMPLOYEES", message: "Bad Request" }, 400)],
    ["deep inside", json({ errors: [{ why: { code: "EXCEEDED_MAX_LICENSED_EMPLOYEES" } }] }, 400)],
    ["as text", text("EXCEEDED_MAX_LICENSED_EMPLOYEES", 400)],
    ["in a page", text("<p>EXCEEDED_MAX_LICENSED_EMPLOYEES</p>", 400)]
  ] as const)("recognises the cause of a refusal %s", ([, reply]) =>
    Effect.gen(function* () {
      const { reason } = yield* calling(
        (client) => client.employees.update("e", { licensed: true }),
        () => reply
      )
      assert.deepInclude(reason, { _tag: "Rejected", status: 400, code: "EXCEEDED_MAX_LICENSED_EMPLOYEES" })
      assert.include(reason?.message, "EXCEEDED_MAX_LICENSED_EMPLOYEES")
    })
  )

  it.live.each(["EMPLOYEE_NOT_LICENSED", "EXCEEDED_MAX_LICENSED_EMPLOYEES", "CHATOPS_NOT_IN_WORKING_STATE"])(
    "tells the cause %s by its code",
    (code) =>
      Effect.gen(function* () {
        const { reason } = yield* calling(
          (client) => client.employees.update("e", { licensed: true }),
          () => json({ status: code, message: "Bad Request" }, 400)
        )
        assert.deepInclude(reason, { _tag: "Rejected", code })
      })
  )

  it.live.each([
    ["an empty body", text("", 400)],
    ["a page", text("<html>Bad request</html>", 400)],
    ["another cause", json({ message: "no" }, 400)]
  ] as const)("makes up no cause for %s", ([, reply]) =>
    Effect.gen(function* () {
      const { reason } = yield* calling(
        (client) => client.employees.update("e", { licensed: true }),
        () => reply
      )
      assert.deepStrictEqual([reason?._tag, reason?._tag === "Rejected" && "code" in reason], ["Rejected", false])
    })
  )
})

describe("blockedUrls.clear", () => {
  it.live.each([
    ["nothing", ""],
    ["null", "null"],
    ["an object", "{}"]
  ] as const)("is content with %s", ([, body]) =>
    Effect.gen(function* () {
      const { error } = yield* calling(
        (client) => client.blockedUrls.clear(),
        () => json(body)
      )
      assert.isNull(error)
    })
  )
})

const missing = (record: Reply) => (request: { readonly method: string }) =>
  request.method === "GET" ? record : json({ message: "Not Found" }, 404)

describe.each([
  ["apps.deleteLabel", (c: PushClientShape) => c.apps.deleteLabel("x", "gone"), "label"],
  ["employees.deleteGroup", (c: PushClientShape) => c.employees.deleteGroup("x", "gone"), "group"]
] as const)("a 404 of %s", (_, call, what) => {
  it.live(`means that the ${what} is not there if the record can be read`, () =>
    Effect.gen(function* () {
      const { reason, sent } = yield* calling(call, missing(json({ id: "x" })))
      assert.deepInclude(reason, { _tag: "NotFound", detail: `the record is there, but does not have this ${what}` })
      assert.lengthOf(sent, 2)
    })
  )

  it.live("means that the record is unknown if it cannot be found", () =>
    Effect.gen(function* () {
      const { reason } = yield* calling(call, missing(json({ message: "Nobody Here" }, 404)))
      assert.deepInclude(reason, { _tag: "NotFound", detail: "Nobody Here" })
    })
  )

  it.live("stands as it came if the record cannot be read", () =>
    Effect.gen(function* () {
      const { reason } = yield* calling(call, missing(json({}, 403)))
      assert.deepInclude(reason, { _tag: "NotFound", detail: "Not Found" })
    })
  )
})

describe.each<readonly [name: string, call: Call]>([
  ["apps.update", (c) => c.apps.update("x", { notes: null })],
  ["apps.addLabel", (c) => c.apps.addLabel("x", "new")],
  ["accounts.deleteLoginMethod", (c) => c.accounts.deleteLoginMethod("x", "SAML")],
  ["employees.addGroup", (c) => c.employees.addGroup("x", "new")],
  ["employees.merge", (c) => c.employees.merge("x", ["y"])]
])("a 400 of %s", (_, call) => {
  it.live("is about the id if the record is unknown", () =>
    Effect.gen(function* () {
      const { reason } = yield* calling(call, ({ method }) => json({ message: "no" }, method === "GET" ? 404 : 400))
      assert.strictEqual(reason?._tag, "NotFound")
    })
  )

  it.live("is about the request if the record is there", () =>
    Effect.gen(function* () {
      const { reason } = yield* calling(call, ({ method }) =>
        method === "GET" ? json({ id: "x" }) : json({ message: "no" }, 400)
      )
      assert.deepInclude(reason, { _tag: "Rejected", detail: "no" })
    })
  )
})

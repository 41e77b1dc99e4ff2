import { assert, describe, it } from "@effect/vitest"
import type { Page, PushClientShape, SourceError } from "@rollcall/push"
import { Effect, type Stream } from "effect"
import { reading } from "./reading.ts"
import { json } from "@rollcall/sandbox/scripted-server"

type Pages = (client: PushClientShape) => Stream.Stream<Page<unknown>, SourceError>

/** Every documented parameter of every list. */
const lists: ReadonlyArray<readonly [name: string, pages: Pages, query: string]> = [
  [
    "accounts",
    (client) =>
      client.accounts.pages({
        email: "a",
        appType: "b",
        employeeId: "c",
        passwordId: "d",
        lastUsedTimestampAfter: 1,
        lastUsedTimestampBefore: 2
      }),
    "email=a&appType=b&employeeId=c&passwordId=d&lastUsedTimestampAfter=1&lastUsedTimestampBefore=2"
  ],
  [
    "accountsOther",
    (client) =>
      client.accountsOther.pages({
        email: "a",
        otherAppId: "b",
        lastUsedTimestampAfter: 1,
        lastUsedTimestampBefore: 2
      }),
    "email=a&otherAppId=b&lastUsedTimestampAfter=1&lastUsedTimestampBefore=2"
  ],
  [
    "apps",
    (client) => client.apps.pages({ creationTimestampAfter: 1, creationTimestampBefore: 2 }),
    "creationTimestampAfter=1&creationTimestampBefore=2"
  ],
  [
    "appsOther",
    (client) => client.appsOther.pages({ creationTimestampAfter: 1, creationTimestampBefore: 2 }),
    "creationTimestampAfter=1&creationTimestampBefore=2"
  ],
  [
    "browsers",
    (client) =>
      client.browsers.pages({
        email: "a",
        employeeId: "b",
        browser: "CHROME",
        os: "MACOS",
        lastOnlineTimestampAfter: 1,
        lastOnlineTimestampBefore: 2
      }),
    "email=a&employeeId=b&browser=CHROME&os=MACOS&lastOnlineTimestampAfter=1&lastOnlineTimestampBefore=2"
  ],
  [
    "browserExtensions",
    (client) =>
      client.browserExtensions.pages({
        extensionId: "a",
        employeeId: "b",
        browserId: "c",
        deploymentMode: "MANUAL",
        permissions: ["tabs", "storage"],
        hostPermissions: ["*://*/*"],
        enabled: false
      }),
    "extensionId=a&employeeId=b&browserId=c&deploymentMode=MANUAL&permissions=tabs&permissions=storage&hostPermissions=*%3A%2F%2F*%2F*&enabled=false"
  ],
  [
    "employees",
    (client) => client.employees.pages({ email: "a", licensed: false, groups: ["b", "c"] }),
    "email=a&licensed=false&groups=b&groups=c"
  ],
  [
    "findings",
    (client) =>
      client.findings.pages({
        state: "OPEN",
        type: "WEAK_PASSWORD",
        employeeId: "a",
        appType: "b",
        accountId: "c",
        passwordId: "d",
        creationTimestampAfter: 1,
        creationTimestampBefore: 2
      }),
    "state=OPEN&type=WEAK_PASSWORD&employeeId=a&appType=b&accountId=c&passwordId=d&creationTimestampAfter=1&creationTimestampBefore=2"
  ],
  [
    "detections",
    (client) =>
      client.detections.pages({
        creationTimestampAfter: 1,
        severity: "HIGH",
        archived: false,
        detectionType: "PHISHING"
      }),
    "creationTimestampAfter=1&severity=HIGH&archived=false&detectionType=PHISHING"
  ],
  ["appBanners", (client) => client.appBanners.pages({ enabled: false }), "enabled=false"]
]

describe("filters", () => {
  it.live.each(lists)("of %s are sent under the names that the API has for them", ([, pages, query]) =>
    Effect.gen(function* () {
      const { received } = yield* reading(pages, () => json({ result: null }))
      assert.deepStrictEqual(
        received.map((request) => request.query.toString()),
        [`${query}&limit=50`]
      )
    })
  )

  it.live("are a hint: what comes in spite of them is given as it came", () =>
    Effect.gen(function* () {
      const { ids } = yield* reading(
        (client) => client.employees.pages({ email: "jane@acme.example" }),
        () => json({ result: [{ id: "a", email: "mary-jane@acme.example" }, { id: "b" }] })
      )
      assert.deepStrictEqual(ids, ["a", "b"])
    })
  )
})

const sameId = () => json({ result: [{ id: "same" }] })

describe("a list", () => {
  it.live.each([404, 405, 410])("of app banners that was withdrawn with HTTP %i is not found, never empty", (status) =>
    Effect.gen(function* () {
      const { problem } = yield* reading(
        (client) => client.appBanners.pages(),
        () => json({ message: "Not Found" }, status)
      )
      assert.strictEqual(problem?._tag, "NotFound")
    })
  )

  it.live("keeps what comes twice within a record", () =>
    Effect.gen(function* () {
      const raw = { id: "a", groups: ["x", "x"], knownEmails: ["b@acme.example", "b@acme.example"] }
      const { records } = yield* reading(
        (client) => client.employees.pages(),
        () => json({ result: [raw] })
      )
      assert.deepStrictEqual(
        records.map(({ value }) => value),
        [raw]
      )
    })
  )

  it.live("may have the ids of another list", () =>
    Effect.gen(function* () {
      const employees = yield* reading((client) => client.employees.pages(), sameId)
      const apps = yield* reading((client) => client.apps.pages(), sameId)
      assert.deepStrictEqual([employees.ids, apps.ids, apps.duplicates], [["same"], ["same"], 0])
    })
  )
})

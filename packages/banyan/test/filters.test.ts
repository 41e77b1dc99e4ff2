/**
 * Lists with filters: what is sent, and that what comes is compared. Contracts/banyan.md, section 2.3, and the lists of v2 and
 * the audit log in section 3.2.
 */
import { assert, describe, it } from "@effect/vitest"
import type { ArgumentError, BanyanClientShape, Page, SourceError } from "@rollcall/banyan"
import { json } from "@rollcall/sandbox/scripted-server"
import { Effect, type Stream } from "effect"
import { walking } from "./reading.ts"

type List = (client: BanyanClientShape) => Stream.Stream<Page<unknown>, SourceError | ArgumentError>

const enveloped = (data: unknown) => ({ request_id: "", error_code: 0, error_description: "", data })

const sent: ReadonlyArray<readonly [name: string, list: List, path: string, query: string]> = [
  [
    "devices",
    (c) => c.devices.pages({ serialNumber: "S+1", model: "Mac Book", deviceFriendlyName: "Jack’s" }),
    "/api/v1/devices",
    "serialnumber=S%2B1&model=Mac+Book&devicefriendlyname=Jack%E2%80%99s&orderby=serialnumber&order=asc&skip=0&limit=10"
  ],
  [
    "endusers",
    (c) => c.endusers.pages({ name: "Pat", email: "a+b@c.example" }),
    "/api/v1/endusers",
    "name=Pat&email=a%2Bb%40c.example&orderby=email&order=asc&skip=0&limit=10"
  ],
  [
    "end users of v2",
    (c) =>
      c.endusersV2.pages({
        serialNumber: "S",
        roleNames: "R",
        active: true,
        lastLoginBefore: 1595623756579573745n,
        lastLoginAfter: 1n
      }),
    "/api/v2/enduser",
    "serial_number=S&role_names=R&active=true&last_login_before=1595623756579573745&last_login_after=1" +
      "&order_by=created_at&order=asc&skip=0&limit=10"
  ],
  [
    "devices of v2",
    (c) => c.devicesV2.pages({ banned: false, mdmPresent: true, trustscoreStatus: "Reporting", appVersion: "3.1" }),
    "/api/v2/devices",
    "banned=false&mdm_present=true&trustscore_status=Reporting&app_version=3.1" +
      "&order_by=created_at&order=asc&skip=0&limit=10"
  ],
  [
    "audit log",
    (c) =>
      c.auditLogs.pages({ type: "device", action: "update", adminEmail: "a@b.example", startTime: 1n, endTime: 2n }),
    "/api/v1/audit_logs",
    "type=device&action=update&admin_email=a%40b.example&start_time=1&end_time=2&order=asc&skip=0&limit=10"
  ]
]

/** An empty page of any list. */
const nothing = (path: string) => {
  const page = { endusers: [], devices: [], auditlogs: [], count: 0 }
  return json(path.includes("/v2/") ? enveloped(page) : page)
}

describe("filters", () => {
  it.live.each(sent)("of the %s are sent under the names that the API documents", ([, list, path, query]) =>
    Effect.gen(function* () {
      const { asked, problem } = yield* walking(list, (request) => nothing(request.path))
      assert.isNull(problem)
      const [only, ...more] = asked
      assert.deepStrictEqual([only, more], [`${path}?${query}`, []])
    })
  )

  it.live("are a hint: what does not fit is not delivered, and counts for the walk", () =>
    Effect.gen(function* () {
      const models = ["iPhone", "iPhone Xr", "iphone", "iPhone"]
      const { ids, problem, duplicates, totals } = yield* walking(
        (c) => c.devices.pages({ model: "iPhone" }),
        ({ query }) => {
          const records = models.map((Model, at) => ({ DeviceID: `d${at}`, Model }))
          return json({ devices: query.get("skip") === "0" ? records : [], count: 4 })
        }
      )
      assert.deepStrictEqual(
        { ids, problem, duplicates, totals },
        { ids: ["d0", "d3"], problem: null, duplicates: 0, totals: [4, 4] }
      )
    })
  )

  it.live("that a source ignores let through what fits all the same", () =>
    Effect.gen(function* () {
      const list = [
        { id: "1", type: "device", action: "update", admin_email: "Root@acme.example", created_at: 1595623756579573 },
        { id: "2", type: "device", action: "delete", admin_email: "root@acme.example" },
        { id: "3", type: "enduser", action: "update", admin_email: "root@acme.example" },
        { id: "4", type: "device", action: "update", admin_email: "robot@acme.example" }
      ]
      const { ids } = yield* walking(
        (c) => c.auditLogs.pages({ type: "device", action: "update", adminEmail: "root@acme.example" }),
        ({ query }) => json({ auditlogs: query.get("skip") === "0" ? list : [], count: 4 })
      )
      assert.deepStrictEqual(ids, ["1"])
    })
  )

  it.live("that look at owners read the list with one request, as pages may not tell them", () =>
    Effect.gen(function* () {
      const { ids, asked } = yield* walking(
        (c) => c.devices.pages({ email: "jane@acme.example", model: "Pixel" }),
        () =>
          json([
            { DeviceID: "1", Model: "Pixel", Emails: ["Jane@acme.example"] },
            { DeviceID: "2", Model: "Pixel" },
            { DeviceID: "3", Model: "iPhone", Emails: ["jane@acme.example"] }
          ])
      )
      assert.deepStrictEqual(ids, ["1"])
      assert.deepStrictEqual(asked, [
        "/api/v1/devices?email=jane%40acme.example&model=Pixel&orderby=serialnumber&order=asc"
      ])
    })
  )

  it.live("that look at a person's devices read the list with one request, too", () =>
    Effect.gen(function* () {
      const { ids, skips } = yield* walking(
        (c) => c.endusers.pages({ serialNumber: "S1" }),
        () =>
          json([
            { Email: "a@b.example", SerialNumbers: ["S1"] },
            { Email: "c@b.example", SerialNumbers: ["S11"] }
          ])
      )
      assert.deepStrictEqual({ ids, requests: skips.length }, { ids: ["a@b.example"], requests: 1 })
    })
  )

  it.live("of v2 compare what the record tells and believe the source in the rest", () =>
    Effect.gen(function* () {
      const list = [
        { id: "1", platform: "darwin", banned: true, extra_details: { emails: ["Jane@acme.example"] } },
        { id: "2", platform: "Darwin", banned: true },
        { id: "3", platform: "Darwin", banned: true, extra_details: { emails: ["john@acme.example"] } },
        { id: "4", platform: "Darwin", banned: false },
        { id: "5", platform: "Windows", banned: true }
      ]
      const { ids } = yield* walking(
        (c) => c.devicesV2.pages({ platform: "Darwin", banned: true, email: "jane@acme.example", roleNames: "x" }),
        ({ query }) => json(enveloped({ devices: query.get("skip") === "0" ? list : [], count: 5 }))
      )
      assert.deepStrictEqual(ids, ["1", "2"])
    })
  )

  it.live("that are no identifiers fail the stream before anything is sent", () =>
    Effect.gen(function* () {
      const { argument, asked } = yield* walking(
        (c) => c.devices.pages({ serialNumber: "%" }),
        () => json([])
      )
      assert.deepStrictEqual({ argument, asked }, { argument: "serialNumber", asked: [] })
    })
  )
})

describe("lists in envelopes", () => {
  it.live("are walked by skip and limit, whatever the page cap", () =>
    Effect.gen(function* () {
      const list = Array.from({ length: 25 }, (_, at) => ({ id: `u${at}` }))
      const { ids, skips, problem } = yield* walking(
        (c) => c.endusersV2.pages(),
        ({ query }) => {
          const skip = Number(query.get("skip"))
          return json(enveloped({ endusers: list.slice(skip, skip + 7), count: 25 }))
        }
      )
      assert.deepStrictEqual({ ids: ids.length, skips, problem }, { ids: 25, skips: [0, 7, 14, 21, 25], problem: null })
    })
  )

  it.live.each([
    ["a failure with HTTP 200", { error_code: 403, error_description: "no scope", data: null }, "Rejected"],
    ["a failure of the server with HTTP 200", { error_code: 500, error_description: "", data: null }, "Unavailable"],
    ["no data", enveloped(null), "SchemaMismatch"],
    ["a list without envelope", { devices: [], count: 0 }, "SchemaMismatch"],
    ["the other list's member", enveloped({ endusers: [], count: 0 }), "SchemaMismatch"]
  ] as const)("are never taken for empty because of %s", ([, answer, tag]) =>
    Effect.gen(function* () {
      const { problem } = yield* walking(
        (c) => c.devicesV2.pages(),
        () => json(answer)
      )
      assert.strictEqual(problem?._tag, tag)
    })
  )
})

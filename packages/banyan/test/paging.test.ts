/**
 * Every step of contracts/banyan.md, section 2.4, and both shapes of 2.1, against a server that each test scripts.
 */
import { assert, describe, it } from "@effect/vitest"
import { fingerprint } from "@rollcall/transport"
import { Effect, Stream } from "effect"
import { clientOf, devices, ids, walking } from "./reading.ts"
import { json, type Received, type Reply, scriptedServer } from "@rollcall/sandbox/scripted-server"

const walkDevices = (script: (request: Received, number: number) => Reply) =>
  walking((client) => client.devices.pages(), script)

const page = (records: unknown, count: unknown) => json({ devices: records, count })

/** Serves the first `count` devices, at most `cap` of them at once. */
const serving =
  (count: number, cap: number) =>
  ({ query }: Received): Reply => {
    const skip = Number(query.get("skip"))
    return page(devices(skip, Math.max(skip, Math.min(count, skip + Math.min(cap, Number(query.get("limit")))))), count)
  }

describe("pages", () => {
  it.live("walks in order by skip and limit, in lower case, to an empty page past the count", () =>
    Effect.gen(function* () {
      const { asked, ids: got, totals, problem } = yield* walkDevices(serving(15, 10))
      const order = "/api/v1/devices?orderby=serialnumber&order=asc"
      assert.deepStrictEqual(asked, [
        `${order}&skip=0&limit=10`,
        `${order}&skip=10&limit=10`,
        `${order}&skip=15&limit=10`
      ])
      assert.deepStrictEqual({ got, totals, problem }, { got: ids(0, 15), totals: [15, 15, 15], problem: null })
    })
  )

  it.live("does not take a short page for the last one", () =>
    Effect.gen(function* () {
      const { ids: got, skips, problem } = yield* walkDevices(serving(10, 3))
      assert.deepStrictEqual({ got, skips, problem }, { got: ids(0, 10), skips: [0, 3, 6, 9, 10], problem: null })
    })
  )

  it.live("takes an end user who was deleted and came back for two records, not for one that comes twice", () =>
    Effect.gen(function* () {
      const both = [{ Email: "ada@acme.example", is_deleted: true }, { Email: "ada@acme.example" }]
      const { ids: got, problem } = yield* walking(
        (client) => client.endusers.pages(),
        ({ query }) => json({ endusers: query.get("skip") === "0" ? both : [], count: 2 })
      )
      assert.deepStrictEqual({ got, problem }, { got: ["ada@acme.example", "ada@acme.example#2"], problem: null })
    })
  )

  it.live("skips a page that is empty before the count is reached", () =>
    Effect.gen(function* () {
      const { skips, ids: got } = yield* walkDevices((request) =>
        request.query.get("skip") === "10" ? page([], 25) : serving(25, 10)(request)
      )
      assert.deepStrictEqual(skips.slice(0, 4), [0, 10, 20, 25])
      assert.deepStrictEqual(got.slice(0, 15), [...ids(0, 10), ...ids(20, 25)])
    })
  )

  it.live.each([
    ["an empty page", page([], 0)],
    ["null", page(null, 0)],
    ["an empty array", json([])]
  ] as const)("reads an empty list that comes as %s", ([, reply]) =>
    Effect.gen(function* () {
      const { ids: got, problem, asked } = yield* walkDevices(() => reply)
      assert.deepStrictEqual({ got, problem, asked: asked.length }, { got: [], problem: null, asked: 1 })
    })
  )

  it.live("reads a bare array though a page was asked for, and asks for nothing twice", () =>
    Effect.gen(function* () {
      const read = yield* walkDevices(() => json(devices(0, 30)))
      assert.deepStrictEqual(
        { ids: read.ids, duplicates: read.duplicates, problem: read.problem, totals: read.totals },
        { ids: ids(0, 30), duplicates: 0, problem: null, totals: [null, null] }
      )
    })
  )

  it.live("reads on where bare arrays are pages", () =>
    Effect.gen(function* () {
      const { ids: got } = yield* walkDevices(({ query }) => {
        const skip = Number(query.get("skip"))
        return json(devices(skip, Math.max(skip, Math.min(25, skip + 10))))
      })
      assert.deepStrictEqual(got, ids(0, 25))
    })
  )

  it.live("reads the list again if its count changed, and then has all of it", () =>
    Effect.gen(function* () {
      const read = yield* walkDevices((request, number) => serving(number === 0 ? 14 : 15, 10)(request))
      assert.deepStrictEqual(
        { ids: read.ids, problem: read.problem, duplicates: read.duplicates },
        { ids: ids(0, 15), problem: null, duplicates: 0 }
      )
      assert.deepStrictEqual(read.drift, [
        "the list changed while it was read (counted 14, then 15; 15 distinct records came): it was read again"
      ])
    })
  )

  it.live("forgets what the first reading had and the second has no more", () =>
    Effect.gen(function* () {
      const read = yield* walkDevices((request, number) =>
        number === 0 ? page(devices(90, 100), 15) : serving(14, 10)(request)
      )
      assert.deepStrictEqual(
        { ids: read.ids, problem: read.problem, duplicates: read.duplicates },
        { ids: ids(0, 14), problem: null, duplicates: 0 }
      )
    })
  )

  it.live("compares with the last count that was told, though the end comes as an empty array", () =>
    Effect.gen(function* () {
      const { ids: got, problem } = yield* walkDevices((request) =>
        Number(request.query.get("skip")) >= 10 ? json([]) : page(devices(0, 10), 54)
      )
      assert.deepStrictEqual({ got, tag: problem?._tag }, { got: ids(0, 10), tag: "Incomplete" })
    })
  )

  it.live("reads a source that gives the whole list as an object whatever page is asked for", () =>
    Effect.gen(function* () {
      const read = yield* walkDevices(() => page(devices(0, 30), 30))
      assert.deepStrictEqual(
        { ids: read.ids, duplicates: read.duplicates, problem: read.problem },
        { ids: ids(0, 30), duplicates: 0, problem: null }
      )
    })
  )

  it.live("reads a count that is written as text", () =>
    Effect.gen(function* () {
      const { totals, problem } = yield* walkDevices(({ query }) =>
        page(query.get("skip") === "0" ? devices(0, 3) : [], "3")
      )
      assert.deepStrictEqual({ totals, problem }, { totals: [3, 3], problem: null })
    })
  )

  it.live("keeps apart devices without DeviceID that share a serial where the pages do not tell their owners", () =>
    Effect.gen(function* () {
      const twins = [
        { DeviceID: "", SerialNumber: "S", Model: "A" },
        { DeviceID: "", SerialNumber: "S", Model: "B" },
        { DeviceID: "", SerialNumber: "S", Model: "A" }
      ]
      const { ids: got, duplicates } = yield* walkDevices(({ query }) =>
        page(query.get("skip") === "0" ? twins : [], 2)
      )
      assert.deepStrictEqual({ got, duplicates }, { got: ["S", "S#2"], duplicates: 1 })
    })
  )

  it.live("gives an end user without address the same name in a page and in the whole list", () =>
    Effect.gen(function* () {
      const server = yield* scriptedServer(({ query }) =>
        query.has("skip")
          ? json({ endusers: query.get("skip") === "0" ? [{ Email: "", Name: "Ghost" }] : [], count: 1 })
          : json([{ Email: "", Name: "Ghost", SerialNumbers: ["S"], LastLogin: 5, LoginCount: 1 }])
      )
      const { endusers } = yield* clientOf(server.url)
      const pages = yield* Stream.runCollect(endusers.pages())
      const whole = yield* endusers.all()
      assert.strictEqual(whole.records[0]?.id, pages[0]?.records[0]?.id)
    })
  )

  it.live("fails, after it delivered what came, if the list is short of its count in both readings", () =>
    Effect.gen(function* () {
      const {
        ids: got,
        problem,
        duplicates
      } = yield* walkDevices(({ query }) => {
        const skip = Number(query.get("skip"))
        return page(skip === 0 ? devices(0, 10) : skip === 10 ? devices(8, 13) : [], 15)
      })
      assert.deepStrictEqual(
        { got, duplicates, tag: problem?._tag },
        { got: ids(0, 13), duplicates: 2, tag: "Incomplete" }
      )
      assert.include(problem?.message ?? "", "counted 15; 13 distinct records came")
    })
  )

  it.live("fails if page after page brings nothing new", () =>
    Effect.gen(function* () {
      const { asked, problem } = yield* walkDevices(() => page(devices(0, 10), 1000))
      assert.deepStrictEqual({ asked: asked.length, tag: problem?._tag }, { asked: 4, tag: "Incomplete" })
    })
  )

  it.live("fails if page after page is empty and the count is never reached", () =>
    Effect.gen(function* () {
      const { asked, problem } = yield* walkDevices(() => page([], 1_000_000_000))
      assert.deepStrictEqual({ asked: asked.length, tag: problem?._tag }, { asked: 100, tag: "Incomplete" })
    })
  )

  it.live("fails if the count is another one in both readings", () =>
    Effect.gen(function* () {
      const { problem } = yield* walkDevices(({ query }, number) =>
        query.get("skip") === "0" ? page(devices(0, 3), 4) : page([], number < 2 ? 3 : 2)
      )
      assert.strictEqual(problem?._tag, "Incomplete")
      assert.include(problem?.message ?? "", "in two readings")
    })
  )

  it.live("keeps apart a device whose id looks like the key of another", () =>
    Effect.gen(function* () {
      const key = 'serial ["S",["a@b.example"]]'
      const list = [
        { DeviceID: "", SerialNumber: "S", Emails: ["a@b.example"] },
        { DeviceID: key },
        { DeviceID: `id ${key}` }
      ]
      const { ids: got, duplicates } = yield* walkDevices(({ query }) => page(query.get("skip") === "0" ? list : [], 3))
      assert.deepStrictEqual({ names: new Set(got).size, duplicates }, { names: 3, duplicates: 0 })
    })
  )

  it.live("counts a refused record as one of the list", () =>
    Effect.gen(function* () {
      const nameless = { DeviceID: "", SerialNumber: null, Model: "Pixel" }
      const {
        refusals,
        ids: got,
        problem
      } = yield* walkDevices(({ query }) => page(query.get("skip") === "0" ? [...devices(0, 2), nameless] : [], 3))
      assert.deepStrictEqual({ got, problem }, { got: ids(0, 2), problem: null })
      assert.deepStrictEqual(refusals, [
        { reason: "has neither DeviceID nor SerialNumber", fingerprint: yield* fingerprint(nameless) }
      ])
    })
  )

  it.live("names devices by DeviceID, else by serial number, and drops only true duplicates", () =>
    Effect.gen(function* () {
      const list = [
        { DeviceID: "a", SerialNumber: "S1", Emails: ["x@a.example"] },
        { DeviceID: "a", SerialNumber: "S1", Emails: ["y@a.example"] },
        { DeviceID: "b", SerialNumber: "S1" },
        { DeviceID: "", SerialNumber: "S2", Emails: ["x@a.example", "y@a.example"] },
        { DeviceID: null, SerialNumber: "S2", Emails: ["y@a.example", "x@a.example"] },
        { SerialNumber: "S2", Emails: ["z@a.example"] },
        { SerialNumber: "a" }
      ]
      const { ids: got, duplicates } = yield* walkDevices(({ query }) => page(query.get("skip") === "0" ? list : [], 5))
      assert.deepStrictEqual({ got, duplicates }, { got: ["a", "b", "S2", "S2#2", "a#2"], duplicates: 2 })
    })
  )

  it.live("names end users by the address as it came, else by fingerprint", () =>
    Effect.gen(function* () {
      const list = [{ Email: "Jane@A.example" }, { Email: "jane@a.example" }, { Email: "", Name: "nobody" }]
      const { ids: got, asked } = yield* walking(
        (client) => client.endusers.pages(),
        ({ query }) => json({ endusers: query.get("skip") === "0" ? list : [], count: 3 })
      )
      assert.deepStrictEqual(got, ["Jane@A.example", "jane@a.example", yield* fingerprint(list[2])])
      assert.strictEqual(asked[0], "/api/v1/endusers?orderby=email&order=asc&skip=0&limit=10")
    })
  )

  it.live.each([
    ["the other list's member", { endusers: [], count: 0 }, "devices"],
    ["an error in place of a list", { Message: "internal" }, "devices"],
    ["a count that is none", { devices: [], count: "many" }, "count"]
  ] as const)("never takes %s for an empty list", ([, answer, path]) =>
    Effect.gen(function* () {
      const { problem } = yield* walkDevices(() => json(answer))
      assert.deepInclude(problem, { _tag: "SchemaMismatch", path })
    })
  )
})

describe("an empty page that tells of a failure", () => {
  it.live.each([
    ["of the server", { devices: null, count: 0, error_code: 500, error: "database" }, "Unavailable"],
    ["of the request", { devices: [], count: 0, error_code: "400", error: "order" }, "Rejected"]
  ] as const)("%s is none", ([, answer, tag]) =>
    Effect.gen(function* () {
      const { problem } = yield* walkDevices(() => json(answer))
      assert.strictEqual(problem?._tag, tag)
    })
  )

  it.live("is one all the same if the code is 0, whatever else it says", () =>
    Effect.gen(function* () {
      const { problem } = yield* walkDevices(() =>
        json({ devices: [], count: 0, error_code: 0, Message: "none found" })
      )
      assert.isNull(problem)
    })
  )
})

describe("all", () => {
  const readAll = Effect.fnUntraced(function* (reply: Reply) {
    const server = yield* scriptedServer(() => reply)
    const client = yield* clientOf(server.url)
    const result = yield* Effect.result(client.devices.all())
    return { server, result }
  })

  it.live("asks without skip and limit and keeps every digit of the records", () =>
    Effect.gen(function* () {
      const { server, result } = yield* readAll(
        json('[{"DeviceID":"a","LastLogin":1595623756579573745,"Banned":"FALSE","Emails":[]}]')
      )
      assert.deepStrictEqual(server.received[0]?.query.toString(), "orderby=serialnumber&order=asc")
      assert.deepStrictEqual(result._tag === "Success" ? result.success : null, {
        records: [
          {
            id: "a",
            raw: { DeviceID: "a", LastLogin: 1595623756579573745n, Banned: "FALSE", Emails: [] },
            value: { DeviceID: "a", LastLogin: "2020-07-24T20:49:16.579573745Z", Banned: false, Emails: [] }
          }
        ],
        refusals: [],
        duplicates: 0,
        reportedTotal: null,
        drift: [],
        cursor: null
      })
    })
  )

  it.live("reads a page that holds the whole list", () =>
    Effect.gen(function* () {
      const { result } = yield* readAll(page(devices(0, 3), 3))
      assert.deepInclude(result._tag === "Success" ? result.success : {}, { reportedTotal: 3 })
    })
  )

  it.live("fails for a page that holds less than it counts", () =>
    Effect.gen(function* () {
      const { result } = yield* readAll(page(devices(0, 3), 54))
      assert.strictEqual(result._tag === "Failure" ? result.failure.reason._tag : "", "Incomplete")
    })
  )
})

import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { acme, banyanPage, envelope, rows, start, type Client } from "./harness.ts"

const serial = (record: Record<string, unknown>) => String(record["SerialNumber"])

/** Reads the devices as a reader does that follows section 2.4, and stops at an empty page past the count. */
const walk = Effect.fnUntraced(function* (client: Client, limit: number, query = "orderby=serialnumber&order=asc") {
  const ids: Array<string> = []
  const sizes: Array<number> = []
  const counts: Array<number> = []
  for (let skip = 0; sizes.length < 200;) {
    const page = banyanPage((yield* client.banyan(`/v1/devices?${query}&skip=${skip}&limit=${limit}`)).json)
    sizes.push(page.records.length)
    counts.push(page.count)
    ids.push(...page.records.map((record) => (record["DeviceID"] === "" ? serial(record) : String(record["DeviceID"]))))
    if (page.records.length === 0 && skip >= page.count) break
    skip += page.records.length === 0 ? limit : page.records.length
  }
  return { ids, sizes, counts, distinct: new Set(ids).size }
})

const all = acme({ tenants: 1 }).banyan.devices.length

describe("F5: a page", () => {
  it.effect("is short now and then if shortPageEvery says so, and nothing is lost to who counts what came", () =>
    Effect.gen(function* () {
      const client = yield* start({ banyan: { shortPageEvery: 2, shortPageSize: 3 } })
      const { counts, distinct, sizes } = yield* walk(client, 50)
      assert.deepStrictEqual(sizes.slice(0, 4), [50, 3, 50, 3])
      assert.deepStrictEqual([distinct, new Set(counts)], [all, new Set([all])])
    })
  )

  it.effect("may hold nothing at all and still not be the last", () =>
    Effect.gen(function* () {
      const client = yield* start({ banyan: { shortPageEvery: 2, shortPageSize: 0 } })
      const { distinct, sizes } = yield* walk(client, 50)
      assert.deepStrictEqual(sizes.slice(0, 3), [50, 0, 50])
      assert.isBelow(distinct, all)
    })
  )

  it.effect("of v2 is capped and short alike", () =>
    Effect.gen(function* () {
      const { banyan } = yield* start({ banyan: { pageCap: 7, shortPageEvery: 2, shortPageSize: 1 } })
      const size = Effect.map(banyan("/v2/enduser?limit=1000"), (answer) => {
        return banyanPage(envelope(answer.json).data).records.length
      })
      assert.deepStrictEqual([yield* size, yield* size, yield* size], [7, 1, 7])
    })
  )
})

const serialsFound = (client: Client, query: string) =>
  Effect.map(client.banyan(`/v1/devices?${query}`), (answer) => rows(answer.json).map(serial))

describe("F7: a filter", () => {
  it.effect("matches a part in any letter case under partial, the whole value under exact", () =>
    Effect.gen(function* () {
      const partial = yield* start()
      const exact = yield* start({ banyan: { filters: "exact" } })
      assert.deepStrictEqual(yield* serialsFound(partial, "serialnumber=c02xk1acme01"), [
        "C02XK1ACME01",
        "C02XK1ACME012"
      ])
      assert.deepStrictEqual(yield* serialsFound(exact, "serialnumber=C02XK1ACME01"), ["C02XK1ACME01"])
      assert.deepStrictEqual(yield* serialsFound(exact, "serialnumber=c02xk1acme01"), [])
    })
  )

  it.effect("without a value, misspelled, or of the exact_ kind, gives everybody", () =>
    Effect.gen(function* () {
      const client = yield* start()
      for (const query of ["email=", "mail=jane", "exact_email=jane", "exact_serial_number=x"]) {
        assert.lengthOf(yield* serialsFound(client, query), all)
      }
    })
  )

  it.effect.each([
    ["/v2/devices", "serial_number=C02XK1ACME012", 1],
    ["/v2/devices", "serialnumber=C02XK1ACME012", all],
    ["/v2/devices", "name=Reception", 1],
    ["/v2/devices", "trust_level=Quarantined", 1],
    ["/v2/devices", "mdm_present=true", 0],
    ["/v2/devices", "mdm_vendor_name=any", 0],
    ["/v2/devices", "last_login_after=99999999999999999999", 0],
    ["/v2/enduser", "email=nora.berg%2Bvpn", 1],
    ["/v2/enduser", "serial_number=C02XK1ACME012", 1],
    ["/v2/enduser", "role_names=nobody", 0],
    ["/v2/enduser", "last_login_before=1", 1]
  ] as const)("of v2: %s?%s finds %i", ([path, query, count]) =>
    Effect.gen(function* () {
      const { banyan } = yield* start({ tenants: 1 })
      assert.strictEqual(banyanPage(envelope((yield* banyan(`${path}?${query}`)).json).data).count, count)
    })
  )
})

describe("F20: a list that changes while it is paged", () => {
  it.effect("rests without the switch", () =>
    Effect.gen(function* () {
      const { distinct, ids } = yield* walk(yield* start(), 40)
      assert.deepStrictEqual([ids.length, distinct], [all, all])
    })
  )

  it.effect.each([
    ["appears", 1, { repeated: 1, distinct: 0, last: 1 }],
    ["disappears", 1, { repeated: 0, distinct: -1, last: -1 }],
    ["moves", 1, { repeated: 1, distinct: -1, last: 0 }],
    ["appears", undefined, { repeated: 4, distinct: 0, last: 4 }],
    ["disappears", undefined, { repeated: 0, distinct: -3, last: -3 }]
  ] as const)("sees a record that %s (changeCountMax %s)", ([changesWhilePaging, changeCountMax, harm]) =>
    Effect.gen(function* () {
      const client = yield* start({ banyan: { changesWhilePaging, changeCountMax } })
      const { counts, distinct, ids } = yield* walk(client, 40)
      assert.deepStrictEqual(
        { repeated: ids.length - distinct, distinct: distinct - all, last: (counts.at(-1) ?? 0) - all },
        harm
      )
    })
  )

  it.effect("is whole again for the second reading, once the changes are used up", () =>
    Effect.gen(function* () {
      const client = yield* start({ banyan: { changesWhilePaging: "moves", changeCountMax: 1 } })
      yield* walk(client, 40)
      const { distinct, ids } = yield* walk(client, 40)
      assert.deepStrictEqual([ids.length, distinct], [all, all])
    })
  )

  it.effect("changes for v2 as well, and for end users", () =>
    Effect.gen(function* () {
      const { banyan } = yield* start({ banyan: { changesWhilePaging: "appears" } })
      const count = (path: string) => Effect.map(banyan(path), (answer) => banyanPage(envelope(answer.json).data).count)
      const [first, second] = [yield* count("/v2/enduser?limit=5"), yield* count("/v2/enduser?limit=5")]
      assert.strictEqual(second, first + 1)
      const [newest] = banyanPage(envelope((yield* banyan("/v2/enduser?limit=1")).json).data).records
      assert.match(String(newest?.["email"]), /^000-new-2@/)
    })
  )
})

describe("bulkDevices", () => {
  it.effect("have an owner on both sides, and take part in writes", () =>
    Effect.gen(function* () {
      const client = yield* start({ tenants: 1, bulkDevices: 300 })
      const { counts, distinct } = yield* walk(client, 100)
      assert.deepStrictEqual([distinct, counts[0]], [all + 300, all + 300])
      const [device] = rows((yield* client.banyan("/v1/devices?serialnumber=BULK00000299")).json)
      const [user] = rows((yield* client.banyan("/v1/endusers?serialnumber=BULK00000299")).json)
      assert.deepStrictEqual(device?.["Emails"], [user?.["Email"]])
      const path = "/v1/v1/delete_device?SerialNumber=BULK00000299"
      assert.strictEqual((yield* client.banyan(path, { method: "DELETE" })).status, 200)
      assert.deepStrictEqual((yield* client.banyan("/v1/devices?serialnumber=BULK00000299")).json, [])
      assert.deepStrictEqual((yield* client.banyan("/v1/endusers?serialnumber=BULK00000299")).json, [])
    })
  )

  // The time that vitest allows a test is the bound: a start or a page that is worked out anew would take longer.
  it.effect("are a hundred thousand as cheaply as a few", () =>
    Effect.gen(function* () {
      const client = yield* start({ tenants: 1, bulkDevices: 100_000 })
      const serials: Array<string> = []
      for (let skip = 0; skip < 100_000; skip += 500) {
        const page = yield* client.banyan(`/v1/devices?orderby=serialnumber&order=asc&skip=${skip}&limit=2`)
        serials.push(...Array.from(page.text.matchAll(/"SerialNumber":"([^"]+)"/g), ([, found = ""]) => found))
        assert.isTrue(page.text.endsWith(`"count":${all + 100_000}}`))
      }
      assert.lengthOf(serials, 400)
      assert.deepStrictEqual(serials.toSorted(), serials)
    })
  )
})

import { describe, expect, it } from "@effect/vitest"
import { Effect } from "effect"
import { defaultSandboxOptions, makeTenants } from "../src/index.ts"
import { banyanPage, envelope, rows, start } from "./harness.ts"

const acme = () => {
  const [data] = makeTenants(defaultSandboxOptions)
  if (data === undefined) throw new Error("no tenant")
  return data
}

type Client = Effect.Success<ReturnType<typeof start>>

const readAll = Effect.fnUntraced(function* (client: Client, path: string, limit: number) {
  const records: Array<Record<string, unknown>> = []
  for (let number = 0; number < 100; number++) {
    const page = banyanPage((yield* client.banyan(`${path}&skip=${records.length}&limit=${limit}`)).json)
    if (page.records.length === 0) return { records, count: page.count }
    records.push(...page.records)
  }
  return { records, count: -1 }
})

describe("Banyan v1 lists", () => {
  it.effect("are bare arrays without skip and limit, and hold every field (F3)", () =>
    Effect.gen(function* () {
      const client = yield* start()
      const { banyan } = acme()
      const users = rows((yield* client.banyan("/v1/endusers")).json)
      const devices = rows((yield* client.banyan("/v1/devices")).json)
      expect([users.length, devices.length]).toEqual([banyan.endUsers.length, banyan.devices.length])
      expect(users.every((user) => "SerialNumbers" in user && "LastLogin" in user && "LoginCount" in user)).toBe(true)
      expect(devices.every((device) => "Emails" in device && "LastLogin" in device && "LoginCount" in device)).toBe(
        true
      )
    })
  )

  it.effect("are pages in order with skip and limit, and count every match (F3, F4)", () =>
    Effect.gen(function* () {
      const client = yield* start({ banyan: { pagedFields: "full" } })
      const { banyan } = acme()
      const { records, count } = yield* readAll(client, "/v1/devices?orderby=serialnumber&order=asc", 50)
      const serials = banyan.devices.map((device) => device.record.SerialNumber)
      expect(count).toBe(serials.length)
      expect(records.map((record) => record["SerialNumber"])).toEqual(
        serials.toSorted((one, other) => (one < other ? -1 : 1))
      )
      const first = banyanPage((yield* client.banyan("/v1/endusers?orderby=email&order=desc&skip=0&limit=1")).json)
      const emails = banyan.endUsers.map((user) => user.record.Email)
      expect(first.records[0]?.["Email"]).toBe(emails.toSorted((one, other) => (one > other ? -1 : 1))[0])
    })
  )

  it.effect("leave link fields and counters out of pages under pagedFields sample alone (F6)", () =>
    Effect.gen(function* () {
      const sample = yield* start()
      const full = yield* start({ banyan: { pagedFields: "full" } })
      const links = /"(SerialNumbers|Emails|LastLogin|LoginCount)":/
      for (const path of ["/v1/endusers?skip=0&limit=50", "/v1/devices?skip=0&limit=50"]) {
        expect((yield* sample.banyan(path)).text).not.toMatch(links)
        expect((yield* full.banyan(path)).text).toMatch(links)
      }
    })
  )

  it.effect("cap a page without an error, and are empty past the end with the count unchanged (F4, F5)", () =>
    Effect.gen(function* () {
      const client = yield* start({ banyan: { pageCap: 7 } })
      const count = acme().banyan.endUsers.length
      const page = banyanPage((yield* client.banyan("/v1/endusers?skip=0&limit=1000")).json)
      expect([page.records.length, page.count]).toEqual([7, count])
      const past = banyanPage((yield* client.banyan("/v1/endusers?skip=5000&limit=10")).json)
      expect(past).toEqual({ records: [], count })
      expect((yield* readAll(client, "/v1/endusers?orderby=email", 1000)).records).toHaveLength(count)
    })
  )

  it.effect("take one of skip and limit alone, in any letter case (F3)", () =>
    Effect.gen(function* () {
      const { banyan } = yield* start()
      expect(banyanPage((yield* banyan("/v1/devices?Skip=0")).json).records).toHaveLength(10)
      expect(banyanPage((yield* banyan("/v1/devices?LIMIT=3")).json).records).toHaveLength(3)
      expect((yield* banyan("/v1/devices?skip=x&limit=3")).status).toBe(400)
    })
  )

  it.effect("match a part of the value, and ignore parameters they do not know (F7)", () =>
    Effect.gen(function* () {
      const client = yield* start()
      const serials = rows((yield* client.banyan("/v1/devices?SerialNumber=c02xk1acme01")).json)
      expect(serials.map((device) => device["SerialNumber"])).toEqual(["C02XK1ACME01", "C02XK1ACME012"])
      const both = yield* client.banyan("/v1/devices?serialnumber=C02XK1ACME01&email=jane.doe")
      expect(rows(both.json)).toHaveLength(1)
      const users = rows((yield* client.banyan("/v1/endusers?serialnumber=C02XK1ACME01&name=Doe")).json)
      expect(users.map((user) => user["Email"])).toEqual(["Jane.Doe@ACME.example"])
      expect(rows((yield* client.banyan("/v1/devices?serial=nothing")).json)).toHaveLength(acme().banyan.devices.length)
      expect((yield* client.banyan("/v1/devices?serialnumber=nothing")).json).toEqual([])
    })
  )

  it.effect("decode a bare plus to a blank, which finds nobody (F8)", () =>
    Effect.gen(function* () {
      const { banyan } = yield* start()
      expect((yield* banyan("/v1/endusers?email=nora.berg+vpn@acme.example")).json).toEqual([])
      expect(rows((yield* banyan("/v1/endusers?email=nora.berg%2Bvpn@acme.example")).json)).toHaveLength(1)
    })
  )

  it.effect("write nanoseconds with every digit, and booleans as text (F9, F10)", () =>
    Effect.gen(function* () {
      const client = yield* start()
      const { banyan } = acme()
      const { text } = yield* client.banyan("/v1/devices")
      for (const { record } of banyan.devices) expect(text).toContain(`"UpdatedAt":${record.TrustData.UpdatedAt},`)
      expect(text).toContain('"Banned":"TRUE"')
      expect(text).not.toMatch(/"Banned":(true|false)/)
      const inexact = [...text.matchAll(/"(?:UpdatedAt|LastLogin)":(\d{16,})/g)].filter(
        ([, digits = ""]) => BigInt(Number(digits)) !== BigInt(digits)
      )
      expect(inexact.length).toBeGreaterThan(banyan.devices.length)
    })
  )
})

describe("Banyan v2 lists", () => {
  it.effect("come in an envelope, newest first, ten devices at a time, with real booleans (F10)", () =>
    Effect.gen(function* () {
      const client = yield* start()
      const { banyan } = acme()
      const body = envelope((yield* client.banyan("/v2/devices")).json)
      const page = banyanPage(body.data)
      expect([body.error_code, page.records.length, page.count]).toEqual([0, 10, banyan.devices.length])
      expect(page.records.every((record) => typeof record["banned"] === "boolean")).toBe(true)
      const newest = banyan.devices.toSorted((one, other) => (one.createdAt > other.createdAt ? -1 : 1))
      expect(page.records.map((record) => record["id"])).toEqual(newest.slice(0, 10).map((device) => device.id))
    })
  )

  it.effect("hide inactive records under active=true only (F18)", () =>
    Effect.gen(function* () {
      const client = yield* start()
      const { banyan } = acme()
      const count = (path: string) =>
        Effect.map(client.banyan(path), (answer) => banyanPage(envelope(answer.json).data).count)
      const active = banyan.endUsers.filter((user) => user.isActive).length
      expect(active).toBeLessThan(banyan.endUsers.length)
      expect(yield* count("/v2/enduser")).toBe(banyan.endUsers.length)
      expect(yield* count("/v2/enduser?active=true")).toBe(active)
      expect(yield* count("/v2/devices?active=true&serial_number=C02XK1ACME012")).toBe(1)
      expect(yield* count("/v2/enduser?email=jane.doe")).toBe(1)
    })
  )
})

import { describe, expect, it } from "@effect/vitest"
import { dueOf, lastDue, nextDue, type Scheduled } from "../src/index.ts"

const tenant = (timezone: string, change: Partial<Scheduled["schedule"]> = {}, id = "acme"): Scheduled => ({
  id,
  timezone,
  schedule: { day: 1, hour: 6, minute: 0, spreadMinutes: 0, ...change }
})
const iso = ({ atMs }: { readonly atMs: number }) => new Date(atMs).toISOString()
const ms = (text: string) => Date.parse(text)

describe("a report is due", () => {
  it("in the month after, at a time of the tenant's own", () => {
    expect(iso(dueOf(tenant("UTC"), "2026-10"))).toBe("2026-11-01T06:00:00.000Z")
    expect(iso(dueOf(tenant("Europe/Berlin"), "2026-10"))).toBe("2026-11-01T05:00:00.000Z")
    expect(iso(dueOf(tenant("Europe/Berlin"), "2026-06"))).toBe("2026-07-01T04:00:00.000Z")
    expect(iso(dueOf(tenant("Pacific/Kiritimati"), "2026-12"))).toBe("2026-12-31T16:00:00.000Z")
    expect(iso(dueOf(tenant("UTC", { day: 28, hour: 23, minute: 59 }), "2026-01"))).toBe("2026-02-28T23:59:00.000Z")
  })

  it("once where clocks are changed: a skipped time an hour later, a repeated one at first", () => {
    const skipped = tenant("Europe/Berlin", { day: 28, hour: 2, minute: 30 })
    expect(iso(dueOf(skipped, "2027-02"))).toBe("2027-03-28T01:30:00.000Z")
    const repeated = tenant("America/New_York", { hour: 1, minute: 30 })
    expect(iso(dueOf(repeated, "2026-10"))).toBe("2026-11-01T05:30:00.000Z")
  })

  it("last and next around every moment", () => {
    const each = tenant("UTC", { day: 3 })
    expect(lastDue(each, ms("2026-11-03T05:59:59Z")).period).toBe("2026-09")
    expect(nextDue(each, ms("2026-11-03T05:59:59Z"))).toEqual(dueOf(each, "2026-10"))
    expect(lastDue(each, ms("2026-11-03T06:00:00Z"))).toEqual(dueOf(each, "2026-10"))
    expect(nextDue(each, ms("2026-11-03T06:00:00Z"))).toEqual(dueOf(each, "2026-11"))
    expect(lastDue(each, ms("2027-01-01T00:00:00Z")).period).toBe("2026-11")
  })

  it("for ten thousand tenants evenly over the spread, for each at the same time every month", () => {
    const all = Array.from({ length: 10_000 }, (_, index) => tenant("UTC", { spreadMinutes: 60 }, `tenant-${index}`))
    const minutes = Array.from({ length: 60 }, () => 0)
    for (const each of all) {
      const offset = dueOf(each, "2026-10").atMs - ms("2026-11-01T06:00:00Z")
      expect(offset).toBe(dueOf(each, "2026-11").atMs - ms("2026-12-01T06:00:00Z"))
      const minute = Math.floor(offset / 60_000)
      minutes[minute] = (minutes[minute] ?? Number.NaN) + 1
    }
    expect(Math.min(...minutes)).toBeGreaterThan(100)
    expect(Math.max(...minutes)).toBeLessThan(250)
  })
})

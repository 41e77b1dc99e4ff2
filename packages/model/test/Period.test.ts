import { describe, expect, it } from "vitest"
import { dateInZone, isTimezone, nextPeriod, periodBounds, periodOf, previousPeriod } from "@rollcall/model"

const bounds = (period: string, timezone: string) => {
  const { startMs, endMs } = periodBounds(period, timezone)
  return [new Date(startMs).toISOString(), new Date(endMs).toISOString()]
}

describe("periodBounds", () => {
  it("counts a month in the tenant's zone, over a change of clocks", () => {
    expect(bounds("2026-10", "Europe/Berlin")).toEqual(["2026-09-30T22:00:00.000Z", "2026-10-31T23:00:00.000Z"])
    expect(bounds("2026-03", "Europe/Berlin")).toEqual(["2026-02-28T23:00:00.000Z", "2026-03-31T22:00:00.000Z"])
  })

  it("knows zones far from UTC", () => {
    expect(bounds("2026-12", "Pacific/Kiritimati")).toEqual(["2026-11-30T10:00:00.000Z", "2026-12-31T10:00:00.000Z"])
    expect(bounds("2026-12", "Pacific/Pago_Pago")).toEqual(["2026-12-01T11:00:00.000Z", "2027-01-01T11:00:00.000Z"])
  })
})

describe("periods", () => {
  it("follow each other over the turn of the year", () => {
    expect(nextPeriod("2026-12")).toBe("2027-01")
    expect(previousPeriod("2026-01")).toBe("2025-12")
  })

  it("contain an instant by the zone's calendar", () => {
    const at = Date.parse("2026-10-31T23:30:00Z")
    expect(periodOf(at, "UTC")).toBe("2026-10")
    expect(periodOf(at, "Europe/Berlin")).toBe("2026-11")
    expect(dateInZone(at, "America/New_York")).toBe("2026-10-31")
  })
})

describe("isTimezone", () => {
  it("refuses a name that no calendar knows", () => {
    expect(isTimezone("Europe/Berlin")).toBe(true)
    expect(isTimezone("Europe/Berlim")).toBe(false)
  })
})

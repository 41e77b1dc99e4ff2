import { describe, expect, it } from "vitest"
import { epochMillis } from "../src/terms/instant.ts"

/** Numbers below a limit, spread evenly and the same at each run. */
const numbersBelow = (limit: number, count: number): ReadonlyArray<number> =>
  Array.from({ length: count }, (_, number) => Math.floor(((number * 0.618_033_988_75) % 1) * limit))

describe("an instant", () => {
  it("is read as Date.parse reads it, on every day of four centuries", () => {
    const first = Date.UTC(1800, 0, 1)
    const days = Array.from({ length: 146_097 }, (_, day) =>
      new Date(first + day * 86_400_000).toISOString().replace(".000Z", "Z")
    )
    expect(days.filter((text) => epochMillis(text) !== Date.parse(text))).toEqual([])
  })

  it("is read as Date.parse reads it, at any time and with any fraction", () => {
    for (const millis of numbersBelow(4_000_000_000_000, 2000)) {
      const text = new Date(millis).toISOString()
      for (const fraction of ["", ".1", ".12", text.slice(19, 23), ".000000001", ".999999999", ".1239"]) {
        const spelt = `${text.slice(0, 19)}${fraction}Z`
        expect(epochMillis(spelt), spelt).toBe(Date.parse(spelt))
      }
    }
  })

  it.each([
    "2026-02-30T12:00:00Z",
    "2026-02-31T12:00:00Z",
    "2025-02-29T12:00:00Z",
    "2026-04-31T00:00:00Z",
    "2026-10-32T12:00:00Z",
    "2026-00-01T12:00:00Z",
    "2026-13-01T12:00:00Z",
    "2026-10-00T12:00:00Z",
    "2026-10-31T24:00:00Z",
    "2026-10-31T25:00:00Z",
    "2026-10-31T12:60:00Z",
    "2026-10-31T12:00:60Z",
    "2026-10-31T12:00:00.Z",
    "2026-10-31T12:00:00,5Z",
    "2026-10-31T12:00:00.1234567890Z",
    "2026-10-31T12:00:00.12x4Z",
    "2026-10-31T12:00:00+02:00",
    "2026-10-31T12:00:00z",
    "2026-10-31t12:00:00Z",
    "2026/10-31T12:00:00Z",
    "2026-10-31 12:00:00Z",
    "2026-10-31T1:000:00Z",
    "0000-01-01T00:00:00Z",
    "0099-12-31T00:00:00Z",
    "+002026-10-31T12:00:00Z",
    "-002026-10-31T12:00:00Z",
    "2026-10-31T12:00Z",
    "2026-10-31",
    "31 Oct 2026 12:00 UTC",
    "soon",
    ""
  ])("is read as Date.parse reads it where it is %j", (text) => {
    expect(epochMillis(text)).toBe(Date.parse(text))
  })
})

import { describe, expect, it } from "vitest"
import { chooseSnapshot, newestSnapshot, type SnapshotHeader } from "@rollcall/model"

const aSnapshot = (finishedAt: string, complete = true): SnapshotHeader => ({
  id: `acme-${finishedAt}`,
  tenant: "acme",
  startedAt: finishedAt,
  finishedAt,
  complete,
  contentHash: "0",
  sources: ["push"],
  resources: []
})

const choose = (snapshots: ReadonlyArray<SnapshotHeader>, timezone = "UTC", allowPartial = false) => {
  const choice = chooseSnapshot(snapshots, "2026-10", timezone, { allowPartial })
  return choice === null ? null : [choice.snapshot.finishedAt, choice.basis]
}

describe("chooseSnapshot", () => {
  it("takes the last complete snapshot finished within the period", () => {
    const snapshots = [aSnapshot("2026-10-30T10:00:00Z"), aSnapshot("2026-10-02T10:00:00Z")]
    expect(choose(snapshots)).toEqual(["2026-10-30T10:00:00Z", "within-period"])
  })

  it("prefers a complete one after the period to a partial one within it", () => {
    const snapshots = [aSnapshot("2026-10-30T10:00:00Z", false), aSnapshot("2026-11-03T10:00:00Z")]
    expect(choose(snapshots, "UTC", true)).toEqual(["2026-11-03T10:00:00Z", "after-period"])
  })

  it("takes the first of those finished in the seven days after", () => {
    const snapshots = [aSnapshot("2026-11-05T10:00:00Z"), aSnapshot("2026-11-02T10:00:00Z")]
    expect(choose(snapshots)).toEqual(["2026-11-02T10:00:00Z", "after-period"])
  })

  it("finds none once seven days are over", () => {
    expect(choose([aSnapshot("2026-11-07T23:59:59Z")])).toEqual(["2026-11-07T23:59:59Z", "after-period"])
    expect(choose([aSnapshot("2026-11-08T00:00:00Z")])).toBeNull()
  })

  it("takes a partial one only if that is allowed", () => {
    const snapshots = [aSnapshot("2026-10-30T10:00:00Z", false)]
    expect(choose(snapshots)).toBeNull()
    expect(choose(snapshots, "UTC", true)).toEqual(["2026-10-30T10:00:00Z", "within-period"])
  })

  it("reads the month in the tenant's time zone", () => {
    const lastHourInBerlin = [aSnapshot("2026-10-31T22:59:59Z")]
    expect(choose(lastHourInBerlin, "Europe/Berlin")).toEqual(["2026-10-31T22:59:59Z", "within-period"])
    const firstHourInBerlin = [aSnapshot("2026-10-31T23:00:00Z")]
    expect(choose(firstHourInBerlin, "Europe/Berlin")).toEqual(["2026-10-31T23:00:00Z", "after-period"])
    expect(choose(firstHourInBerlin, "America/New_York")).toEqual(["2026-10-31T23:00:00Z", "within-period"])
  })
})

describe("newestSnapshot", () => {
  it("prefers an older complete snapshot to a newer partial one", () => {
    const complete = aSnapshot("2026-10-01T00:00:00Z")
    expect(newestSnapshot([aSnapshot("2026-10-02T00:00:00Z", false), complete])).toBe(complete)
  })

  it("falls back to the newest partial one", () => {
    const newest = aSnapshot("2026-10-02T00:00:00Z", false)
    expect(newestSnapshot([newest, aSnapshot("2026-10-01T00:00:00Z", false)])).toBe(newest)
    expect(newestSnapshot([])).toBeNull()
  })
})

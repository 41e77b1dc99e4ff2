import type { Progress } from "@rollcall/collect"
import type { ResourceReading, SnapshotHeader } from "@rollcall/model"
import { describe, expect, it } from "vitest"
import { begun, durationText, progressLine, withEvent } from "../src/TenantProgress.ts"

const reading = (resource: ResourceReading["resource"], records: number): ResourceReading => ({
  source: "push",
  resource,
  offered: true,
  complete: true,
  pages: 1,
  records,
  duplicates: 0,
  refused: 0,
  reportedTotal: null,
  drift: [],
  refusals: [],
  problem: null,
  startedAt: "2026-10-31T09:00:00.000Z",
  finishedAt: "2026-10-31T09:00:01.000Z"
})

const before: SnapshotHeader = {
  id: "acme-1",
  tenant: "acme",
  startedAt: "2026-10-31T09:00:00.000Z",
  finishedAt: "2026-10-31T09:00:01.000Z",
  complete: true,
  sources: ["push"],
  contentHash: "",
  resources: [reading("employees", 100), reading("accounts", 1000)]
}

const page = (
  resource: Progress["resource"],
  pages: number,
  records: number,
  kind: Progress["kind"] = "page",
  recordsBefore = 0
) => ({
  tenant: "acme",
  source: "push" as const,
  resource,
  pages,
  records,
  recordsBefore,
  kind
})

const ending = (pages: number, kind: Progress["kind"]) =>
  progressLine(withEvent(begun("acme", 0, null), page("accounts", pages, 0, kind)), 1000, 4)

describe("progressLine", () => {
  it("has records, rate and the resource that was heard of last", () => {
    const progress = withEvent(withEvent(begun("acme", 0, null), page("employees", 2, 100)), page("accounts", 3, 150))
    expect(progressLine(progress, 5000, 6)).toBe("acme    250 records  50/s  push accounts, page 3")
  })

  it("estimates what is left from the snapshot before, resource by resource", () => {
    const grown = withEvent(
      withEvent(begun("acme", 0, before), page("employees", 4, 200, "done")),
      page("accounts", 3, 200)
    )
    expect(progressLine(grown, 10_000, 4)).toBe("acme  400 records  40/s  about 20 s left  push accounts, page 3")
  })

  it("counts all records of a run that goes on, and measures by those that are read now", () => {
    const kept = withEvent(begun("acme", 0, before), page("employees", 2, 100, "kept", 100))
    expect(progressLine(kept, 5000, 4)).toBe("acme  100 records  0.0/s  push employees, read before")
    const goingOn = withEvent(kept, page("accounts", 16, 800, "page", 600))
    expect(progressLine(goingOn, 10_000, 4)).toBe("acme  900 records  20/s  about 10 s left  push accounts, page 16")
  })

  it("shows the wait that a source asked for in the rate's place, until it is over", () => {
    const progress = { ...withEvent(begun("acme", 0, null), page("accounts", 1, 50)), waitsUntilMs: 7500 }
    expect(progressLine(progress, 5000, 4)).toBe("acme  50 records  waits 3 s (429)  push accounts, page 1")
    expect(progressLine(progress, 10_000, 4)).toBe("acme  50 records  5.0/s  push accounts, page 1")
  })

  it("says so before the first answer, and of a resource that is not offered or not read to its end", () => {
    expect(progressLine(begun("acme", 0, null), 5, 4)).toBe("acme  connecting")
    expect(ending(0, "done")).toContain("not offered")
    expect(ending(1, "failed")).toContain("not read to its end")
  })
})

describe("durationText", () => {
  it.each([
    [420, "0.4 s"],
    [9400, "9.4 s"],
    [2000, "2 s"],
    [59_400, "59 s"],
    [185_000, "3 min 5 s"],
    [7_440_000, "2 h 4 min"]
  ])("writes %d ms as %s", (ms, text) => expect(durationText(ms)).toBe(text))
})

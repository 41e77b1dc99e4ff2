/**
 * Goal: old snapshots go, on record, and never one that is still needed.
 * Method: snapshots are put into the store itself; the built command line removes them.
 */
import { ReportArchive, SnapshotStore } from "@rollcall/store"
import { Effect } from "effect"
import { existsSync } from "node:fs"
import { join } from "node:path"
import { DatabaseSync } from "node:sqlite"
import { afterEach, beforeEach, describe, expect, it } from "vitest"
import { rollcall, temporaryFolder } from "./harness.ts"
import {
  entriesOf,
  inStore,
  keepEvent,
  keepReport,
  keepSnapshots,
  someRecords,
  type StoredSnapshot,
  writeOfflineConfig
} from "./stored-snapshots.ts"
import { hasTerminal, rollcallAtTerminal } from "./terminal.ts"

let folder: ReturnType<typeof temporaryFolder>

beforeEach(() => {
  folder = temporaryFolder()
  writeOfflineConfig(folder.path, { acme: [], globex: [] })
})

afterEach(() => folder.remove())

const snapshot = (...parameters: ReadonlyArray<string>) => rollcall(folder.path, ["snapshot", ...parameters])

const snapshotJson = async (...parameters: ReadonlyArray<string>) => {
  const run = await snapshot(...parameters, "--json")
  return { ...run, document: JSON.parse(run.stdout) }
}

const idsOf = async (tenant = "acme") => {
  const { document } = await snapshotJson("list", "--tenant", tenant)
  return document.tenants[0].snapshots.map(({ id }: { id: string }) => id)
}

/** Snapshots of some nights, with the ids `a-MM-DD`. */
const nights = (days: ReadonlyArray<string>, readings: StoredSnapshot["readings"] = {}) =>
  days.map((day) => ({ id: `a-${day}`, finishedAt: `2026-${day}T02:05:00.000Z`, readings }))

const half = { complete: false, problem: "push browsers.list: the answer broke off" }

const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000).toISOString()

/** A run that was interrupted about so many hours ago. */
const run = (id: string, hours: number) => ({
  id,
  finishedAt: hoursAgo(hours),
  unfinished: true,
  records: someRecords
})

const archived = <A, E>(use: (archive: typeof ReportArchive.Service) => Effect.Effect<A, E>) =>
  inStore(folder.path, Effect.flatMap(ReportArchive, use))

const bytes = new TextEncoder().encode("{}")

/** Puts a report into the store, as if so many hours ago. */
const storeReport = async (period: string, snapshotId: string, hours: number) => {
  await archived((archive) =>
    archive.save({ tenant: "acme", period, snapshotId, files: [{ name: "manifest.json", bytes }] })
  )
  const database = new DatabaseSync(join(folder.path, "rollcall.db"))
  database.prepare("UPDATE archived_report SET stored_at = ? WHERE period = ?").run(hoursAgo(hours), period)
  database.close()
}

const storedPeriods = async () =>
  (await archived((archive) => archive.list("acme"))).map(({ period }: { readonly period: string }) => period)

describe("snapshot prune and stored reports", () => {
  it("removes a report with its snapshot if it never came on record, after showing it", async () => {
    await keepSnapshots(folder.path, ...nights(["08-31", "09-30", "10-31"]))
    await storeReport("2026-08", "a-08-31", 30)
    await storeReport("2026-09", "a-09-30", 30)
    await keepReport(folder.path, "2026-09", "a-09-30")
    const shown = await snapshot("prune", "acme", "--keep", "1", "--dry-run")
    expect(shown.stdout).toMatch(
      /^acme: 1 snapshot and 1 stored report would be removed; 2 stay, 1 of them .+$\n^ +a-08-31 .+$\n^ +report 2026-08, stored 20/m
    )
    expect(await storedPeriods()).toEqual(["2026-08", "2026-09"])
    const { code, document } = await snapshotJson("prune", "acme", "--keep", "1", "--yes")
    expect(code).toBe(0)
    expect(document.tenants[0]).toMatchObject({
      outcome: "pruned",
      removed: [{ id: "a-08-31" }],
      reports: [{ period: "2026-08", snapshot: "a-08-31" }],
      periodsLost: ["2026-08"]
    })
    expect(await storedPeriods()).toEqual(["2026-09"])
    expect(await entriesOf(folder.path)).toMatchObject([
      {
        phase: "intention",
        parameters: { reports: [{ period: "2026-08", snapshot: "a-08-31", manifestSha256: expect.any(String) }] }
      },
      { phase: "outcome", outcome: "done", after: { removed: ["a-08-31"], reports: ["2026-08"] } }
    ])
  })

  it("keeps a report that may come on record yet, and what it was made from", async () => {
    await keepSnapshots(folder.path, ...nights(["08-31", "10-31"]))
    await storeReport("2026-08", "a-08-31", 2)
    const { document } = await snapshotJson("prune", "acme", "--keep", "1", "--yes")
    expect(document.tenants[0]).toMatchObject({
      outcome: "nothing-to-do",
      reports: [],
      kept: [{ id: "a-08-31", because: ["report 2026-08"] }, { id: "a-10-31" }]
    })
    expect(await storedPeriods()).toEqual(["2026-08"])
  })

  it("settles a removal that was cut short between a report and its snapshot", async () => {
    await keepSnapshots(folder.path, ...nights(["08-31"]))
    const parameters = {
      keep: 1,
      snapshots: [{ id: "a-08-31" }],
      reports: [{ period: "2026-08", snapshot: "a-08-31", manifestSha256: null }]
    }
    const cutShort = { operation: "snapshot prune", subject: "a-08-31", phase: "intention", outcome: null } as const
    await keepEvent(folder.path, { ...cutShort, parameters })
    await snapshot("prune", "acme", "--yes")
    expect((await entriesOf(folder.path)).at(-1)).toMatchObject({
      outcome: "unknown",
      after: { removed: [], reports: ["2026-08"] },
      settled: true
    })
  })
})

describe("snapshot prune", () => {
  it("keeps the newest, those that reports were made from, and the newest complete one", async () => {
    await keepSnapshots(
      folder.path,
      ...nights(["09-30", "10-30", "10-31", "11-01"]),
      ...nights(["11-02", "11-03"], { browsers: half })
    )
    await keepReport(folder.path, "2026-10", "a-10-31")
    const { code, document, stderr } = await snapshotJson("prune", "acme", "--keep", "1", "--yes")
    expect(code, stderr).toBe(0)
    expect(document.tenants[0]).toMatchObject({
      tenant: "acme",
      outcome: "pruned",
      removed: [{ id: "a-09-30" }, { id: "a-10-30" }, { id: "a-11-02" }],
      kept: [
        { id: "a-10-31", because: ["report 2026-10"] },
        { id: "a-11-01", because: ["newest complete"] },
        { id: "a-11-03", because: ["newest"] }
      ],
      periodsLost: ["2026-09"]
    })
    expect(await idsOf()).toEqual(["a-10-31", "a-11-01", "a-11-03"])
  })

  it("goes on record with the hashes of what is gone, before and after", async () => {
    await keepSnapshots(folder.path, ...nights(["10-30", "10-31"]))
    await snapshot("prune", "acme", "--keep", "1", "--yes")
    expect(await entriesOf(folder.path)).toMatchObject([
      {
        phase: "intention",
        operation: "snapshot prune",
        subject: "a-10-30",
        parameters: { keep: 1, snapshots: [{ id: "a-10-30", contentHash: expect.stringMatching(/^[0-9a-f]{64}$/) }] }
      },
      { phase: "outcome", outcome: "done", after: { removed: ["a-10-30"] } }
    ])
    expect((await snapshotJson("prune", "acme", "--keep", "1", "--yes")).document.tenants[0].outcome).toBe(
      "nothing-to-do"
    )
    expect(await entriesOf(folder.path)).toHaveLength(2)
  })

  it("says what it would do with --dry-run, and does nothing", async () => {
    await keepSnapshots(folder.path, ...nights(["09-30", "10-31"]))
    const { code, stdout } = await snapshot("prune", "--all", "--keep", "1", "--dry-run")
    expect(code).toBe(0)
    expect(stdout).toMatch(/^acme: 1 snapshot would be removed; 1 stay$\n^ +a-09-30 .+\n^ +2026-09 has no report/m)
    expect(stdout).toContain("globex: nothing to remove")
    expect([await idsOf(), await entriesOf(folder.path)]).toEqual([["a-09-30", "a-10-31"], []])
  })

  it("removes nothing where nobody can be asked", async () => {
    await keepSnapshots(folder.path, ...nights(["10-30", "10-31"]))
    const { code, document } = await snapshotJson("prune", "acme", "--keep", "1")
    expect([code, document.error.code]).toEqual([2, "declined"])
    expect(await idsOf()).toHaveLength(2)
  })

  it.skipIf(!hasTerminal)("asks at a terminal for the number, after saying what will be removed", async () => {
    await keepSnapshots(folder.path, ...nights(["10-29", "10-30", "10-31"]))
    const declined = await rollcallAtTerminal(folder.path, ["snapshot", "prune", "acme", "--keep", "1"], {
      typed: ["yes"]
    })
    expect(declined.code).toBe(2)
    expect(declined.written).toMatch(/2 snapshots will be removed[\s\S]+a-10-29[\s\S]+a-10-30/)
    expect(await idsOf()).toHaveLength(3)
    const confirmed = await rollcallAtTerminal(folder.path, ["snapshot", "prune", "acme", "--keep", "1"], {
      typed: ["2"]
    })
    expect(confirmed.code).toBe(0)
    expect(await idsOf()).toEqual(["a-10-31"])
  })

  it("touches no tenant that was not named, and keeps a month of nights unless told otherwise", async () => {
    await keepSnapshots(
      folder.path,
      ...nights(["10-30", "10-31"]),
      ...["g1", "g2"].map((id) => ({ id, tenant: "globex" }))
    )
    expect((await snapshot("prune", "--keep", "1", "--yes")).code).toBe(2)
    expect((await snapshotJson("prune", "--all", "--yes")).document).toMatchObject({ keep: 31 })
    await snapshot("prune", "acme", "--keep", "1", "--yes")
    expect(await idsOf("globex")).toEqual(["g1", "g2"])
  })

  it("settles what a crash has cut short", async () => {
    await keepSnapshots(folder.path, ...nights(["10-31"]))
    const parameters = { keep: 1, snapshots: [{ id: "a-10-30", contentHash: "0".repeat(64) }] }
    const cutShort = { operation: "snapshot prune", subject: "a-10-30", phase: "intention", outcome: null } as const
    await keepEvent(folder.path, { ...cutShort, action: "gone", parameters })
    await keepEvent(folder.path, {
      ...cutShort,
      action: "there",
      parameters: { keep: 1, snapshots: [{ id: "a-10-31" }] }
    })
    const { code, stderr } = await snapshot("prune", "acme", "--yes")
    expect(code).toBe(0)
    expect(stderr).toContain("was cut short")
    expect((await entriesOf(folder.path)).slice(2)).toMatchObject([
      { action: "gone", phase: "outcome", outcome: "done", settled: true },
      { action: "there", phase: "outcome", outcome: "not-done", settled: true }
    ])
  })

  it("removes interrupted runs that nobody can go on with: those of more than a day ago, and those overtaken", async () => {
    await keepSnapshots(
      folder.path,
      run("old", 25),
      run("overtaken", 9),
      { id: "s", finishedAt: hoursAgo(5) },
      run("fresh", 2)
    )
    const shown = await snapshot("prune", "acme", "--dry-run")
    expect(shown.stdout).toMatch(
      /^acme: 2 interrupted runs would be removed; 1 stay$\n^ +overtaken +begun .+ interrupted, \d+ records$\n^ +old/m
    )
    const declined = await snapshotJson("prune", "acme")
    expect([declined.code, declined.document.error.code]).toEqual([2, "declined"])
    const { code, document } = await snapshotJson("prune", "acme", "--yes")
    expect(code).toBe(0)
    expect(document.tenants[0]).toMatchObject({
      outcome: "pruned",
      removed: [],
      interrupted: [{ id: "overtaken" }, { id: "old" }],
      kept: [{ id: "s" }]
    })
    const left = await inStore(
      folder.path,
      Effect.flatMap(SnapshotStore, (store) => store.interrupted("acme"))
    )
    expect(left.map(({ id }) => id)).toEqual(["fresh"])
    expect(await entriesOf(folder.path)).toMatchObject([
      { phase: "intention", parameters: { snapshots: [], interrupted: [{ id: "overtaken" }, { id: "old" }] } },
      { phase: "outcome", outcome: "done", after: { removed: ["old", "overtaken"] } }
    ])
  })

  it("leaves interrupted runs alone while the tenant is collected", async () => {
    await keepSnapshots(folder.path, run("old", 30), ...nights(["10-30", "10-31"]))
    const pruned = await inStore(
      folder.path,
      Effect.scoped(
        Effect.gen(function* () {
          yield* (yield* SnapshotStore).lease("acme")
          return yield* Effect.promise(() => snapshotJson("prune", "acme", "--keep", "1", "--yes"))
        })
      )
    )
    expect(pruned.stderr).toMatch(/acme is being collected by process \d+ .*; interrupted runs stay/)
    expect(pruned.document.tenants[0]).toMatchObject({ removed: [{ id: "a-10-30" }], interrupted: [] })
    expect((await snapshotJson("prune", "acme", "--yes")).document.tenants[0].interrupted).toMatchObject([
      { id: "old" }
    ])
  })

  it("settles a removal of interrupted runs that was cut short", async () => {
    await keepSnapshots(folder.path, ...nights(["10-31"]))
    const parameters = { keep: 1, snapshots: [], interrupted: [{ id: "gone", startedAt: hoursAgo(30), records: 1 }] }
    await keepEvent(folder.path, {
      operation: "snapshot prune",
      subject: "gone",
      phase: "intention",
      outcome: null,
      parameters
    })
    await snapshot("prune", "acme", "--yes")
    expect((await entriesOf(folder.path)).at(-1)).toMatchObject({ outcome: "done", after: { removed: ["gone"] } })
  })

  it.each([["0"], ["-1"], ["some"]])("ends with 2 on --keep %s", async (keep) => {
    expect((await snapshot("prune", "acme", "--keep", keep)).code).toBe(2)
    expect(existsSync(join(folder.path, "rollcall.db"))).toBe(false)
  })
})

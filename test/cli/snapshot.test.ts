/**
 * Goal: what a person does with stored snapshots: see them, see what was not collected, compare and hand out.
 * Method: snapshots are put into the store itself; the built command line reads them without any network.
 */
import { parseJson } from "@rollcall/model"
import { spawn } from "node:child_process"
import { createHash } from "node:crypto"
import { once } from "node:events"
import { mkdirSync, readdirSync, readFileSync, statSync } from "node:fs"
import { join } from "node:path"
import { DatabaseSync } from "node:sqlite"
import { afterEach, beforeEach, describe, expect, it } from "vitest"
import { bundle, rollcall, temporaryFolder } from "./harness.ts"
import { entriesOf, keepEvent, keepReport, keepSnapshots, someRecords, writeOfflineConfig } from "./stored-snapshots.ts"

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

const exported = (name: string, ...file: ReadonlyArray<string>) => join(folder.path, name, ...file)

const half = { complete: false, problem: "push browsers.list: the answer broke off" }

describe("snapshot list", () => {
  it("shows every tenant's snapshots, oldest first, with the periods that reports were made of", async () => {
    await keepSnapshots(
      folder.path,
      { id: "a1", records: someRecords },
      { id: "a2", finishedAt: "2026-11-01T02:05:00.000Z", readings: { browsers: half } },
      { id: "a3", finishedAt: "2026-11-02T02:05:00.000Z", records: someRecords, unfinished: true }
    )
    await keepReport(folder.path, "2026-10", "a1")
    const { code, stdout, stderr } = await snapshot("list")
    expect(code, stderr).toBe(0)
    expect(stdout).toMatch(/^acme +a1 +2026-10-31 02:05:00 +complete +8 +2026-10$/m)
    expect(stdout).toMatch(/^acme +a2 +2026-11-01 02:05:00 +PARTIAL +0 +–\n+acme +a3 +– +UNFINISHED +8 +–$/m)
    expect(stdout).toContain("globex: no snapshot")
  })

  it("prints one document for all tenants", async () => {
    await keepSnapshots(folder.path, { id: "a1", sources: ["push"] })
    const { code, document } = await snapshotJson("list")
    expect(code).toBe(0)
    expect(document).toMatchObject({
      schemaVersion: 1,
      tenants: [
        {
          tenant: "acme",
          outcome: "found",
          snapshots: [{ id: "a1", complete: true, records: 0, sources: ["push"], periods: [] }],
          unfinished: null
        },
        { tenant: "globex", outcome: "none", snapshots: [] }
      ]
    })
  })

  it("does not forget a report that was made again from another snapshot", async () => {
    await keepSnapshots(folder.path, { id: "a1" }, { id: "a2" })
    await keepEvent(folder.path, { after: { snapshot: "a1", manifestSha256: "0".repeat(64) } })
    await keepReport(folder.path, "2026-10", "a2")
    const { document } = await snapshotJson("list", "--tenant", "acme")
    expect(document.tenants[0].snapshots).toMatchObject([{ periods: ["2026-10"] }, { periods: ["2026-10"] }])
  })
})

describe("snapshot show", () => {
  it("says of each resource how it was read, and what was refused and why", async () => {
    await keepSnapshots(folder.path, {
      id: "a1",
      records: someRecords,
      readings: {
        browsers: half,
        devices: {
          pages: 3,
          reportedTotal: 4,
          duplicates: 1,
          refused: 2,
          refusals: [{ reason: "SerialNumber: Expected string", fingerprint: "0123456789abcdef" }],
          drift: ["the list grew while it was read"]
        },
        detections: { offered: false }
      }
    })
    const { code, stdout, stderr } = await snapshot("show", "a1")
    expect(code, stderr).toBe(0)
    expect(stdout).toMatch(/^a1 · acme · PARTIAL$/m)
    expect(stdout).toMatch(/^ +Content hash +[0-9a-f]{64}$/m)
    expect(stdout).toMatch(/^banyan devices +complete +1 +3 +4 +1 +2 +5 min/m)
    expect(stdout).toMatch(/^push detections +not offered +/m)
    expect(stdout).toMatch(/^push browsers\n +not read to its end: push browsers\.list: the answer broke off$/m)
    expect(stdout).toMatch(
      /^banyan devices\n +drift: the list grew.+\n +refused 0123456789abcdef: SerialNumber: .+\n +1 more/m
    )
    const { document } = await snapshotJson("show", "a1", "--tenant", "acme")
    expect(document).toMatchObject({ tenant: "acme", records: 8, periods: [], snapshot: { id: "a1", complete: false } })
    expect(document.snapshot.resources).toHaveLength(13)
  })

  it("names what is there when an id is not", async () => {
    await keepSnapshots(folder.path, { id: "a1" })
    const { code, document } = await snapshotJson("show", "a0")
    expect([code, document.error.code]).toEqual([4, "not-found"])
    expect(document.error.next).toContain("a1")
  })

  it("shows no snapshot of another tenant than the one that is named", async () => {
    await keepSnapshots(folder.path, { id: "a1" })
    expect((await snapshot("show", "a1", "--tenant", "globex")).code).toBe(4)
  })
})

describe("snapshot diff", () => {
  const later = {
    ...someRecords,
    employees: { e1: { ...someRecords.employees.e1, licensed: false }, e3: { id: "e3", email: "kim@acme.example" } },
    browsers: {},
    devices: { d1: { ...someRecords.devices.d1, Banned: "TRUE" } }
  }

  it("tells who and what came, went and changed", async () => {
    await keepSnapshots(folder.path, { id: "a1", records: someRecords }, { id: "a2", records: later })
    const { code, stdout, stderr } = await snapshot("diff", "a1", "a2")
    expect(code, stderr).toBe(0)
    expect(stdout).toContain("People: 1 came, 0 went, 2 changed, 0 as they were")
    expect(stdout).toMatch(/^ +\+ kim@acme\.example$/m)
    expect(stdout).toMatch(/^ +~ Jane Doe · jane@acme\.example: licensed yes → no; browsers −1$/m)
    expect(stdout).toContain("Browsers: 0 came, 1 went, 0 changed, 0 as they were")
    expect(stdout).toMatch(/^ +- CHROME · MACOS · jane@acme\.example$/m)
    expect(stdout).toMatch(/^ +~ C02XK1 · Jane’s Mac · jane@acme\.example: banned no → yes$/m)
    const { document } = await snapshotJson("diff", "a1", "a2")
    expect(document).toMatchObject({
      schemaVersion: 1,
      tenant: "acme",
      before: { id: "a1", complete: true },
      after: { id: "a2" },
      people: { came: [{ id: "e3", names: [], emails: ["kim@acme.example"] }], went: [] },
      devices: { changed: [{ id: "d1", changes: [{ what: "banned", before: false, after: true }] }] },
      remarks: []
    })
  })

  it("takes nothing for gone that was not read to its end, and says so", async () => {
    await keepSnapshots(
      folder.path,
      { id: "a1", records: someRecords },
      { id: "a2", records: { ...someRecords, browsers: {} }, readings: { browsers: half } }
    )
    const { code, document } = await snapshotJson("diff", "a1", "a2")
    expect(code).toBe(0)
    expect(document.browsers).toMatchObject({ came: [], went: null })
    expect(document.people.changed).toEqual([])
    expect(document.remarks).toEqual([
      "In a2 push browsers were not read to their end: what seems to have gone may still be there."
    ])
    expect((await snapshot("diff", "a1", "a2")).stdout).toContain("Browsers: 0 came, not known how many went")
  })

  it("says that the later snapshot was named first", async () => {
    await keepSnapshots(folder.path, { id: "a1" }, { id: "a2", finishedAt: "2026-11-01T02:05:00.000Z" })
    expect((await snapshotJson("diff", "a2", "a1")).document.remarks).toEqual([
      "The snapshot that was named first is the later one."
    ])
  })

  it("refuses snapshots of two tenants", async () => {
    await keepSnapshots(folder.path, { id: "a1" }, { id: "g1", tenant: "globex" })
    const { code, document } = await snapshotJson("diff", "a1", "g1")
    expect([code, document.error.code]).toEqual([2, "usage"])
  })
})

describe("snapshot export", () => {
  it("writes every record as it came, one a line, with a manifest of what there is", async () => {
    await keepSnapshots(folder.path, { id: "a1", records: someRecords, readings: { detections: { offered: false } } })
    const { code, document, stderr } = await snapshotJson("export", "a1", "--out", "evidence/october")
    expect(code, stderr).toBe(0)
    const lines = readFileSync(exported("evidence", "october", "banyan.devices.ndjson"), "utf8").split("\n")
    expect(lines).toHaveLength(2)
    expect(parseJson(lines[0] ?? "")).toEqual(someRecords.devices.d1)
    expect(lines[0]).toContain("1793400000123456789")

    const text = readFileSync(exported("evidence", "october", "manifest.json"))
    const manifest = JSON.parse(text.toString())
    expect(manifest).toMatchObject({
      tenant: { id: "acme" },
      snapshot: { id: "a1", complete: true, resources: expect.any(Array) },
      records: 8
    })
    expect(manifest.files).toEqual(document.files)
    expect(manifest.files.map(({ resource }: { resource: string }) => resource)).not.toContain("detections")
    for (const { name, sha256, sizeBytes, records } of manifest.files) {
      const bytes = readFileSync(exported("evidence", "october", name))
      expect(createHash("sha256").update(bytes).digest("hex")).toBe(sha256)
      expect([bytes.length, bytes.toString().split("\n").length - 1]).toEqual([sizeBytes, records])
    }
    expect(readdirSync(exported("evidence"))).toEqual(["october"])
    expect(createHash("sha256").update(text).digest("hex")).toBe(document.manifestSha256)
  })

  it("is for its owner's eyes, goes on record and can be verified", async () => {
    await keepSnapshots(folder.path, { id: "a1", records: someRecords })
    const { stdout } = await snapshot("export", "a1")
    expect(stdout).toContain(`8 records in ${exported("a1")}`)
    expect(statSync(exported("a1", "push.employees.ndjson")).mode & 0o077).toBe(0)
    const [entry] = await entriesOf(folder.path)
    expect(entry).toMatchObject({ operation: "snapshot export", subject: "a1", outcome: "done" })
    const verified = await rollcall(folder.path, ["verify", "a1"])
    expect(verified.code, verified.stderr).toBe(0)
    expect(verified.stdout).toContain("on record: entry 1")
  })

  it("overwrites nothing, not even an empty folder", async () => {
    await keepSnapshots(folder.path, { id: "a1", records: someRecords })
    mkdirSync(exported("there"))
    const { code, document } = await snapshotJson("export", "a1", "--out", "there")
    expect([code, document.error.code]).toEqual([2, "usage"])
    expect(readdirSync(exported("there"))).toEqual([])
    expect(await entriesOf(folder.path)).toEqual([])
  })

  it("hands out nothing that is not what was sealed, and leaves nothing behind", async () => {
    await keepSnapshots(folder.path, { id: "a1", records: someRecords })
    const db = new DatabaseSync(join(folder.path, "rollcall.db"))
    db.exec("DELETE FROM record_page WHERE resource = 'accounts'")
    db.close()
    const { code, document } = await snapshotJson("export", "a1", "--out", "evidence/october")
    expect([code, document.error.code]).toEqual([1, "store"])
    expect(document.error.message).toContain("not those that were sealed")
    expect(readdirSync(exported("evidence"))).toEqual([])
  })

  it("says that the snapshot is partial", async () => {
    await keepSnapshots(folder.path, { id: "a1", readings: { browsers: half } })
    const { code, stderr } = await snapshot("export", "a1")
    expect(code).toBe(0)
    expect(stderr).toContain("PARTIAL")
  })

  it("killed in the middle leaves no half behind once the same folder is exported again, and touches no other", async () => {
    const employees = Object.fromEntries(
      Array.from({ length: 40_000 }, (_, index) => [`e${index}`, { ...someRecords.employees.e1, id: `e${index}` }])
    )
    await keepSnapshots(folder.path, { id: "a1", records: { ...someRecords, employees } })
    mkdirSync(exported("evidence"))
    const halves = () => readdirSync(exported("evidence")).filter((name) => name.startsWith(".october.new-"))
    const child = spawn(process.execPath, [bundle, "snapshot", "export", "a1", "--out", "evidence/october"], {
      cwd: folder.path,
      env: { PATH: process.env["PATH"] ?? "", HOME: folder.path },
      stdio: "ignore"
    })
    const ended = once(child, "close")
    // oxlint-disable-next-line no-await-in-loop -- looks again and again
    while (halves().length === 0) await new Promise((resolve) => setTimeout(resolve, 2))
    child.kill("SIGKILL")
    await ended
    expect(halves()).toHaveLength(1)
    expect((await snapshot("export", "a1", "--out", "evidence/other")).code).toBe(0)
    expect(halves()).toHaveLength(1)
    expect((await snapshot("export", "a1", "--out", "evidence/october")).code).toBe(0)
    expect(readdirSync(exported("evidence")).toSorted()).toEqual(["october", "other"])
  })
})

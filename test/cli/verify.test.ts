/**
 * Goal: whoever has a report's folder learns whether it is what was written, and whether that is on record.
 * Method: a report is made by the built command line from a stored snapshot, then spoilt in every way.
 */
import { cpSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { DatabaseSync } from "node:sqlite"
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest"
import { rollcall, temporaryFolder } from "./harness.ts"
import { keepSnapshots, someRecords, writeOfflineConfig } from "./stored-snapshots.ts"

let folder: ReturnType<typeof temporaryFolder>
let report: string
let round = 0

beforeAll(async () => {
  folder = temporaryFolder()
  writeOfflineConfig(folder.path, { acme: [] })
  await keepSnapshots(folder.path, { id: "a1", records: someRecords })
  const run = await rollcall(folder.path, ["report", "acme", "--period", "2026-10", "--format", "csv"])
  if (run.code !== 0) throw new Error(run.stderr)
})

afterAll(() => folder.remove())

beforeEach(() => {
  round += 1
  report = join(folder.path, `copy ${round}`)
  cpSync(join(folder.path, "reports", "acme", "2026-10"), report, { recursive: true })
})

const verify = (...parameters: ReadonlyArray<string>) => rollcall(folder.path, ["verify", report, ...parameters])

const verifyJson = async (...parameters: ReadonlyArray<string>) => {
  const run = await verify(...parameters, "--json")
  return { ...run, document: JSON.parse(run.stdout) }
}

const statesIn = ({ files }: { files: ReadonlyArray<{ name: string; state: string }> }) =>
  files.filter(({ state }) => state !== "unchanged").map(({ name, state }) => [name, state])

const manifest = () => JSON.parse(readFileSync(join(report, "manifest.json"), "utf8"))

const change = (name: string) => writeFileSync(join(report, name), "changed")

describe("a report as it was written", () => {
  it("holds, and its manifest is on record", async () => {
    const { code, stdout, stderr } = await verify()
    expect(code, stderr).toBe(0)
    expect(stdout).toMatch(/^acme, report 2026-10 of a1: every file is as it was written$/m)
    expect(stdout).toMatch(/^ +on record: entry 1 of the audit trail, .+; its chain holds$/m)
    const { document } = await verifyJson()
    expect(document).toMatchObject({
      schemaVersion: 1,
      tenant: "acme",
      period: "2026-10",
      snapshot: "a1",
      outcome: "holds",
      trail: { state: "recorded", entry: { sequence: 1 } }
    })
    expect(document.files.map(({ name }: { name: string }) => name)).toEqual(
      manifest().files.map(({ name }: { name: string }) => name)
    )
  })

  it.each([
    ["there is no configuration", "no configuration", () => ({ HOME: "/nowhere" }), "elsewhere"],
    ["the configuration does not know the tenant", "no tenant acme", () => ({ ROLLCALL_CONFIG: "other.yaml" }), "."],
    ["there is no store", "no store", () => ({ ROLLCALL_CONFIG: "no-store.yaml" }), "."]
  ])("holds where %s, which is said", async (_, word, env, place) => {
    const cwd = join(folder.path, place)
    mkdirSync(cwd, { recursive: true })
    const config = readFileSync(join(folder.path, "rollcall.yaml"), "utf8")
    writeFileSync(join(folder.path, "other.yaml"), config.replace("  acme:", "  globex:"))
    writeFileSync(join(folder.path, "no-store.yaml"), config.replace("./rollcall.db", "./none.db"))
    const { code, stdout, stderr } = await rollcall(cwd, ["verify", report, "--json"], env())
    expect(code, stderr).toBe(0)
    expect(JSON.parse(stdout).trail).toMatchObject({ state: "not-compared", detail: expect.stringContaining(word) })
  })

  it("is not the last one where another was made of the period since, which is said", async () => {
    await keepSnapshots(folder.path, { id: "a2", finishedAt: "2026-10-31T03:05:00.000Z" })
    const parameters = ["report", "acme", "--period", "2026-10", "--format", "csv", "--out", "again"]
    expect((await rollcall(folder.path, parameters)).code).toBe(0)
    const { code, document } = await verifyJson()
    expect(code).toBe(0)
    expect(document.trail).toMatchObject({ state: "recorded", detail: expect.stringContaining("not the last one") })
  })
})

describe("a report that was changed", () => {
  it("is told file by file, and ends with 7", async () => {
    change("people.csv")
    rmSync(join(report, "devices.csv"))
    writeFileSync(join(report, "notes.txt"), "extra")
    mkdirSync(join(report, "more"))
    const { code, document } = await verifyJson()
    expect([code, document.outcome]).toEqual([7, "broken"])
    expect(statesIn(document)).toEqual([
      ["devices.csv", "missing"],
      ["more", "extra"],
      ["notes.txt", "extra"],
      ["people.csv", "changed"]
    ])
    expect(document.error).toMatchObject({ code: "verification-failed", where: { tenant: "acme", file: report } })
    const { stdout, stderr } = await verify()
    expect(stdout).toMatch(/^ +people\.csv +CHANGED$\n^ +was [0-9a-f]{64}$\n^ +is +[0-9a-f]{64}$/m)
    expect(stderr).toContain("people.csv is changed")
  })

  it("is told where a file was put in another place and linked", async () => {
    const text = readFileSync(join(report, "people.csv"))
    rmSync(join(report, "people.csv"))
    writeFileSync(join(folder.path, "people.csv"), text)
    symlinkSync(join(folder.path, "people.csv"), join(report, "people.csv"))
    expect(statesIn((await verifyJson()).document)).toEqual([["people.csv", "changed"]])
  })

  it("is told by the audit trail where the manifest was made to fit", async () => {
    writeFileSync(join(report, "manifest.json"), JSON.stringify({ ...manifest(), generator: "somebody" }))
    const { code, document } = await verifyJson()
    expect(code).toBe(7)
    expect(statesIn(document)).toEqual([])
    expect(document.trail.state).toBe("different")
  })

  it("is told where the trail has no such report at all", async () => {
    writeFileSync(join(report, "manifest.json"), JSON.stringify({ ...manifest(), period: "2026-09" }))
    const { code, document } = await verifyJson()
    expect([code, document.trail.state]).toEqual([7, "absent"])
  })

  it.each([
    ["is missing", () => rmSync(join(report, "manifest.json"))],
    ["is none", () => change("manifest.json")],
    [
      "names a file somewhere else",
      () => {
        const files = [{ name: "../rollcall.yaml", sizeBytes: 1, sha256: "0".repeat(64) }]
        writeFileSync(join(report, "manifest.json"), JSON.stringify({ ...manifest(), files }))
      }
    ]
  ])("ends with 7 where its manifest %s", async (_, spoil) => {
    spoil()
    const { code, document } = await verifyJson()
    expect([code, document.error.code]).toEqual([7, "verification-failed"])
  })

  it("keeps control characters away from the terminal", async () => {
    writeFileSync(join(report, "a\u001b[2Jb"), "extra")
    const { stdout, stderr } = await verify()
    expect(`${stdout}${stderr}`).not.toContain("\u001b")
  })
})

describe("verify", () => {
  it("proves nothing by a trail that does not hold", async () => {
    const db = new DatabaseSync(join(folder.path, "rollcall.db"))
    db.exec("UPDATE audit_entry SET hash = 'x' WHERE sequence = 1")
    db.close()
    const { code, document } = await verifyJson()
    expect([code, document.trail.state]).toEqual([7, "broken"])
  })

  it("ends with 2 where there is no such folder, or no such configuration", async () => {
    expect((await rollcall(folder.path, ["verify", "nowhere"])).code).toBe(2)
    expect((await verify("--config", "nowhere.yaml")).code).toBe(2)
  })
})

/**
 * Goal: with `reports: store` a report goes into the store and comes back as the folder that it would have been.
 * Method: snapshots are put into the store itself; the built command line makes reports, brings them and verifies them.
 */
import { ReportArchive } from "@rollcall/store"
import { Effect } from "effect"
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs"
import { DatabaseSync } from "node:sqlite"
import { join } from "node:path"
import { afterEach, beforeEach, describe, expect, it } from "vitest"
import { rollcall, temporaryFolder } from "./harness.ts"
import { publishedSchema } from "./published-schema.ts"
import { inStore, keepSnapshots, someRecords, writeOfflineConfig } from "./stored-snapshots.ts"

let folder: ReturnType<typeof temporaryFolder>

beforeEach(async () => {
  folder = temporaryFolder()
  writeConfig("reports: store")
  await keepSnapshots(
    folder.path,
    { id: "a1", records: someRecords },
    { id: "g1", tenant: "globex", records: someRecords }
  )
})

afterEach(() => folder.remove())

function writeConfig(line: string): void {
  writeOfflineConfig(folder.path, { acme: [], globex: [] })
  const file = join(folder.path, "rollcall.yaml")
  writeFileSync(file, `${line}\n${readFileSync(file, "utf8")}`)
}

const run = (...parameters: ReadonlyArray<string>) => rollcall(folder.path, parameters)

const json = async (...parameters: ReadonlyArray<string>) => {
  const { code, stdout, stderr } = await run(...parameters, "--json")
  return { code, stderr, document: JSON.parse(stdout) }
}

/** Makes acme's report of October, in one small format unless another is named. */
const make = (...parameters: ReadonlyArray<string>) => {
  const whose = parameters.includes("--all") ? [] : ["acme"]
  const format = parameters.includes("--format") ? [] : ["--format", "csv"]
  return json("report", ...whose, "--period", "2026-10", ...format, ...parameters)
}

const get = (...parameters: ReadonlyArray<string>) =>
  json("report", "get", "acme", "--period", "2026-10", ...parameters)

const place = (...parts: ReadonlyArray<string>) => join(folder.path, ...parts)

const filesIn = (name: string) =>
  Object.fromEntries(readdirSync(place(name)).map((file) => [file, readFileSync(place(name, file), "utf8")]))

describe("a report that is kept in the store", () => {
  it("comes back byte for byte as the folder that --out makes, and is verified", async () => {
    const made = await make()
    expect(made.code, made.stderr).toBe(0)
    expect(existsSync(place("reports"))).toBe(false)
    const { code, document } = await get()
    expect(code).toBe(0)
    expect(document).toMatchObject({ tenant: "acme", period: "2026-10", folder: place("acme-2026-10"), snapshot: "a1" })
    expect(document.files.map(({ name }: { name: string }) => name).toSorted()).toEqual(
      readdirSync(place("acme-2026-10")).toSorted()
    )
    const verified = await json("verify", "acme-2026-10")
    expect([verified.code, verified.document.trail.state]).toEqual([0, "recorded"])
    expect((await make("--out", "elsewhere")).code).toBe(0)
    expect(filesIn("acme-2026-10")).toEqual(filesIn("elsewhere/acme/2026-10"))
  })

  it("is described by its published schema", async () => {
    await make()
    const kindsOf = await publishedSchema(folder.path, "report-get")
    expect(kindsOf((await get()).document)).toBe(1)
    expect(kindsOf((await get("--out", "rollcall.yaml")).document)).toBe(1)
  })

  it("is replaced by the next of its month, as is the folder that has it", async () => {
    await make()
    await get("--out", "here")
    writeFileSync(place("here", "notes.txt"), "of the old one")
    await make("--format", "json")
    expect((await get("--out", "here")).code).toBe(0)
    expect(readdirSync(place("here")).toSorted()).toEqual(["manifest.json", "report.json"])
  })

  it("replaces no folder that somebody else filled, and no file", async () => {
    await make()
    mkdirSync(place("mine"))
    writeFileSync(place("mine", "letter.txt"), "dear auditor")
    for (const out of ["mine", ".", "rollcall.yaml"]) {
      // oxlint-disable-next-line no-await-in-loop -- one process after another, as there are two processors
      const { code, document } = await get("--out", out)
      expect([code, document.error.message]).toEqual([2, expect.stringContaining("is there already, and is no report")])
    }
    expect(filesIn("mine")).toEqual({ "letter.txt": "dear auditor" })
    mkdirSync(place("empty"))
    expect((await get("--out", "empty")).code).toBe(0)
  })

  it("names the months that are there if it is not, and ends with 4", async () => {
    expect((await get()).document.error.next).toContain("rollcall report acme --period 2026-10")
    await make()
    const { code, document } = await json("report", "get", "acme", "--period", "2026-09")
    expect([code, document.error.code]).toEqual([4, "not-found"])
    expect(document.error.next).toContain("2026-10")
    writeConfig("reports: ./out")
    const other = await json("report", "get", "globex", "--period", "2026-10")
    expect([other.code, other.document.error.next]).toEqual([4, expect.stringContaining("reports: store")])
    expect((await json("report", "get", "nobody", "--period", "2026-10")).code).toBe(2)
  })

  it("is not brought if somebody changed it, and what was there stays", async () => {
    await make()
    await get()
    const before = filesIn("acme-2026-10")
    const database = new DatabaseSync(place("rollcall.db"))
    database.exec("DELETE FROM archived_chunk WHERE name = 'report.json'")
    database.close()
    const { code, document } = await get()
    expect([code, document.error.code, document.error.message]).toEqual([
      1,
      "store",
      expect.stringContaining("report.json of the report 2026-10 of acme is not what was stored")
    ])
    const path = [{ name: "../escaped.json", bytes: new TextEncoder().encode("{}") }]
    await inStore(
      folder.path,
      Effect.flatMap(ReportArchive, (archive) =>
        archive.save({ tenant: "acme", period: "2026-10", snapshotId: "a1", files: path })
      )
    )
    expect((await get()).document.error.message).toContain('the name "../escaped.json"; nothing was written')
    expect(existsSync(place("escaped.json"))).toBe(false)
    expect(filesIn("acme-2026-10")).toEqual(before)
    expect(readdirSync(folder.path).filter((name) => name.startsWith("."))).toEqual([])
  })

  it("has the portfolio beside it, which comes back as well", async () => {
    const { code, document } = await make("--all")
    expect([code, document.portfolio.outcome]).toEqual([0, "written"])
    const brought = await json("report", "get", "_portfolio", "--period", "2026-10")
    expect(brought.document).toMatchObject({
      tenant: "_portfolio",
      snapshot: null,
      folder: place("_portfolio-2026-10")
    })
    expect((await run("verify", "_portfolio-2026-10/2026-10.manifest.json")).code).toBe(0)
    expect((await json("report", "get", "_portfolio", "--period", "2026-10")).code).toBe(0)
  })
})

describe("report get", () => {
  it("leaves the report of a period to its own words", async () => {
    const { stdout } = await run("report", "--help")
    expect(stdout).toContain("get")
    expect((await run("report", "get", "acme")).code).toBe(2)
    expect((await run("report", "acme")).code).toBe(2)
  })

  it("tells sizes and hashes of what the archive has", async () => {
    await make()
    const stored = await inStore(
      folder.path,
      Effect.flatMap(ReportArchive, (archive) => archive.list("acme"))
    )
    expect((await get()).document.files).toEqual(stored[0]?.files)
  })
})

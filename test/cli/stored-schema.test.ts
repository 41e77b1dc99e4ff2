/**
 * Goal: `rollcall schema snapshot|verify|person|exceptions|export` describe what is really printed and written.
 * Method: the published JSON Schemas, read back as schemas, against documents that the built command line prints.
 */
import { readFileSync } from "node:fs"
import { join } from "node:path"
import { afterAll, beforeAll, expect, it } from "vitest"
import { rollcall, temporaryFolder } from "./harness.ts"
import { type Document, publishedSchema } from "./published-schema.ts"
import { keepSnapshots, someRecords, writeOfflineConfig } from "./stored-snapshots.ts"

let folder: ReturnType<typeof temporaryFolder>

beforeAll(async () => {
  folder = temporaryFolder()
  const waiver = "{ check: RC-MFA-01, subject: a1, reason: sealed, approvedBy: J. Doe, expires: 2099-12-31 }"
  writeOfflineConfig(folder.path, { acme: [`exceptions: [${waiver}]`] })
  await keepSnapshots(
    folder.path,
    { id: "a0", finishedAt: "2026-10-30T02:05:00.000Z", records: { ...someRecords, devices: {} } },
    { id: "a1", records: someRecords }
  )
  await rollcall(folder.path, ["report", "acme", "--period", "2026-10", "--format", "csv"])
})

afterAll(() => folder.remove())

const published = (name: string) => publishedSchema(folder.path, name)

const expectDescribed = (document: Document, kindsOf: (document: Document) => number) => {
  expect(kindsOf(document), JSON.stringify(document).slice(0, 300)).toBe(1)
  for (const member of Object.keys(document).filter((each) => each !== "error" || !("folder" in document))) {
    const rest = Object.fromEntries(Object.entries(document).filter(([each]) => each !== member))
    expect([member, kindsOf(rest)]).toEqual([member, 0])
  }
}

it.each([
  ["snapshot", ["snapshot", "list"]],
  ["snapshot", ["snapshot", "show", "a1"]],
  ["snapshot", ["snapshot", "show", "nothing"]],
  ["snapshot", ["snapshot", "diff", "a0", "a1"]],
  ["snapshot", ["snapshot", "export", "a1"]],
  ["snapshot", ["snapshot", "prune", "acme", "--keep", "1", "--dry-run"]],
  ["verify", ["verify", "reports/acme/2026-10"]],
  ["verify", ["verify", "reports"]],
  ["person", ["person", "list"]],
  ["exceptions", ["exceptions"]],
  ["exceptions", ["exceptions", "explain", "RC-MFA-01", "a1"]],
  ["exceptions", ["exceptions", "explain", "RC-MFA-01", "nobody"]]
])("describes as %s what `rollcall %j` prints", async (name, words) => {
  expectDescribed(JSON.parse((await rollcall(folder.path, [...words, "--json"])).stdout), await published(name))
})

it("describes the manifest of an exported snapshot", async () => {
  await rollcall(folder.path, ["snapshot", "export", "a1", "--out", "exported"])
  const manifest = JSON.parse(readFileSync(join(folder.path, "exported", "manifest.json"), "utf8"))
  expectDescribed(manifest, await published("export"))
})

/**
 * Goal: `rollcall schema device|enduser|audit` describe what these commands really print with `--json`.
 * Method: the published JSON Schemas, read back as schemas, against documents that the built command line prints.
 */
import { Schema, SchemaRepresentation } from "effect"
import { writeFileSync } from "node:fs"
import { join } from "node:path"
import { afterAll, beforeAll, expect, it } from "vitest"
import { rollcall, runningSandbox, temporaryFolder, writeConfig } from "./harness.ts"

let folder: ReturnType<typeof temporaryFolder>
let running: Awaited<ReturnType<typeof runningSandbox>>

beforeAll(async () => {
  folder = temporaryFolder()
  running = await runningSandbox({ rateLimit: false })
  writeConfig(folder.path, running.sandbox)
  writeFileSync(join(folder.path, "list"), "no such serial\n\nPF0EA9DF\nPF0EA9DF\n")
})

afterAll(async () => {
  await running.stop()
  folder.remove()
})

type Document = Readonly<Record<string, unknown>>

/** A schema of one kind of document. */
interface Kind {
  readonly properties: Readonly<Record<string, unknown>>
}

/** Counts the kinds of documents that describe a document, with no member that they do not name. */
const published = async (name: string) => {
  const { stdout, stderr, code } = await rollcall(folder.path, ["schema", name])
  expect(code, stderr).toBe(0)
  const { anyOf, $defs: definitions } = JSON.parse(stdout)
  const kinds: ReadonlyArray<Kind> = anyOf
  return (document: Document) =>
    kinds.filter((kind) => {
      const schema = { ...kind }
      const representation = { dialect: "draft-2020-12", schema, definitions } as const
      const isNamed = Object.keys(document).every((member) => member in kind.properties)
      return isNamed && Schema.is(SchemaRepresentation.fromJsonSchemaDocument(representation))(document)
    }).length
}

const printed = async (...words: ReadonlyArray<string>): Promise<Document> =>
  JSON.parse((await rollcall(folder.path, [...words, "--tenant", "acme", "--json"])).stdout)

it.each([
  ["device", ["list", "--live", "--limit", "9"]],
  ["device", ["show", "To be filled by O.E.M.", "--live"]],
  ["device", ["ban", "C02XK1ACME01", "--dry-run"]],
  ["device", ["ban", "C02XK1ACME01", "--yes"]],
  ["device", ["ban", "--from", "list", "--yes"]],
  ["device", ["ban", "no such serial", "--yes"]],
  ["enduser", ["list", "--live"]],
  ["enduser", ["show", "jane.doe@acme.example", "--live"]],
  ["enduser", ["deactivate", "agnes@agency.test", "--yes"]],
  ["audit", []],
  ["audit", ["--expect", "0".repeat(64)]]
])("describes what `rollcall %s %j` prints", async (name, words) => {
  const kindsOf = await published(name)
  const document = await printed(name, ...words)
  expect(kindsOf(document), JSON.stringify(document).slice(0, 300)).toBe(1)
  const optional = new Set(["request", "touches", ...("tenant" in document ? ["error"] : [])])
  for (const member of Object.keys(document).filter((each) => !optional.has(each))) {
    const rest = Object.fromEntries(Object.entries(document).filter(([each]) => each !== member))
    expect([member, kindsOf(rest)]).toEqual([member, 0])
  }
})

/**
 * Goal: `rollcall schema push` describes what `rollcall push … --json` really prints.
 * Method: the published JSON Schema, read back as a schema, against documents that the built command line prints.
 */
import { resourcesOf } from "@rollcall/model"
import { Schema, SchemaRepresentation } from "effect"
import { describe, expect, it } from "vitest"
import { rollcall } from "./harness.ts"
import { pushCommands } from "./push-harness.ts"

const { pushJson, first, folder, restart } = pushCommands()

type Document = Readonly<Record<string, unknown>>

/** A schema of one kind of document. */
interface Kind {
  readonly properties: Readonly<Record<string, { readonly enum?: ReadonlyArray<string> }>>
}

/** Reads the published schema; gives what tells whether it describes a document, with no member that it does not name. */
const published = async () => {
  const { stdout, stderr, code } = await rollcall(folder(), ["schema", "push"])
  expect(code, stderr).toBe(0)
  const { anyOf, $defs: definitions } = JSON.parse(stdout)
  const kinds: ReadonlyArray<Kind> = anyOf
  const isOfKind = (document: Document, kind: Kind) => {
    const schema = SchemaRepresentation.fromJsonSchemaDocument({
      dialect: "draft-2020-12",
      schema: { ...kind },
      definitions
    })
    const isNamed = Object.keys(document).every((member) => member in kind.properties)
    return isNamed && Schema.is(schema)(document)
  }
  return (document: Document) => kinds.filter((kind) => isOfKind(document, kind)).length
}

/** The document without each of the members that it must have. */
const cutShort = (document: Document) =>
  Object.keys(document)
    .filter((member) => member !== "request" && (member !== "error" || !("tenant" in document)))
    .map((member) => Object.fromEntries(Object.entries(document).filter(([name]) => name !== member)))

const lists = resourcesOf("push")

describe("schema push", () => {
  it("describes the document of every list", async () => {
    const kindsOf = await published()
    for (const list of lists) {
      // oxlint-disable-next-line no-await-in-loop -- one process after another, as there are two processors
      const { document } = await pushJson(list, "list", "--limit", "40")
      expect(document.records).not.toEqual([])
      expect([list, kindsOf(document)]).toEqual([list, 1])
      expect(cutShort(document).map(kindsOf)).toEqual([0, 0, 0, 0, 0, 0, 0, 0])
      expect(kindsOf({ ...document, records: [{ id: 7 }] })).toBe(0)
    }
  })

  it("describes the documents of a record and of an account's users", async () => {
    const kindsOf = await published()
    const id = await first("accounts")
    const { document } = await pushJson("accounts", "get", id)
    expect(kindsOf(document)).toBe(1)
    expect(cutShort(document).map(kindsOf)).toEqual([0, 0, 0, 0])
    expect(kindsOf((await pushJson("accounts", "used-by", id)).document)).toBe(1)
  })

  it("describes the document of a write: done, shown and refused", async () => {
    await restart({ path: "/v1/apps", method: "POST", kind: "status", status: 403, after: 1 })
    const kindsOf = await published()
    const id = await first("apps")
    const label = async (text: string, flag: string) => (await pushJson("apps", "add-label", id, text, flag)).document
    const shown = await label("new", "--dry-run")
    expect([shown.outcome, kindsOf(shown)]).toEqual(["dry-run", 1])
    const done = await label("new", "--yes")
    expect([done.outcome, kindsOf(done)]).toEqual(["done", 1])
    const refused = await label("newer", "--yes")
    expect([refused.outcome, kindsOf(refused)]).toEqual(["not-done", 1])
    expect(cutShort(refused).map(kindsOf)).toEqual([0, 0, 0, 0, 0, 0, 0])
  })

  it("describes the document of a list that broke off and of a failure", async () => {
    await restart({ path: "/v1/accounts", kind: "status", status: 400, after: 1 })
    const kindsOf = await published()
    const { document: partial } = await pushJson("accounts", "list")
    expect([partial.complete, kindsOf(partial)]).toEqual([false, 1])
    const { document: failure } = await pushJson("apps", "get", "unknown")
    expect([failure.error.code, kindsOf(failure)]).toEqual(["not-found", 1])
    expect(cutShort(failure).map(kindsOf)).toEqual([0, 0])
  })
})

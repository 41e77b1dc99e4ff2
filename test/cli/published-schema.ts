/**
 * The JSON Schemas that the built command line publishes, read back as schemas.
 */
import { Schema, SchemaRepresentation } from "effect"
import { expect } from "vitest"
import { rollcall } from "./harness.ts"

/** A document as a command printed it. */
export type Document = Readonly<Record<string, unknown>>

/** A schema of one kind of document. */
interface Kind {
  readonly properties: Readonly<Record<string, unknown>>
}

/** Counts the kinds of documents that describe a document, with no member that they do not name. */
export async function publishedSchema(folder: string, name: string): Promise<(document: Document) => number> {
  const { stdout, stderr, code } = await rollcall(folder, ["schema", name])
  expect(code, stderr).toBe(0)
  const { anyOf, $defs: definitions, ...only } = JSON.parse(stdout)
  const kinds: ReadonlyArray<Kind> = anyOf ?? [only]
  return (document) =>
    kinds.filter(({ properties, ...kind }) => {
      const schema = { ...kind, properties }
      const representation = { dialect: "draft-2020-12", schema, definitions: definitions ?? {} } as const
      const isNamed = Object.keys(document).every((member) => member in properties)
      return (
        isNamed &&
        Schema.is(SchemaRepresentation.fromJsonSchemaDocument(representation, { patterns: "apply" }))(document)
      )
    }).length
}

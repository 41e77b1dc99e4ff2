/**
 * What a search for a person or a device prints.
 *
 * **Source** design/product.md, "What a report run writes".
 */
import { Device } from "@rollcall/banyan/schema"
import { Schema } from "effect"
import { Person } from "./Roster.ts"
import { Source } from "./Snapshot.ts"

const found = {
  tenant: Schema.String,
  /** `null` if the sources were asked themselves. */
  snapshot: Schema.NullOr(Schema.String),
  /** Resources that were not read to their end, such as `push.accounts`: what they would have told is not known. */
  missing: Schema.Array(Schema.String),
  /** Sources that the tenant has none of, where it lacks one: what they would have told is not known either. */
  notConfigured: Schema.optionalKey(Schema.Array(Source))
}

/** One find: a person, or a device that is nobody's. */
export const LookupMatch = Schema.Union([
  Schema.Struct({
    ...found,
    person: Schema.Struct({
      ...Person.fields,
      posture: Schema.Struct({ score: Schema.NullOr(Schema.Finite), failing: Schema.Array(Schema.String) })
    })
  }),
  Schema.Struct({ ...found, person: Schema.Null, device: Schema.toType(Device) })
])
export type LookupMatch = typeof LookupMatch.Type

/** `lookup --json`, schema version 1. */
export const LookupDocument = Schema.Struct({
  schemaVersion: Schema.Literal(1),
  query: Schema.String,
  matches: Schema.Array(LookupMatch),
  /** Tenants that could not be looked in, where others could: who is not among the matches may be there. */
  failed: Schema.optionalKey(
    Schema.Array(
      Schema.Struct({ tenant: Schema.String, code: Schema.String, message: Schema.String, next: Schema.String })
    )
  )
})
export type LookupDocument = typeof LookupDocument.Type

/**
 * What the audit trail records: writes to a source, and evidence that was handed out.
 *
 * **Source** design/product.md, "Actions on devices and end users".
 */
import { Schema } from "effect"

/** Something that was about to be done, or was done. */
export const AuditEvent = Schema.Struct({
  tenant: Schema.String,
  /** ISO 8601, UTC. */
  at: Schema.String,
  /** The operating-system user, or who they say they act for. */
  actor: Schema.String,
  /** What is done, such as `report` or `push apps.addLabel`. */
  operation: Schema.String,
  /** What it is done to: an id, an address, a period. */
  subject: Schema.String,
  /** An intention is written before anything is sent; an intention without an outcome was cut short. */
  phase: Schema.Literals(["intention", "outcome"]),
  /** Ties an outcome to its intention. */
  action: Schema.String,
  /** What else was asked for, where the subject does not say it all. */
  parameters: Schema.optionalKey(Schema.Json),
  /** Tells the process that has it under way from others. */
  process: Schema.optionalKey(Schema.String),
  /** The outcome was found by reading later: whoever acted left none. */
  settled: Schema.optionalKey(Schema.Literal(true)),
  /** How it ended; `null` in an intention. */
  outcome: Schema.NullOr(Schema.Literals(["done", "not-done", "unknown"])),
  reason: Schema.NullOr(Schema.String),
  /** The state before, as JSON; `null` if there is none to tell. */
  before: Schema.Json,
  after: Schema.Json
})
export type AuditEvent = typeof AuditEvent.Type

/** An event in a tenant's chain: each entry's hash covers the one before. */
export const AuditEntry = Schema.Struct({
  ...AuditEvent.fields,
  /** 1 for a tenant's first entry, without gaps. */
  sequence: Schema.Int,
  /** SHA-256 of the entry before; 64 zeros in the first. */
  previousHash: Schema.String,
  hash: Schema.String
})
export type AuditEntry = typeof AuditEntry.Type

/** Where a chain is broken: what is there does not follow from what came before. */
export interface BrokenChain {
  readonly sequence: number
  readonly why: string
}

/**
 * What `rollcall verify --json` prints.
 */
import { Schema } from "effect"
import { FailureDocument, Problem } from "./FailureDocument.ts"

const FileState = Schema.Literals(["unchanged", "changed", "missing", "extra"])

/** One name in the folder, or in its manifest. */
const VerifiedFile = Schema.Struct({
  name: Schema.String,
  state: FileState,
  /** `null` for what is not there, or is no file. */
  sha256: Schema.NullOr(Schema.String),
  /** As the manifest has it; `null` for what it does not name. */
  expectedSha256: Schema.NullOr(Schema.String)
})
export type VerifiedFile = typeof VerifiedFile.Type

/** What the audit trail says of the manifest. */
const TrailVerdict = Schema.Struct({
  /** `recorded`: this very manifest is on record; `different`: another one is; `absent`: none is; `broken`: the trail proves nothing. */
  state: Schema.Literals(["recorded", "different", "absent", "broken", "not-compared"]),
  /** What it rests on, or why it was not compared. */
  detail: Schema.String,
  /** The entry that has it. */
  entry: Schema.NullOr(Schema.Struct({ sequence: Schema.Int, at: Schema.String, actor: Schema.String }))
})
export type TrailVerdict = typeof TrailVerdict.Type

const Verified = Schema.Struct({
  schemaVersion: Schema.Literal(1),
  folder: Schema.String,
  tenant: Schema.String,
  /** `null` for an exported snapshot. */
  period: Schema.NullOr(Schema.String),
  snapshot: Schema.String,
  outcome: Schema.Literals(["holds", "broken"]),
  manifestSha256: Schema.String,
  files: Schema.Array(VerifiedFile),
  trail: TrailVerdict,
  error: Schema.optionalKey(Problem)
})
export type Verified = typeof Verified.Type

/** Any document of `verify`, schema version 1. */
export const VerifyDocument = Schema.Union([Verified, FailureDocument])

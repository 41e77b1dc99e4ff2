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

/** What is known of the manifest's signature. */
const SignatureVerdict = Schema.Struct({
  /**
   * `holds`: it was made with the private key of the public key that was named; `wrong`: it was not, or is no signature;
   * `missing`: a key was named, and there is no signature; `not-checked`: there is one, and no key was named; `none`:
   * there is neither.
   */
  state: Schema.Literals(["holds", "wrong", "missing", "not-checked", "none"]),
  /** What it rests on, or why it was not checked. */
  detail: Schema.String,
  /** SHA-256 of the public key that was named (SPKI, DER). */
  publicKeySha256: Schema.NullOr(Schema.String)
})
export type SignatureVerdict = typeof SignatureVerdict.Type

/** A report that a portfolio speaks of. */
const VerifiedTenant = Schema.Struct({
  tenant: Schema.String,
  /** Whether the report beside the portfolio is the one that it was made from; `not-there`: there is none beside it. */
  state: Schema.Literals(["same", "different", "not-there"]),
  /** Of the report's manifest; `null` where there is none. */
  sha256: Schema.NullOr(Schema.String),
  /** As the portfolio has it. */
  expectedSha256: Schema.String
})
export type VerifiedTenant = typeof VerifiedTenant.Type

const Verified = Schema.Struct({
  schemaVersion: Schema.Literal(1),
  folder: Schema.String,
  /** `null` for a portfolio. */
  tenant: Schema.NullOr(Schema.String),
  /** `null` for an exported snapshot. */
  period: Schema.NullOr(Schema.String),
  /** `null` for a portfolio. */
  snapshot: Schema.NullOr(Schema.String),
  outcome: Schema.Literals(["holds", "broken"]),
  manifestSha256: Schema.String,
  files: Schema.Array(VerifiedFile),
  /** Of a portfolio: the reports that it speaks of; left out for anything else. */
  tenants: Schema.optionalKey(Schema.Array(VerifiedTenant)),
  trail: TrailVerdict,
  signature: SignatureVerdict,
  error: Schema.optionalKey(Problem)
})
export type Verified = typeof Verified.Type

const VerifiedPortfolios = Schema.Struct({
  schemaVersion: Schema.Literal(1),
  folder: Schema.String,
  outcome: Schema.Literals(["holds", "broken"]),
  /** Of each month in the folder. */
  portfolios: Schema.Array(Verified),
  /** Names in the folder that belong to no portfolio in it. */
  extra: Schema.Array(Schema.String),
  error: Schema.optionalKey(Problem)
})
export type VerifiedPortfolios = typeof VerifiedPortfolios.Type

/** Any document of `verify`, schema version 1. */
export const VerifyDocument = Schema.Union([Verified, VerifiedPortfolios, FailureDocument])

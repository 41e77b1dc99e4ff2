/**
 * What `collect`, `report`, `report get`, `init`, `checks` and `sandbox` print with `--json`, as schemas.
 *
 * **Source** design/product.md, "Command line".
 */
import { ReportDocument } from "@rollcall/model"
import { Schema } from "effect"
import { FailureDocument, Problem } from "./FailureDocument.ts"
import { SnapshotHeader } from "./SnapshotDocuments.ts"

const version = { schemaVersion: Schema.Literal(1) }

const Collected = Schema.Struct({
  ...version,
  tenants: Schema.Array(
    Schema.Struct({
      tenant: Schema.String,
      outcome: Schema.Literals(["complete", "partial", "failed"]),
      /** `null` if the tenant has none from this run. */
      snapshot: Schema.NullOr(SnapshotHeader),
      error: Schema.optionalKey(Problem)
    })
  )
})
export type Collected = typeof Collected.Type

/** Any document of `collect`, schema version 1. */
export const CollectDocument = Schema.Union([Collected, FailureDocument])

const Written = Schema.Struct({
  tenant: Schema.String,
  outcome: Schema.Literal("written"),
  period: Schema.String,
  /** Its absolute path, or `store` where the store keeps reports. */
  folder: Schema.String,
  files: Schema.Array(Schema.String),
  snapshot: Schema.Struct({
    id: Schema.String,
    finishedAt: Schema.String,
    complete: Schema.Boolean,
    basis: Schema.Literals(["within-period", "after-period", "named"])
  }),
  summary: ReportDocument.fields.summary,
  /** Checks that reached `--fail-on`. */
  failOn: Schema.Array(Schema.String)
})

const NotWritten = Schema.Struct({
  tenant: Schema.String,
  outcome: Schema.Literal("failed"),
  period: Schema.String,
  error: Problem
})

const PortfolioWritten = Schema.Struct({
  outcome: Schema.Literal("written"),
  folder: Schema.String,
  files: Schema.Array(Schema.String)
})

const PortfolioFailed = Schema.Struct({ outcome: Schema.Literal("failed"), error: Problem })

/** Any document of `report`, schema version 1; what is in a report's folder has a schema of its own. */
export const ReportsDocument = Schema.Union([
  Schema.Struct({
    ...version,
    tenants: Schema.Array(Schema.Union([Written, NotWritten])),
    /** Of all tenants; `null` where not several were asked for with `--all`, or none has a report. */
    portfolio: Schema.NullOr(Schema.Union([PortfolioWritten, PortfolioFailed]))
  }),
  FailureDocument
])

const Brought = Schema.Struct({
  ...version,
  /** Or `_portfolio`. */
  tenant: Schema.String,
  period: Schema.String,
  /** Where it is now. */
  folder: Schema.String,
  /** `null` for a portfolio. */
  snapshot: Schema.NullOr(Schema.String),
  storedAt: Schema.String,
  files: Schema.Array(Schema.Struct({ name: Schema.String, sizeBytes: Schema.Int, sha256: Schema.String }))
})
export type Brought = typeof Brought.Type

/** Any document of `report get`, schema version 1. */
export const ReportGetDocument = Schema.Union([Brought, FailureDocument])

const Initialised = Schema.Struct({ ...version, file: Schema.String, tenant: Schema.String })
export type Initialised = typeof Initialised.Type

/** Any document of `init`, schema version 1. */
export const InitDocument = Schema.Union([Initialised, FailureDocument])

const Catalogue = Schema.Struct({
  ...version,
  catalogue: Schema.String,
  checks: Schema.Array(
    Schema.Struct({
      id: Schema.String,
      code: Schema.String,
      title: Schema.String,
      severity: Schema.String,
      population: Schema.String,
      predicate: Schema.Struct({ pass: Schema.String, fail: Schema.String, notAssessable: Schema.String }),
      rationale: Schema.String,
      remediation: Schema.String,
      frameworks: Schema.Record(Schema.String, Schema.Array(Schema.String)),
      /** Resources that the outcomes rest on. */
      needs: Schema.Array(Schema.String)
    })
  )
})

/** Any document of `checks`, schema version 1. */
export const ChecksDocument = Schema.Union([Catalogue, FailureDocument])

const Served = Schema.Struct({
  ...version,
  pushUrl: Schema.String,
  banyanUrl: Schema.String,
  /** The configuration that was written. */
  config: Schema.NullOr(Schema.String),
  tenants: Schema.Array(
    Schema.Struct({
      id: Schema.String,
      name: Schema.String,
      timezone: Schema.String,
      domains: Schema.Array(Schema.String),
      aliases: Schema.Record(Schema.String, Schema.String),
      pushApiKey: Schema.String,
      pushReadOnlyKey: Schema.String,
      banyanToken: Schema.String,
      banyanRefreshToken: Schema.String,
      banyanReadOnlyToken: Schema.String
    })
  )
})

/** Any document of `sandbox`, schema version 1. */
export const SandboxDocument = Schema.Union([Served, FailureDocument])

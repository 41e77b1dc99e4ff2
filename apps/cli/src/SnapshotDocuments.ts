/**
 * What `rollcall snapshot … --json` prints, and the manifest of an exported snapshot, as schemas.
 */
import { ResourceReading, Source } from "@rollcall/model"
import { Schema } from "effect"
import { FailureDocument, Problem } from "./FailureDocument.ts"

const version = { schemaVersion: Schema.Literal(1) }

const Brief = Schema.Struct({
  id: Schema.String,
  startedAt: Schema.String,
  finishedAt: Schema.String,
  complete: Schema.Boolean,
  records: Schema.Int
})

const InterruptedRun = Schema.Struct({ id: Schema.String, startedAt: Schema.String, records: Schema.Int })

const Periods = Schema.Array(Schema.String)

/** Every tenant's snapshots, oldest first. */
const ListDocument = Schema.Struct({
  ...version,
  tenants: Schema.Array(
    Schema.Struct({
      tenant: Schema.String,
      outcome: Schema.Literals(["found", "none"]),
      snapshots: Schema.Array(
        Schema.Struct({
          ...Brief.fields,
          contentHash: Schema.String,
          sources: Schema.Array(Source),
          /** Periods that a report was made of from this snapshot. */
          periods: Periods
        })
      ),
      /** A run that was interrupted, or is under way. */
      unfinished: Schema.NullOr(InterruptedRun)
    })
  )
})
export type ListDocument = typeof ListDocument.Type

/** A snapshot without its records. */
export const SnapshotHeader = Schema.Struct({
  id: Schema.String,
  tenant: Schema.String,
  startedAt: Schema.String,
  finishedAt: Schema.String,
  complete: Schema.Boolean,
  contentHash: Schema.String,
  sources: Schema.Array(Source),
  resources: Schema.Array(ResourceReading)
}).annotate({ identifier: "Snapshot" })

const ShowDocument = Schema.Struct({
  ...version,
  tenant: Schema.String,
  snapshot: SnapshotHeader,
  records: Schema.Int,
  periods: Periods
})
export type ShowDocument = typeof ShowDocument.Type

const Compared = Schema.Struct({
  id: Schema.String,
  names: Schema.Array(Schema.String),
  emails: Schema.Array(Schema.String)
})

const Value = Schema.NullOr(Schema.Union([Schema.String, Schema.Finite, Schema.Boolean]))

const Change = Schema.Union([
  Schema.Struct({ what: Schema.String, before: Value, after: Value }),
  Schema.Struct({ what: Schema.String, came: Schema.Array(Schema.String), went: Schema.Array(Schema.String) })
])

/** `came` and `went` are `null` where the list that lacks them was not read to its end. */
const Comparison = Schema.Struct({
  came: Schema.NullOr(Schema.Array(Compared)),
  went: Schema.NullOr(Schema.Array(Compared)),
  changed: Schema.Array(Schema.Struct({ ...Compared.fields, changes: Schema.Array(Change) })),
  same: Schema.Int
}).annotate({ identifier: "Comparison" })

const Compare = Schema.Struct({ id: Schema.String, finishedAt: Schema.String, complete: Schema.Boolean })

const DiffDocument = Schema.Struct({
  ...version,
  tenant: Schema.String,
  before: Compare,
  after: Compare,
  people: Comparison,
  devices: Comparison,
  browsers: Comparison,
  /** What must be known to read it, one sentence each. */
  remarks: Schema.Array(Schema.String)
})
export type DiffDocument = typeof DiffDocument.Type

const ExportedFile = Schema.Struct({
  name: Schema.String,
  source: Source,
  resource: Schema.String,
  records: Schema.Int,
  sizeBytes: Schema.Int,
  sha256: Schema.String
})
export type ExportedFile = typeof ExportedFile.Type

const ExportDocument = Schema.Struct({
  ...version,
  tenant: Schema.String,
  folder: Schema.String,
  snapshot: Compare,
  records: Schema.Int,
  files: Schema.Array(ExportedFile),
  manifestSha256: Schema.String
})
export type ExportDocument = typeof ExportDocument.Type

/** `manifest.json` of an exported snapshot. */
export const ExportManifest = Schema.Struct({
  ...version,
  tenant: Schema.Struct({ id: Schema.String, name: Schema.String }),
  generator: Schema.Struct({ name: Schema.Literal("rollcall"), version: Schema.String }),
  snapshot: SnapshotHeader,
  records: Schema.Int,
  files: Schema.Array(ExportedFile)
})
export type ExportManifest = typeof ExportManifest.Type

const PruneDocument = Schema.Struct({
  ...version,
  keep: Schema.Int,
  tenants: Schema.Array(
    Schema.Struct({
      tenant: Schema.String,
      outcome: Schema.Literals(["pruned", "nothing-to-do", "dry-run", "failed"]),
      /** Removed, or to be removed with `--dry-run`. */
      removed: Schema.Array(Brief),
      /** The same of runs that came to no end and cannot be resumed any more. */
      interrupted: Schema.Array(InterruptedRun),
      /** The same of stored reports: of snapshots that go, and never put on record. */
      reports: Schema.Array(
        Schema.Struct({ period: Schema.String, snapshot: Schema.NullOr(Schema.String), storedAt: Schema.String })
      ),
      kept: Schema.Array(Schema.Struct({ ...Brief.fields, because: Schema.Array(Schema.String) })),
      /** Periods without a report of which none can be made from what is kept. */
      periodsLost: Periods,
      error: Schema.optionalKey(Problem)
    })
  )
})
export type PruneDocument = typeof PruneDocument.Type

/** Any document of `snapshot`, schema version 1. */
export const SnapshotDocument = Schema.Union([
  ListDocument,
  ShowDocument,
  DiffDocument,
  ExportDocument,
  PruneDocument,
  FailureDocument
])

/**
 * What `rollcall device … --json`, `enduser … --json` and `audit --json` print, as schemas.
 *
 * **Details** They are published for scripts and not used to print: the records in them are the client's own.
 *
 * **Source** design/product.md, "Command line".
 */
import { Device, EndUser } from "@rollcall/banyan/schema"
import { AuditEntry } from "@rollcall/model"
import { Schema } from "effect"
import { FailureDocument, Problem } from "./FailureDocument.ts"

const version = { schemaVersion: Schema.Literal(1) }

const ofTenant = { ...version, tenant: Schema.String }

/** Read from a snapshot, or `null` if the source was asked itself. */
const read = { ...ofTenant, snapshot: Schema.NullOr(Schema.String) }

/** Records are printed as they are worked with: times as ISO 8601 text, and every member that the source sent. */
const records = {
  devices: Schema.toType(Device).annotate({ identifier: "Device" }),
  endusers: Schema.toType(EndUser).annotate({ identifier: "EndUser" })
}

const listDocument = (resource: keyof typeof records) =>
  Schema.Struct({
    ...read,
    resource: Schema.Literal(resource),
    records: Schema.Array(records[resource]),
    /** Whether the list was read to its end; `false` after `--limit` as well. */
    complete: Schema.Boolean,
    /** Records that were left out because what the filters ask for is not known of them. */
    undecided: Schema.Int,
    /** Records that came again and were left out. */
    duplicates: Schema.Int,
    /** Records that could not be understood and were left out. */
    refused: Schema.Int,
    /** Signs that the list changed while it was read, one sentence each. */
    drift: Schema.Array(Schema.String),
    error: Schema.optionalKey(Problem)
  })

/** A device with its owners by address; `null` where nobody told them. */
const OwnedDevice = Schema.Struct({
  id: Schema.String,
  owners: Schema.NullOr(Schema.Array(Schema.String)),
  device: records.devices
})

const ended = {
  /** With the source, as in the audit trail. */
  operation: Schema.String,
  subject: Schema.String,
  outcome: Schema.Literals(["done", "not-done", "unknown", "already-so", "dry-run"]),
  /** The state that the action rests on; `null` where it cannot be read. */
  before: Schema.Json,
  after: Schema.Json,
  /** What changed besides, or did not change as was to be expected. */
  remarks: Schema.Array(Schema.String),
  /** What `--dry-run` would have touched. */
  touches: Schema.optionalKey(Schema.Array(Schema.String)),
  /** What `--dry-run` would have sent. */
  request: Schema.optionalKey(
    Schema.Struct({ method: Schema.String, path: Schema.String, body: Schema.NullOr(Schema.String) })
  ),
  error: Schema.optionalKey(Problem)
}

const line = { line: Schema.Int, text: Schema.String }

/** Each line of a list with what became of it. */
const ActionListDocument = Schema.Struct({
  ...ofTenant,
  lines: Schema.Array(
    Schema.Union([
      Schema.Struct({ ...line, ...ended }),
      Schema.Struct({
        ...line,
        outcome: Schema.Literals(["done", "not-done", "unknown", "blank", "duplicate", "not-tried"]),
        /** The line that a duplicate repeats. */
        ofLine: Schema.optionalKey(Schema.Int),
        error: Schema.optionalKey(Problem)
      })
    ])
  )
})

const ActionDocument = Schema.Struct({ ...ofTenant, ...ended })

/** Any document of `device`, schema version 1: a list, devices, an action, a list of actions, a failure. */
export const DeviceDocument = Schema.Union([
  listDocument("devices"),
  Schema.Struct({ ...read, serial: Schema.String, devices: Schema.Array(OwnedDevice) }),
  ActionDocument,
  ActionListDocument,
  FailureDocument
])

/** Any document of `enduser`, schema version 1. */
export const EndUserDocument = Schema.Union([
  listDocument("endusers"),
  Schema.Struct({
    ...read,
    email: Schema.String,
    endusers: Schema.Array(Schema.Struct({ enduser: records.endusers, devices: Schema.Array(OwnedDevice) }))
  }),
  ActionDocument,
  ActionListDocument,
  FailureDocument
])

/** Any document of `audit`, schema version 1. */
export const AuditDocument = Schema.Union([
  Schema.Struct({
    ...version,
    tenants: Schema.Array(
      Schema.Struct({
        tenant: Schema.String,
        outcome: Schema.Literals(["holds", "broken"]),
        /** The first entry that does not follow from the one before. */
        broken: Schema.NullOr(Schema.Struct({ sequence: Schema.Int, why: Schema.String })),
        entryCount: Schema.Int,
        newest: Schema.NullOr(Schema.Struct({ sequence: Schema.Int, hash: Schema.String })),
        /** Actions without an outcome, by their ids. */
        open: Schema.Array(Schema.String),
        /** Those of the newest actions with `--limit`, else all. */
        entries: Schema.Array(AuditEntry),
        error: Schema.optionalKey(Problem)
      })
    )
  }),
  FailureDocument
])

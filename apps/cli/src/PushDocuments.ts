/**
 * What `rollcall push … --json` prints, as schemas.
 *
 * **Details** They are published for scripts and not used to print: the records in them are the client's own.
 *
 * **Source** design/product.md, "Command line".
 */
import {
  Account,
  AccountOther,
  AccountUse,
  App,
  AppBanner,
  AppOther,
  BlockedUrl,
  Browser,
  BrowserExtension,
  Detection,
  Employee,
  Finding
} from "@rollcall/push/schema"
import { Schema } from "effect"
import { FailureDocument, Problem } from "./FailureDocument.ts"

const ofTenant = { schemaVersion: Schema.Literal(1), tenant: Schema.String }

/** Records are printed as they are worked with: times as ISO 8601 text, and every member that the source sent. */
const recordOf = <S extends Schema.Top>(identifier: string, schema: S) => Schema.toType(schema).annotate({ identifier })

const records = {
  employees: recordOf("Employee", Employee),
  browsers: recordOf("Browser", Browser),
  accounts: recordOf("Account", Account),
  accountsOther: recordOf("AccountOther", AccountOther),
  apps: recordOf("App", App),
  appsOther: recordOf("AppOther", AppOther),
  findings: recordOf("Finding", Finding),
  detections: recordOf("Detection", Detection),
  browserExtensions: recordOf("BrowserExtension", BrowserExtension),
  appBanners: recordOf("AppBanner", AppBanner),
  blockedUrls: recordOf("BlockedUrl", BlockedUrl)
}
type ListName = keyof typeof records

const listDocument = (resource: ListName) =>
  Schema.Struct({
    ...ofTenant,
    resource: Schema.Literal(resource),
    records: Schema.Array(records[resource]),
    /** Whether the list was read to its end; `false` after `--limit` as well. */
    complete: Schema.Boolean,
    /** Records that came again and were left out. */
    duplicates: Schema.Int,
    /** Records that could not be understood and were left out. */
    refused: Schema.Int,
    /** Signs that the list changed while it was read, one sentence each. */
    drift: Schema.Array(Schema.String),
    error: Schema.optionalKey(Problem)
  })

const recordDocument = (resource: Exclude<ListName, "browserExtensions" | "blockedUrls">) =>
  Schema.Struct({ ...ofTenant, resource: Schema.Literal(resource), record: records[resource] })

const UsesDocument = Schema.Struct({
  ...ofTenant,
  resource: Schema.Literal("accounts"),
  id: Schema.String,
  usedBy: Schema.Array(Schema.toType(AccountUse))
})

const WriteDocument = Schema.Struct({
  ...ofTenant,
  /** With the source, as in the audit trail. */
  operation: Schema.String,
  subject: Schema.String,
  outcome: Schema.Literals(["done", "not-done", "unknown", "already-so", "dry-run"]),
  /** The state that the write is about, `null` where it is gone. */
  before: Schema.Json,
  after: Schema.Json,
  /** What `--dry-run` would have sent. */
  request: Schema.optionalKey(
    Schema.Struct({ method: Schema.String, path: Schema.String, body: Schema.NullOr(Schema.String) })
  ),
  error: Schema.optionalKey(Problem)
})

/** Any of the documents, schema version 1: a list, a record, the users of an account, a write, a failure. */
export const PushDocument = Schema.Union([
  listDocument("employees"),
  listDocument("browsers"),
  listDocument("accounts"),
  listDocument("accountsOther"),
  listDocument("apps"),
  listDocument("appsOther"),
  listDocument("findings"),
  listDocument("detections"),
  listDocument("browserExtensions"),
  listDocument("appBanners"),
  listDocument("blockedUrls"),
  recordDocument("employees"),
  recordDocument("browsers"),
  recordDocument("accounts"),
  recordDocument("accountsOther"),
  recordDocument("apps"),
  recordDocument("appsOther"),
  recordDocument("findings"),
  recordDocument("detections"),
  recordDocument("appBanners"),
  UsesDocument,
  WriteDocument,
  FailureDocument
])

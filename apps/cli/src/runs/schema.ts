import { configJsonSchema } from "@rollcall/config"
import { LookupDocument, ReportDocument } from "@rollcall/model"
import { Console, Schema } from "effect"
import { AuditDocument, DeviceDocument, EndUserDocument } from "../BanyanDocuments.ts"
import {
  ChecksDocument,
  CollectDocument,
  InitDocument,
  ReportGetDocument,
  ReportsDocument,
  SandboxDocument
} from "../CommandDocuments.ts"
import { DoctorDocument } from "../DoctorDocument.ts"
import { ExceptionsDocument } from "../ExceptionDocuments.ts"
import { FailureDocument } from "../FailureDocument.ts"
import { PersonDocument } from "../PersonDocument.ts"
import { PortfolioDocument } from "../PortfolioDocument.ts"
import { PushDocument } from "../PushDocuments.ts"
import { RunDocument, ScheduleDocument } from "../RunDocuments.ts"
import { ExportManifest, SnapshotDocument } from "../SnapshotDocuments.ts"
import { VerifyDocument } from "../VerifyDocument.ts"

const documents = {
  config: configJsonSchema,
  report: () => jsonSchemaOf("Rollcall report", ReportDocument),
  portfolio: () => jsonSchemaOf("Rollcall portfolio", PortfolioDocument),
  reports: () => jsonSchemaOf("Rollcall reports", ReportsDocument),
  "report-get": () => jsonSchemaOf("Rollcall report get", ReportGetDocument),
  init: () => jsonSchemaOf("Rollcall init", InitDocument),
  collect: () => jsonSchemaOf("Rollcall collect", CollectDocument),
  lookup: () => jsonSchemaOf("Rollcall lookup", LookupDocument),
  push: () => jsonSchemaOf("Rollcall push", PushDocument),
  device: () => jsonSchemaOf("Rollcall device", DeviceDocument),
  enduser: () => jsonSchemaOf("Rollcall enduser", EndUserDocument),
  audit: () => jsonSchemaOf("Rollcall audit", AuditDocument),
  doctor: () => jsonSchemaOf("Rollcall doctor", DoctorDocument),
  snapshot: () => jsonSchemaOf("Rollcall snapshot", SnapshotDocument),
  run: () => jsonSchemaOf("Rollcall run", RunDocument),
  schedule: () => jsonSchemaOf("Rollcall schedule", ScheduleDocument),
  export: () => jsonSchemaOf("Manifest of an exported snapshot", ExportManifest),
  verify: () => jsonSchemaOf("Rollcall verify", VerifyDocument),
  person: () => jsonSchemaOf("Rollcall person", PersonDocument),
  exceptions: () => jsonSchemaOf("Rollcall exceptions", ExceptionsDocument),
  checks: () => jsonSchemaOf("Rollcall checks", ChecksDocument),
  sandbox: () => jsonSchemaOf("Rollcall sandbox", SandboxDocument),
  failure: () => jsonSchemaOf("Rollcall failure", FailureDocument)
} as const

/** Prints a JSON Schema; it is JSON with or without `--json`. */
export const run = (name: keyof typeof documents) => Console.log(JSON.stringify(documents[name](), null, 2))

function jsonSchemaOf(title: string, schema: Schema.Top) {
  const { schema: body, definitions } = Schema.toJsonSchemaDocument(schema)
  const shared = Object.keys(definitions).length === 0 ? {} : { $defs: definitions }
  return { $schema: "https://json-schema.org/draft/2020-12/schema", title, ...body, ...shared }
}

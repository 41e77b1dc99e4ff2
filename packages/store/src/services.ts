/**
 * All services of the store over one database.
 */
import { Layer } from "effect"
import type { SqlClient } from "effect/sql"
import { AuditTrail } from "./AuditTrail.ts"
import { migrate } from "./migrations.ts"
import { ReportArchive } from "./ReportArchive.ts"
import { ReportRuns } from "./ReportRuns.ts"
import { SnapshotStore } from "./SnapshotStore.ts"
import type { StoreError } from "./StoreError.ts"

/** What a store is. */
export type StoreServices = SnapshotStore | AuditTrail | ReportRuns | ReportArchive

/** Makes the tables or brings them up to date, then the services; a database layer is all that is missing. */
export const services: Layer.Layer<StoreServices, StoreError, SqlClient.SqlClient> = Layer.mergeAll(
  SnapshotStore.layer,
  AuditTrail.layer,
  ReportRuns.layer,
  ReportArchive.layer
).pipe(Layer.provide(Layer.effectDiscard(migrate)))

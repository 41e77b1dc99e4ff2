/**
 * Where snapshots and assessments are kept.
 */
export {
  type Assessments,
  type CollectionRun,
  type CollectionRuns,
  type FoundRecord,
  type Lease,
  type Leases,
  type OpenReading,
  type ReadingProgress,
  type RecordText,
  type Snapshots,
  SnapshotStore,
  type StoredAssessment,
  type UnfinishedRun
} from "./SnapshotStore.ts"
export { type ContentHash, hashOrder, makeContentHash } from "./ContentHash.ts"
export { contentBytes } from "./pack-records.ts"
export { decodeRecords } from "./decode-records.ts"
export { keysOf, type RecordKey } from "./RecordKey.ts"
export { LeaseHolder, StoreError, storeError as storeErrorOf, type StoreErrorReason } from "./StoreError.ts"
export { AuditTrail, type Trail } from "./AuditTrail.ts"
export {
  type ArchivedFile,
  type ArchivedReport,
  type NewReport,
  type OpenReport,
  ReportArchive,
  type ReportName
} from "./ReportArchive.ts"
export {
  type BegunStep,
  type NewRun,
  type ReportRun,
  ReportRuns,
  type RunAttempt,
  type RunCount,
  type RunName,
  type RunOrigin,
  type RunState
} from "./ReportRuns.ts"
export { knownSchema } from "./migrations.ts"
export type { StoreServices } from "./services.ts"
export type { Inspection } from "./inspection.ts"

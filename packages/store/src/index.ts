/**
 * Where snapshots and assessments are kept.
 */
export {
  type Assessments,
  type CollectionRun,
  type CollectionRuns,
  type RecordText,
  type Snapshots,
  SnapshotStore,
  type StoredAssessment
} from "./SnapshotStore.ts"
export { StoreError, type StoreErrorReason } from "./StoreError.ts"
export { AuditTrail, type Trail } from "./AuditTrail.ts"

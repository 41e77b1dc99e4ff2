/**
 * Snapshots and assessments, kept in a database.
 *
 * A collection run is written resource by resource and page by page; sealing makes it a snapshot, which never changes.
 * {@link SnapshotStore} is the service; its queries are plain SQL over `SqlClient`, and `@rollcall/store/sqlite` and
 * `@rollcall/store/postgres` are the layers that bring a database.
 */
import type { ResourceName, ResourceReading, Snapshot, SnapshotHeader, Source } from "@rollcall/model"
import { Context, Effect, Layer } from "effect"
import { SqlClient } from "effect/sql"
import { makeAssessments } from "./assessments.ts"
import { makeCollectionRuns } from "./collection-runs.ts"
import { makeSnapshots } from "./snapshots.ts"
import type { StoreError } from "./StoreError.ts"
import { makeTenantDatabase } from "./TenantDatabase.ts"

/** A record as it came from its source: every digit of it. */
export interface RecordText {
  readonly id: string
  readonly json: string
}

/** A collection run; its id becomes the snapshot's. */
export interface CollectionRun {
  readonly id: string
  readonly tenant: string
  readonly startedAt: string
  readonly sources: ReadonlyArray<Source>
  /** Resources that were read already, to their end or not. */
  readonly readings: ReadonlyArray<ResourceReading>
}

/** A report's document, kept for trends. */
export interface StoredAssessment {
  readonly snapshotId: string
  /** The text of `report.json`. */
  readonly document: string
}

/** Collection runs while they are written. */
export interface CollectionRuns {
  readonly begin: (run: Omit<CollectionRun, "readings">) => Effect.Effect<void, StoreError>
  /** The tenant's newest run if it has no end; `null` if there is none or a later one was sealed. */
  readonly unfinished: (tenant: string) => Effect.Effect<CollectionRun | null, StoreError>
  /** Begins to read a resource; what an interrupted reading left is forgotten. */
  readonly openResource: (runId: string, source: Source, resource: ResourceName) => Effect.Effect<void, StoreError>
  /** Adds one page of records, all of them or none. */
  readonly append: (
    runId: string,
    source: Source,
    resource: ResourceName,
    records: ReadonlyArray<RecordText>
  ) => Effect.Effect<void, StoreError>
  readonly closeResource: (runId: string, reading: ResourceReading) => Effect.Effect<void, StoreError>
  /** Ends a run. Afterwards it is a snapshot and nothing about it can be changed. */
  readonly seal: (runId: string, finishedAt: string) => Effect.Effect<SnapshotHeader, StoreError>
}

/** Snapshots, read tenant by tenant: a snapshot of another tenant is not there. */
export interface Snapshots {
  /** Oldest first. */
  readonly list: (tenant: string) => Effect.Effect<ReadonlyArray<SnapshotHeader>, StoreError>
  /**
   * A snapshot with its records in canonical order, `null` if the tenant has none with the id.
   *
   * **Errors** `StoreError` with reason `corrupt` if a record cannot be decoded, or if the records are not those that
   * were sealed.
   */
  readonly load: (tenant: string, id: string) => Effect.Effect<Snapshot | null, StoreError>
}

/** Assessments by tenant and period; a later one replaces the one before. */
export interface Assessments {
  readonly saveAssessment: (
    entry: StoredAssessment & { readonly tenant: string; readonly period: string }
  ) => Effect.Effect<void, StoreError>
  readonly assessment: (tenant: string, period: string) => Effect.Effect<StoredAssessment | null, StoreError>
}

/** The service that keeps snapshots. */
export class SnapshotStore extends Context.Service<SnapshotStore, CollectionRuns & Snapshots & Assessments>()(
  "@rollcall/store/SnapshotStore"
) {
  /** The store in the database of a `SqlClient` that has its tables. */
  static readonly layer: Layer.Layer<SnapshotStore, never, SqlClient.SqlClient> = Layer.effect(
    this,
    Effect.map(SqlClient.SqlClient, (sql) => {
      const database = makeTenantDatabase(sql)
      return { ...makeCollectionRuns(database), ...makeSnapshots(database), ...makeAssessments(database) }
    })
  )
}

/**
 * Snapshots and assessments, kept in a database.
 *
 * A collection run is written resource by resource and page by page; sealing makes it a snapshot, which never changes.
 * {@link SnapshotStore} is the service; its queries are plain SQL over `SqlClient`, and `@rollcall/store/sqlite` and
 * `@rollcall/store/postgres` are the layers that bring a database.
 */
import type { ResourceName, ResourceReading, Snapshot, SnapshotHeader, Source } from "@rollcall/model"
import { Context, Effect, Layer, type Scope, type Stream } from "effect"
import { SqlClient } from "effect/sql"
import { makeAssessments } from "./assessments.ts"
import { makeCollectionRuns } from "./collection-runs.ts"
import { makeLeases } from "./leases.ts"
import type { RecordKey } from "./RecordKey.ts"
import { makeSnapshots } from "./snapshots.ts"
import type { LeaseHolder, StoreError } from "./StoreError.ts"
import { makeTenantDatabase } from "./TenantDatabase.ts"

/** A record as it came from its source: every digit of it. */
export interface RecordText {
  readonly id: string
  readonly json: string
}

/** A record that was looked for. */
export interface FoundRecord extends RecordText {
  readonly resource: ResourceName
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

/** How far a resource has been read. Both are JSON text of the collector's own. */
export interface ReadingProgress {
  /** Where reading goes on; `null` if it cannot. */
  readonly cursor: string | null
  /** What was counted. */
  readonly tally: string
}

/** A resource that is being read, or was when the run was interrupted. */
export interface OpenReading {
  readonly source: Source
  readonly resource: ResourceName
  /** As of the last page; `null` before the first one, and where the collector told nothing with it. */
  readonly progress: ReadingProgress | null
  /** Records in the store. */
  readonly records: number
}

/** A run without an end. */
export interface UnfinishedRun extends CollectionRun {
  /** What was said of it when it began; `null` if nothing was. */
  readonly origin: string | null
  readonly open: ReadonlyArray<OpenReading>
}

/** The right to collect a tenant. */
export interface Lease {
  /** Fails as soon as somebody else has it; never succeeds. */
  readonly lost: Effect.Effect<never, StoreError>
  /** Who left it behind: a process that is gone, or has not been heard of for a minute. */
  readonly takenFrom: LeaseHolder | null
}

/** A report's document, kept for trends. */
export interface StoredAssessment {
  readonly snapshotId: string
  /** The text of `report.json`. */
  readonly document: string
}

/** Collection runs while they are written. */
export interface CollectionRuns {
  /** Begins a run. `origin` is text of the collector's own that tells where it reads from. */
  readonly begin: (
    run: Omit<CollectionRun, "readings"> & { readonly origin?: string }
  ) => Effect.Effect<void, StoreError>
  /** The tenant's newest run if it has no end; `null` if there is none or a later one was sealed. */
  readonly unfinished: (tenant: string) => Effect.Effect<UnfinishedRun | null, StoreError>
  /** All of the tenant's runs without an end, whatever was sealed since, newest first. */
  readonly interrupted: (tenant: string) => Effect.Effect<ReadonlyArray<UnfinishedRun>, StoreError>
  /** Begins to read a resource; what an interrupted reading left is forgotten. To go on with that, append. */
  readonly openResource: (runId: string, source: Source, resource: ResourceName) => Effect.Effect<void, StoreError>
  /** Adds one page of records and says how far the reading has come, all of it or nothing. */
  readonly append: (
    runId: string,
    source: Source,
    resource: ResourceName,
    records: ReadonlyArray<RecordText>,
    progress: ReadingProgress | null
  ) => Effect.Effect<void, StoreError>
  /** What the reading of a resource that is not closed has so far, in any order, a page in memory. */
  readonly appended: (runId: string, source: Source, resource: ResourceName) => Stream.Stream<RecordText, StoreError>
  readonly closeResource: (runId: string, reading: ResourceReading) => Effect.Effect<void, StoreError>
  /** Ends a run. Afterwards it is a snapshot and nothing about it can be changed. */
  readonly seal: (runId: string, finishedAt: string) => Effect.Effect<SnapshotHeader, StoreError>
}

export interface LeaseOptions {
  /** Takes it after a minute's silence even from a process that is seen to be there, as one that is frozen is. */
  readonly evenFromSilent?: boolean
}

/** Who collects a tenant. */
export interface Leases {
  /**
   * The right to collect a tenant, which one run has at a time, for as long as the scope is open.
   *
   * **Errors** `StoreError` with reason `busy` and the `holder` while another run has it.
   */
  readonly lease: (tenant: string, options?: LeaseOptions) => Effect.Effect<Lease, StoreError, Scope.Scope>
}

/** Snapshots, read tenant by tenant: a snapshot of another tenant is not there. */
export interface Snapshots {
  /** All snapshots without their records, oldest first. */
  readonly list: (tenant: string) => Effect.Effect<ReadonlyArray<SnapshotHeader>, StoreError>
  /** The newest complete snapshot, else the newest partial one, without its records. */
  readonly latest: (tenant: string) => Effect.Effect<SnapshotHeader | null, StoreError>
  /**
   * A snapshot with its records in canonical order, `null` if the tenant has none with the id.
   *
   * **Errors** `StoreError` with reason `corrupt` if a record cannot be decoded, or if the records are not those that
   * were sealed.
   */
  readonly load: (tenant: string, id: string) => Effect.Effect<Snapshot | null, StoreError>
  /** The records of one resource in canonical order, a few pages in memory; none if there is no such snapshot. */
  readonly records: (tenant: string, id: string, resource: ResourceName) => Stream.Stream<RecordText, StoreError>
  /**
   * The records that name any of the keys, by resource and id; none if there is no such snapshot.
   *
   * **Gotchas** A damaged page is an error; whether the snapshot is the one that was sealed only `load` can tell.
   */
  readonly find: (
    tenant: string,
    id: string,
    keys: ReadonlyArray<RecordKey>
  ) => Effect.Effect<ReadonlyArray<FoundRecord>, StoreError>
  /** Removes snapshots and runs without an end, and gives their space back; answers those that were there. */
  readonly remove: (tenant: string, ids: ReadonlyArray<string>) => Effect.Effect<ReadonlyArray<string>, StoreError>
  /** Everyone for whom a run was ever begun, in order. */
  readonly tenants: Effect.Effect<ReadonlyArray<string>, StoreError>
}

/** Assessments by tenant and period; a later one replaces the one before. */
export interface Assessments {
  readonly saveAssessment: (
    entry: StoredAssessment & { readonly tenant: string; readonly period: string }
  ) => Effect.Effect<void, StoreError>
  readonly assessment: (tenant: string, period: string) => Effect.Effect<StoredAssessment | null, StoreError>
  /** The periods that have a report and the snapshots that they were made from, in order. */
  readonly assessmentPeriods: (
    tenant: string
  ) => Effect.Effect<ReadonlyArray<{ readonly period: string; readonly snapshotId: string }>, StoreError>
}

/** The service that keeps snapshots. */
export class SnapshotStore extends Context.Service<SnapshotStore, CollectionRuns & Leases & Snapshots & Assessments>()(
  "@rollcall/store/SnapshotStore"
) {
  /** The store in the database of a `SqlClient` that has its tables. */
  static readonly layer: Layer.Layer<SnapshotStore, never, SqlClient.SqlClient> = Layer.effect(
    this,
    Effect.map(SqlClient.SqlClient, (sql) => {
      const database = makeTenantDatabase(sql)
      return {
        ...makeCollectionRuns(database),
        ...makeLeases(database),
        ...makeSnapshots(database),
        ...makeAssessments(database)
      }
    })
  )
}

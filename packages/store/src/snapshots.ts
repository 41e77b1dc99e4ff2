/**
 * Sealed snapshots, read back.
 */
import { parseJson, type ResourceName, resources, type SnapshotHeader, type SnapshotRecords } from "@rollcall/model"
import { Effect, Schema, Stream } from "effect"
import type { SqlClient } from "effect/sql"
import { type ContentHash, makeContentHash } from "./ContentHash.ts"
import { closedReadings, corrupt, parseSources, recordsOf } from "./rows.ts"
import type { RecordText, Snapshots } from "./SnapshotStore.ts"
import type { TenantDatabase } from "./TenantDatabase.ts"

interface SnapshotRow {
  readonly id: string
  readonly tenant: string
  readonly sources: string
  readonly startedAt: string
  readonly finishedAt: string
  readonly complete: number
  readonly contentHash: string
}

const columns =
  'id, tenant, sources, started_at AS "startedAt", finished_at AS "finishedAt", complete, content_hash AS "contentHash"'

export const makeSnapshots = (database: TenantDatabase): Snapshots => ({
  list: (tenant) =>
    database.read("list snapshots", { tenant }, (sql) =>
      Effect.flatMap(
        sql<SnapshotRow>`SELECT ${sql.literal(columns)} FROM collection_run
          WHERE tenant = ${tenant} AND finished_at IS NOT NULL ORDER BY finished_at, id`,
        Effect.forEach((row) => headerOf(sql, row))
      )
    ),

  load: (tenant, id) =>
    database.read("load snapshot", { tenant }, (sql) =>
      Effect.gen(function* () {
        const [row] = yield* sql<SnapshotRow>`SELECT ${sql.literal(columns)} FROM collection_run
          WHERE tenant = ${tenant} AND id = ${id} AND finished_at IS NOT NULL`
        if (row === undefined) return null
        const header = yield* headerOf(sql, row)
        const hash = makeContentHash()
        const records = yield* readRecords(sql, id, hash)
        if (hash.digest() !== header.contentHash) {
          return yield* corrupt(`the records of ${id} are not those that were sealed`)
        }
        return { ...header, records }
      })
    )
})

const headerOf = Effect.fnUntraced(function* (sql: SqlClient.SqlClient, row: SnapshotRow) {
  const header: SnapshotHeader = {
    id: row.id,
    tenant: row.tenant,
    startedAt: row.startedAt,
    finishedAt: row.finishedAt,
    complete: row.complete === 1,
    contentHash: row.contentHash,
    sources: yield* parseSources(row.id, row.sources),
    resources: yield* closedReadings(sql, row.id)
  }
  return header
})

/** Reads all records, one resource after the other in the order of the content hash. */
const readRecords = Effect.fnUntraced(function* (sql: SqlClient.SqlClient, runId: string, hash: ContentHash) {
  const read = <A>(resource: ResourceName, schema: Schema.Decoder<A>) =>
    recordsOf(sql, runId, resource).pipe(
      Stream.tap((record) => Effect.sync(() => hash.add(resource, record))),
      Stream.mapEffect((record) => decodeRecord(schema, record, `${runId}, ${resource} ${record.id}`)),
      Stream.runCollect
    )
  const devices = yield* read("devices", resources.devices.schema)
  const endusers = yield* read("endusers", resources.endusers.schema)
  const accounts = yield* read("accounts", resources.accounts.schema)
  const accountsOther = yield* read("accountsOther", resources.accountsOther.schema)
  const appBanners = yield* read("appBanners", resources.appBanners.schema)
  const apps = yield* read("apps", resources.apps.schema)
  const appsOther = yield* read("appsOther", resources.appsOther.schema)
  const blockedUrls = yield* read("blockedUrls", resources.blockedUrls.schema)
  const browserExtensions = yield* read("browserExtensions", resources.browserExtensions.schema)
  const browsers = yield* read("browsers", resources.browsers.schema)
  const detections = yield* read("detections", resources.detections.schema)
  const employees = yield* read("employees", resources.employees.schema)
  const findings = yield* read("findings", resources.findings.schema)
  const records: SnapshotRecords = {
    employees,
    browsers,
    accounts,
    accountsOther,
    apps,
    appsOther,
    findings,
    detections,
    browserExtensions,
    appBanners,
    blockedUrls,
    endusers,
    devices
  }
  return records
})

/** The record is not shown in the error: it is somebody's. */
const decodeRecord = <A>(schema: Schema.Decoder<A>, record: RecordText, name: string) =>
  Effect.try({ try: () => parseJson(record.json), catch: () => corrupt(`the record ${name} is not JSON`) }).pipe(
    Effect.flatMap((value) =>
      Effect.mapError(Schema.decodeUnknownEffect(schema)(value), (error) =>
        corrupt(`the record ${name} cannot be understood (${error.message})`)
      )
    )
  )

/**
 * One collection run at a time for each tenant.
 *
 * A lease is a row that its holder renews. It names the process, so that one that was killed is found out at once on the same
 * machine; from elsewhere its lease can be taken when it was not renewed for a minute, by the database's clock.
 */
import { Deferred, Duration, Effect, Schedule } from "effect"
import type { SqlClient } from "effect/sql"
import { randomUUID } from "node:crypto"
import { isGone, isThere, type ProcessName, thisProcess } from "./processes.ts"
import type { Lease, LeaseOptions, Leases } from "./SnapshotStore.ts"
import { type LeaseHolder, StoreError } from "./StoreError.ts"
import type { TenantDatabase } from "./TenantDatabase.ts"

/** Longer than any pause of a process that goes on afterwards, shorter than people wait. */
const leaseDuration = Duration.seconds(60)

/** Several attempts before it expires. */
const renewalInterval = Duration.seconds(15)

const operation = "take lease"

interface LeaseRow extends ProcessName {
  readonly token: string
  readonly sinceMs: number
  readonly hasExpired: number
}

export function makeLeases(database: TenantDatabase): Leases {
  // Leases that could not be given back, as the database was away: this process still runs, and would seem to have them.
  const given = new Set<string>()
  return { lease: leaseWith(database, given) }
}

const leaseWith = (database: TenantDatabase, given: Set<string>) =>
  Effect.fn("store.lease")(function* (tenant: string, options?: LeaseOptions) {
    const token = yield* Effect.sync(() => randomUUID())
    const takenFrom = yield* Effect.acquireRelease(take(database, { tenant, token, given, ...options }), () =>
      Effect.catchCause(release(database, tenant, token), () => Effect.sync(() => given.add(token)))
    )
    const loss = yield* Deferred.make<never, StoreError>()
    yield* renew(database, tenant, token).pipe(
      Effect.flatMap((holder) => (holder === "me" ? Effect.void : Deferred.fail(loss, held(tenant, holder)))),
      // A database that is away for a moment is no loss; whoever writes meets it as well.
      Effect.ignore,
      Effect.repeat(Schedule.spaced(renewalInterval)),
      Effect.delay(renewalInterval),
      Effect.forkScoped
    )
    const lease: Lease = { lost: Deferred.await(loss), takenFrom }
    return lease
  })

/** A lease that is wanted, and the tokens of those that this process has done with. */
interface Wanted extends LeaseOptions {
  readonly tenant: string
  readonly token: string
  readonly given: ReadonlySet<string>
}

/** Takes the lease unless a living process has it; answers who had left it behind. */
const take = Effect.fnUntraced(function* (
  database: TenantDatabase,
  { tenant, token, given, evenFromSilent = false }: Wanted
) {
  const me = yield* thisProcess
  return yield* database.write(operation, { tenant }, (sql) =>
    Effect.gen(function* () {
      const before = yield* leaseOf(sql, tenant)
      const isLeft = before !== null && (given.has(before.token) || (yield* isLeftBehind(before, evenFromSilent)))
      const taken = yield* sql`INSERT INTO collection_lease ${sql.insert({
        tenant,
        token,
        host: me.host,
        machine: me.machine,
        process: me.process,
        began: me.began,
        since_ms: 0,
        expires_at_ms: 0
      })} ON CONFLICT (tenant) DO UPDATE SET token = excluded.token, host = excluded.host, machine = excluded.machine,
        process = excluded.process, began = excluded.began
        WHERE collection_lease.token = ${isLeft ? before.token : ""} RETURNING token`
      if (taken.length === 0) return yield* held(tenant, before ?? (yield* leaseOf(sql, tenant)))
      yield* sql`UPDATE collection_lease SET since_ms = ${nowMs(sql)}, expires_at_ms = ${nowMs(sql)} + ${leaseMs}
        WHERE tenant = ${tenant}`
      return before === null ? null : holderOf(before)
    })
  )
})

/** A clock that was set forward makes every lease expire: whoever is seen to be running has theirs all the same. */
const isLeftBehind = Effect.fnUntraced(function* (row: LeaseRow, evenFromSilent: boolean) {
  return row.hasExpired === 1 ? evenFromSilent || !(yield* isThere(row)) : yield* isGone(row)
})

const leaseMs = Duration.toMillis(leaseDuration)

/** By the database's clock. PostgreSQL's is not that of the transaction's beginning, before a wait for somebody's lock. */
const nowMs = (sql: SqlClient.SqlClient) =>
  sql.literal(
    sql.onDialectOrElse({
      pg: () => "extract(epoch FROM clock_timestamp())::double precision * 1000",
      orElse: () => "(julianday('now') - 2440587.5) * 86400000.0"
    })
  )

const leaseOf = (sql: SqlClient.SqlClient, tenant: string) =>
  Effect.map(
    sql<LeaseRow>`SELECT token, host, machine, process, began, since_ms AS "sinceMs",
      CASE WHEN expires_at_ms <= ${nowMs(sql)} THEN 1 ELSE 0 END AS "hasExpired"
      FROM collection_lease WHERE tenant = ${tenant}`,
    ([row]) => row ?? null
  )

/** Answers who has it otherwise; `null` if nobody. */
const renew = (database: TenantDatabase, tenant: string, token: string) =>
  database.write("renew lease", { tenant }, (sql) =>
    Effect.gen(function* () {
      const renewed = yield* sql`UPDATE collection_lease SET expires_at_ms = ${nowMs(sql)} + ${leaseMs}
        WHERE tenant = ${tenant} AND token = ${token} RETURNING token`
      return renewed.length > 0 ? ("me" as const) : yield* leaseOf(sql, tenant)
    })
  )

const release = (database: TenantDatabase, tenant: string, token: string) =>
  database.write(
    "release lease",
    { tenant },
    (sql) => sql`DELETE FROM collection_lease WHERE tenant = ${tenant} AND token = ${token}`
  )

const holderOf = ({ host, process, sinceMs }: LeaseRow): LeaseHolder => ({
  host,
  process,
  since: new Date(sinceMs).toISOString()
})

function held(tenant: string, row: LeaseRow | null): StoreError {
  if (row === null) return new StoreError({ operation, reason: "busy", detail: `the lease of ${tenant} was removed` })
  const holder = holderOf(row)
  const detail = `${tenant} is being collected by process ${holder.process} on ${holder.host} since ${holder.since}`
  return new StoreError({ operation, reason: "busy", detail, holder })
}

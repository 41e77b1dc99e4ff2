/**
 * Token buckets in the store's database: several processes that use one key share its rate.
 */
import {
  type BucketState,
  fullBucket,
  makeWaitingLine,
  pauseBucket,
  type RateLimit,
  RateLimiters,
  takeToken,
  type TokenBucket,
  Unavailable,
  withHeadroom
} from "@rollcall/transport"
import { Duration, Effect, Layer, Redacted } from "effect"
import { SqlClient, type SqlError } from "effect/sql"
import { createHash } from "node:crypto"
import { inTransaction } from "./TenantDatabase.ts"

/**
 * Keeps every bucket in the database, where all processes with the same store find it.
 *
 * **Details** Time is the database's, so that the processes' own clocks need not agree. A bucket is named by a hash of key
 * and address; the key itself is not stored. Each request costs one short transaction.
 *
 * **Gotchas** The order of waiting is kept within a process, not between processes.
 */
export const layerShared: Layer.Layer<never, never, SqlClient.SqlClient> = Layer.effect(
  RateLimiters,
  Effect.map(SqlClient.SqlClient, (sql): RateLimiters => {
    const buckets = new Map<string, TokenBucket>()
    return {
      bucketFor: (key, baseUrl, limit) => {
        const id = nameOf(key, baseUrl)
        const bucket = buckets.get(id) ?? makeSharedBucket(sql, id, withHeadroom(limit))
        buckets.set(id, bucket)
        return bucket
      }
    }
  })
)

/** No pause lasts longer; a bucket that is empty for longer was written under a clock that has been set back since. */
const emptyMsMax = 15 * 60 * 1000

function makeSharedBucket(sql: SqlClient.SqlClient, id: string, limit: RateLimit): TokenBucket {
  const write = (state: BucketState) =>
    sql`UPDATE request_bucket SET full_at_ms = ${state.fullAtMs}, slowdown = ${state.slowdown} WHERE id = ${id}`
  return {
    ...makeWaitingLine({
      burst: limit.burst,
      takeMs: (reserve) =>
        reaching(
          sql,
          Effect.gen(function* () {
            const { state, nowMs } = yield* lockedState(sql, id)
            const taken = takeToken(state, limit, { nowMs, reserve })
            if ("waitMs" in taken) return taken.waitMs
            yield* write(taken.state)
            return 0
          })
        ),
      lookMs: (reserve) =>
        reaching(
          sql,
          Effect.map(lockedState(sql, id), ({ state, nowMs }) => {
            const taken = takeToken(state, limit, { nowMs, reserve })
            return "waitMs" in taken ? taken.waitMs : 0
          })
        )
    }),
    // Other processes share the bucket; it cannot wait for one of them.
    answered: () => Effect.void,
    pause: (duration) =>
      reaching(
        sql,
        Effect.gen(function* () {
          const { state, nowMs } = yield* lockedState(sql, id)
          yield* write(pauseBucket(state, limit, nowMs, Duration.toMillis(Duration.fromInputUnsafe(duration))))
        })
      )
  }
}

interface BucketRow extends BucketState {
  readonly nowMs: number
}

/** A bucket's state, which nobody else can change until the transaction ends, and the database's time. */
const lockedState = Effect.fnUntraced(function* (sql: SqlClient.SqlClient, id: string) {
  const nowMs = sql.literal(
    sql.onDialectOrElse({
      pg: () => "extract(epoch FROM clock_timestamp())::double precision * 1000",
      orElse: () => "(julianday('now') - 2440587.5) * 86400000.0"
    })
  )
  const lock = sql.literal(sql.onDialectOrElse({ pg: () => "FOR UPDATE", orElse: () => "" }))
  yield* sql`INSERT INTO request_bucket (id, full_at_ms, slowdown) VALUES (${id}, 0, 1) ON CONFLICT (id) DO NOTHING`
  // The time is read outside of the select that locks: there it would be the time before the wait for the lock.
  const [row] = yield* sql<BucketRow>`SELECT full_at_ms AS "fullAtMs", slowdown, ${nowMs} AS "nowMs"
    FROM (SELECT full_at_ms, slowdown FROM request_bucket WHERE id = ${id} ${lock}) AS locked`
  if (row === undefined) return yield* Effect.die(new Error("a rate limit vanished within a transaction"))
  return { state: row.fullAtMs - row.nowMs > emptyMsMax ? fullBucket : row, nowMs: row.nowMs }
})

const reaching = <A>(sql: SqlClient.SqlClient, effect: Effect.Effect<A, SqlError.SqlError>) =>
  Effect.mapError(
    inTransaction(sql, effect),
    (cause) =>
      new Unavailable({ detail: "the shared rate limit in the store cannot be reached", cause, responded: false })
  )

const nameOf = (key: Redacted.Redacted, baseUrl: string): string =>
  createHash("sha256")
    .update(`${new URL(baseUrl).origin}\n${Redacted.value(key)}`)
    .digest("hex")

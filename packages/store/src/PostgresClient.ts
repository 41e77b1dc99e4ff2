/**
 * A `SqlClient` over PostgreSQL whose tables are up to date and whose user the walls between tenants hold.
 */
import * as PgClient from "@effect/sql-pg/PgClient"
import { Duration, Effect, Layer, Predicate, Redacted } from "effect"
import { Reactivity } from "effect/reactivity"
import { SqlClient, type SqlConnection, SqlError } from "effect/sql"
import { migrate, tables } from "./migrations.ts"
import { StoreError, storeError } from "./StoreError.ts"
import { inTransaction } from "./TenantDatabase.ts"

export interface PostgresOptions {
  /** `postgres://user:password@host:port/database`; beyond the loopback address TLS is used, unless it has `sslmode`. */
  readonly url: Redacted.Redacted
  /** Default 8. */
  readonly maxConnections?: number
}

/** The oldest version that the store is tested with. */
const versionMin = 15

/** The role that a user becomes whom the walls would not hold; see docs/decisions/0007-tenant-walls.md. */
const tenantRole = "rollcall_tenant"

/** PostgreSQL's limit for one value, https://www.postgresql.org/docs/current/limits.html; the driver's is 16 MB. */
const maxMessageSize = 2 ** 30

const make = Effect.fnUntraced(function* (options: PostgresOptions) {
  const { settings, place } = yield* connectionOf(options)
  const isHeld = yield* placed(place, Effect.scoped(Effect.flatMap(lossproof(PgClient.makeClient(settings)), prepare)))
  const pool = PgClient.make({
    ...settings,
    maxConnections: options.maxConnections ?? 8,
    ...(isHeld ? {} : { startupParameters: { role: tenantRole } })
  })
  const client = yield* placed(place, lossproof(pool))
  if (!isHeld && !(yield* placed(place, isWalled(client)))) {
    const detail = `${place}: the role ${tenantRole} is not held by row-level security`
    return yield* new StoreError({ operation: "open", reason: "unsuitable", detail })
  }
  return client
})

/** Says of an error which database it was. */
const placed = <A, R>(place: string, effect: Effect.Effect<A, SqlError.SqlError | StoreError, R>) =>
  Effect.mapError(effect, (error) => {
    const { operation, reason, detail } = SqlError.isSqlError(error) ? storeError("open", error) : error
    return new StoreError({ operation, reason, detail: `${place}: ${detail}`, cause: error })
  })

/** A client whose transactions survive the loss of their connection. */
const lossproof = <E, R>(client: Effect.Effect<PgClient.PgClient, E, R>) =>
  Effect.map(client, (each) => Object.assign(each, { withTransaction: transactionsOf(each) }))

/**
 * The client's transactions, except that one that cannot be rolled back ends as it would have: its connection is gone, and the
 * server rolls it back by itself. The client's own die of it, even those that are interrupted.
 */
const transactionsOf = (client: PgClient.PgClient) =>
  SqlClient.makeWithTransaction({
    transactionService: client.transactionService,
    spanAttributes: [["db.system.name", "postgresql"]],
    acquireConnection: (restore) => restore(client.reserve),
    begin: (connection, statement) => run(connection, statement ?? "BEGIN"),
    savepoint: (connection, id) => run(connection, `SAVEPOINT rollcall_${id}`),
    commit,
    rollback: (connection) => Effect.ignore(run(connection, "ROLLBACK")),
    rollbackSavepoint: (connection, id) => Effect.ignore(run(connection, `ROLLBACK TO SAVEPOINT rollcall_${id}`))
  })

const run = (connection: SqlConnection.Connection, statement: string) =>
  Effect.asVoid(connection.execute(statement, [], undefined))

/** PostgreSQL answers with `ROLLBACK` where a statement of the transaction had failed. */
const commit = (connection: SqlConnection.Connection) =>
  Effect.flatMap(connection.executeRaw("COMMIT", []), (result) => {
    if (!Predicate.hasProperty(result, "command") || result.command !== "ROLLBACK") return Effect.void
    const cause = new Error("a statement of the transaction had failed")
    return Effect.fail(new SqlError.SqlError({ reason: new SqlError.UnknownError({ cause, operation: "commit" }) }))
  })

/** The client of one database. */
export const layer = (options: PostgresOptions): Layer.Layer<SqlClient.SqlClient, StoreError> =>
  Layer.effect(SqlClient.SqlClient, make(options)).pipe(Layer.provide(Reactivity.layer))

/** A client that works as the user whom the address names. */
export const ownerLayer = (options: PostgresOptions): Layer.Layer<SqlClient.SqlClient, StoreError> =>
  Layer.effect(
    SqlClient.SqlClient,
    Effect.flatMap(connectionOf(options), ({ settings, place }) =>
      placed(place, lossproof(PgClient.make({ ...settings, maxConnections: options.maxConnections ?? 8 })))
    )
  ).pipe(Layer.provide(Reactivity.layer))

/** An address whose password does not end it early, as one with `/`, `?` or `#` would: what follows has no second `@`. */
const addressForm = /^postgres(ql)?:\/\/[^/?#]*(\/[^/?#@]*)?(\?[^#@]*)?$/

/** How to connect, and what may be shown of it. */
function connectionOf({ url }: PostgresOptions) {
  const text = Redacted.value(url)
  // The parser's own error would show the password.
  if (!addressForm.test(text) || !URL.canParse(text)) {
    const detail = "the address is not of the form postgres://user:password@host:port/database"
    return Effect.fail(new StoreError({ operation: "open", reason: "unreachable", detail }))
  }
  const { searchParams, host, hostname, pathname } = new URL(text)
  // The rule of every `baseUrl`: nothing goes over a network in the clear unless somebody says so.
  const isLocal = /^(|localhost|127(\.\d+){3}|\[::1\]|\/.*)$/.test(searchParams.get("host") ?? hostname)
  const settings: PgClient.PgPoolConfig = {
    url,
    ssl: searchParams.has("sslmode") || isLocal ? undefined : true,
    applicationName: "rollcall",
    connectTimeout: Duration.seconds(10),
    maxMessageSize
  }
  return Effect.succeed({ settings, place: `${host}${pathname}` })
}

/** Brings the database up to date. Answers whether the walls hold its user; if not, there is the other role afterwards. */
const prepare = Effect.fnUntraced(function* (sql: SqlClient.SqlClient) {
  yield* requireSuitable(sql)
  yield* Effect.provideService(migrate, SqlClient.SqlClient, sql)
  const isHeld = yield* isWalled(sql)
  if (!isHeld) yield* inTransaction(sql, makeTenantRole(sql))
  return isHeld
})

const requireSuitable = Effect.fnUntraced(function* (sql: SqlClient.SqlClient) {
  const [server] = yield* sql<{ readonly version: number; readonly encoding: string }>`
    SELECT current_setting('server_version_num')::integer / 10000 AS version,
      current_setting('server_encoding') AS encoding`
  if (server === undefined || (server.version >= versionMin && server.encoding === "UTF8")) return
  const detail = `it is PostgreSQL ${server.version} with the encoding ${server.encoding}`
  return yield* new StoreError({ operation: "open", reason: "unsuitable", detail })
})

/** Superusers and roles with BYPASSRLS see through every policy. */
const isWalled = (sql: SqlClient.SqlClient) =>
  Effect.map(
    sql<{ readonly isHeld: boolean }>`SELECT row_security_active('collection_run') AS "isHeld"`,
    ([row]) => row?.isHeld === true
  )

/** Makes the role, if it is not there with all that it needs. */
const makeTenantRole = Effect.fnUntraced(function* (sql: SqlClient.SqlClient) {
  const names = sql.literal(tables.map((each) => `'${each}'`).join(", "))
  const ready = yield* sql`SELECT 1 FROM pg_roles WHERE rolname = ${tenantRole} AND (
    SELECT bool_and(has_table_privilege(pg_roles.oid, each, 'DELETE')) FROM unnest(ARRAY[${names}]) AS each)`
  if (ready.length > 0) return
  // One process at a time; roles belong to the server, so that another database's may still have come first.
  yield* sql`SELECT pg_advisory_xact_lock(hashtextextended('rollcall.role', 0))`
  yield* sql`DO $$ BEGIN CREATE ROLE ${sql(tenantRole)} NOLOGIN;
    EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$`
  yield* sql`DO $$ BEGIN EXECUTE format('GRANT USAGE ON SCHEMA %I TO ${sql.literal(tenantRole)}', current_schema()); END $$`
  yield* sql`GRANT SELECT ON rollcall_migration TO ${sql(tenantRole)}`
  yield* sql`GRANT SELECT, INSERT, UPDATE, DELETE ON ${sql.literal(tables.join(", "))} TO ${sql(tenantRole)}`
})

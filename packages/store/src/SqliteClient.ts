/**
 * A `SqlClient` over Node's own SQLite: one connection, used by one statement or transaction at a time.
 *
 * **Gotchas** The driver is synchronous: a statement blocks the process while it runs, and while it waits for a lock.
 */
import { Effect, Layer, Option, Semaphore, Stream } from "effect"
import { Reactivity } from "effect/reactivity"
import { SqlClient, type SqlConnection, SqlError, Statement } from "effect/sql"
import { mkdirSync, writeFileSync } from "node:fs"
import { dirname } from "node:path"
import { DatabaseSync, type SQLInputValue, type StatementSync } from "node:sqlite"
import { table, tables } from "./migrations.ts"
import { StoreError, storeError } from "./StoreError.ts"

export interface SqliteOptions {
  /** A path whose folder is made if needed, or `:memory:`. */
  readonly filename: string
  /** How long to wait for another process; default 5,000. */
  readonly busyTimeoutMs?: number
}

/** Prepared statements are kept; the store has some twenty. */
const statementsMax = 100

/** Rows that a stream reads in one go, before others may run. */
const rowsPerBatch = 500

const make = Effect.fnUntraced(function* (options: SqliteOptions) {
  const database = yield* Effect.acquireRelease(
    attempt("open", () => open(options)),
    (each) => Effect.sync(() => each.close())
  )
  yield* requireOurs(database)
  yield* attempt("open", () => prepareFile(database))
  const statements = new Map<string, StatementSync>()
  const prepare = (sql: string): StatementSync => {
    const known = statements.get(sql)
    if (known !== undefined) return known
    if (statements.size >= statementsMax) statements.clear()
    const statement = database.prepare(sql)
    statements.set(sql, statement)
    return statement
  }
  const connection = makeConnection(database, prepare)
  const semaphore = yield* Semaphore.make(1)
  return yield* SqlClient.make({
    ...SqlClient.makeSqliteAcquirers({
      connection: Effect.succeed(connection),
      semaphore,
      isTransaction: () => database.isTransaction
    }),
    compiler: Statement.makeCompilerSqlite(),
    driver: "node:sqlite",
    spanAttributes: [["db.system.name", "sqlite"]],
    // A transaction that begins by reading and writes later could fail with "busy" half way.
    beginTransaction: "BEGIN IMMEDIATE"
  })
})

/** The client of one database file. */
export const layer = (options: SqliteOptions): Layer.Layer<SqlClient.SqlClient, StoreError> =>
  Layer.effect(
    SqlClient.SqlClient,
    Effect.mapError(make(options), (error) => {
      const { operation, reason, detail } = SqlError.isSqlError(error) ? storeError("open", error) : error
      return new StoreError({ operation, reason, detail: `${options.filename}: ${detail}`, cause: error })
    })
  ).pipe(Layer.provide(Reactivity.layer))

function open({ filename, busyTimeoutMs = 5000 }: SqliteOptions): DatabaseSync {
  if (filename !== ":memory:") createPrivately(filename)
  return new DatabaseSync(filename, { timeout: busyTimeoutMs, enableForeignKeyConstraints: true })
}

/** Another program's file is left as it is: our tables in it would be a surprise, and our journal a change. */
const requireOurs = Effect.fnUntraced(function* (database: DatabaseSync) {
  const rows = yield* attempt("open", () =>
    database.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").all()
  )
  const names = rows.map(({ name }) => String(name)).filter((name) => !name.startsWith("sqlite_"))
  const ours = new Set<string>([table, ...tables])
  if (names.length === 0 || names.some((name) => ours.has(name))) return
  const detail = "the file has tables, and none of them is Rollcall's"
  return yield* new StoreError({ operation: "open", reason: "foreign", detail })
})

function prepareFile(database: DatabaseSync): void {
  // The first has an effect on new files only: what is removed can be given back to the disk.
  database.exec("PRAGMA auto_vacuum = INCREMENTAL; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL")
  // Each checkpoint waits for the disk; one for 16 MB in place of 4 MB is a quarter as many.
  database.exec("PRAGMA wal_autocheckpoint = 4000")
}

/** Makes the file and its folder, for the owner alone: it holds data about people. What is there stays as it is. */
function createPrivately(filename: string): void {
  mkdirSync(dirname(filename), { recursive: true, mode: 0o700 })
  try {
    writeFileSync(filename, "", { flag: "wx", mode: 0o600 })
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error
  }
}

function makeConnection(database: DatabaseSync, prepare: (sql: string) => StatementSync): SqlConnection.Connection {
  const rows = (sql: string, params: ReadonlyArray<unknown>) =>
    attempt("execute", () => {
      const statement = prepare(sql)
      // Some pragmas work step by step, and answer with rows that have no columns.
      if (statement.columns().length > 0 || sql.startsWith("PRAGMA")) return statement.all(...params.map(toSqlite))
      statement.run(...params.map(toSqlite))
      return []
    })
  const values = (sql: string, params: ReadonlyArray<unknown>) =>
    Effect.map(rows(sql, params), (all) => all.map((row) => Object.values(row)))
  return {
    execute: rows,
    executeUnprepared: rows,
    executeRaw: rows,
    executeValues: values,
    executeValuesUnprepared: values,
    executeStream: (sql, params) =>
      // A statement of its own, as running a shared one again would end the stream.
      Effect.acquireRelease(
        attempt("stream", () => database.prepare(sql).iterate(...params.map(toSqlite))),
        (cursor) => Effect.sync(() => cursor.return?.())
      ).pipe(
        Effect.map((cursor) =>
          Stream.paginate(undefined, () =>
            Effect.map(
              attempt("stream", () => nextRows(cursor)),
              page
            )
          )
        ),
        Stream.unwrap
      )
  }
}

function nextRows<A>(cursor: Iterator<A>): ReadonlyArray<A> {
  const rows: Array<A> = []
  while (rows.length < rowsPerBatch) {
    const next = cursor.next()
    if (next.done === true) break
    rows.push(next.value)
  }
  return rows
}

const page = <A>(rows: ReadonlyArray<A>): readonly [ReadonlyArray<A>, Option.Option<undefined>] => [
  rows,
  rows.length < rowsPerBatch ? Option.none() : Option.some(undefined)
]

function toSqlite(value: unknown): SQLInputValue {
  if (value === null || typeof value === "string" || typeof value === "number" || typeof value === "bigint")
    return value
  if (value instanceof Uint8Array) return value
  throw new TypeError(`SQLite has no type for a ${typeof value}`)
}

/** The driver keeps SQLite's extended result code in `errcode`; the classifier looks for it in `errno`. */
const attempt = <A>(operation: string, run: () => A): Effect.Effect<A, SqlError.SqlError> =>
  Effect.try({
    try: run,
    catch: (cause) => {
      const errno = cause instanceof Error && "errcode" in cause ? cause.errcode : undefined
      const classified = errno === undefined ? cause : Object.assign(cause instanceof Error ? cause : {}, { errno })
      const message = cause instanceof Error ? cause.message : String(cause)
      return new SqlError.SqlError({ reason: SqlError.classifySqliteError(classified, { message, operation }) })
    }
  })

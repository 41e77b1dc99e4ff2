/**
 * How fast records go into the store, what they take on the disk, and how soon one person's are found.
 *
 * A run of 1,000,000 mixed records, those of 100,000 people, is written to its end: opened, appended page by page, closed, sealed.
 * Records are made up in portions beforehand, which is not timed; all resources are then written side by side, as a collection
 * does. Databases and sizes of pages take turns, so that whatever else the machine does meets all of them alike. Beside them
 * stands the plainest form on SQLite: a row for each record, an index over their ids, a transaction for each page.
 *
 * PostgreSQL is a server of the benchmark's own on the same machine, which waits for the disk with each commit.
 */
import * as PgClient from "@effect/sql-pg/PgClient"
import { type Source, resources } from "@rollcall/model"
import { type RecordText, SnapshotStore, type StoreError } from "@rollcall/store"
import { layer as postgresLayer } from "@rollcall/store/postgres"
import { layer as sqliteLayer } from "@rollcall/store/sqlite"
import { Effect, type Layer, Redacted } from "effect"
import { Reactivity } from "effect/reactivity"
import { mkdtempSync, rmSync, statSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { DatabaseSync } from "node:sqlite"
// @boundaries-ignore the server that the store's tests start is the one to measure with
import { startPostgres } from "../../packages/store/test/postgres-server.ts"
import { type BenchResource, emailOf, recordsOf, recordsPerPerson, serialOf } from "./store-records.ts"
import { printTable } from "./table.ts"

const isQuick = process.argv.includes("--quick")
const people = isQuick ? 10_000 : 100_000
const rounds = isQuick ? 1 : 2
const lookups = 2000

/** People whose records are made up in one go: some 25 MB. */
const portion = 5000

const names = Object.keys(recordsPerPerson).filter((name): name is BenchResource =>
  Object.hasOwn(recordsPerPerson, name)
)
const bytesOf = (records: ReadonlyArray<RecordText>) =>
  records.reduce((sum, { json }) => sum + Buffer.byteLength(json), 0)

const pagesOf = (records: ReadonlyArray<RecordText>, size: number) =>
  Array.from({ length: Math.ceil(records.length / size) }, (_, page) => records.slice(page * size, (page + 1) * size))

const sourceOf = (resource: BenchResource): Source => resources[resource].source

interface Figures {
  readonly contender: string
  readonly pageSize: number
  readonly records: number
  readonly jsonBytes: number
  appendSeconds: number
  closeSeconds: number
  /** Above what the process took before. */
  peakBytes: number
  diskBytes: number
  email: ReadonlyArray<number>
  serial: ReadonlyArray<number>
}

/** Makes up all records, portion by portion, and times what is done with each. */
async function eachPortion(write: (resource: BenchResource, records: ReadonlyArray<RecordText>) => Promise<void>) {
  let jsonBytes = 0
  let appendSeconds = 0
  for (let from = 0; from < people; from += portion) {
    const parts = names.map((name) => [name, recordsOf(name, from, from + portion)] as const)
    jsonBytes += parts.reduce((sum, [, records]) => sum + bytesOf(records), 0)
    const startedMs = performance.now()
    // oxlint-disable-next-line no-await-in-loop -- the next portion comes after
    await Promise.all(parts.map(([name, records]) => write(name, records)))
    appendSeconds += (performance.now() - startedMs) / 1000
  }
  return { jsonBytes, appendSeconds }
}

/** The most memory that the process takes while something runs, above what it took before. */
async function watchMemory<A>(run: () => Promise<A>): Promise<readonly [result: A, peakBytes: number]> {
  globalThis.gc?.()
  const before = process.memoryUsage().rss
  let peak = before
  const timer = setInterval(() => (peak = Math.max(peak, process.memoryUsage().rss)), 20)
  const result = await run()
  clearInterval(timer)
  return [result, peak - before]
}

const withStore = <A>(
  layer: Layer.Layer<SnapshotStore, StoreError>,
  use: (store: typeof SnapshotStore.Service) => Promise<A>
): Promise<A> =>
  Effect.runPromise(
    Effect.provide(
      Effect.flatMap(SnapshotStore, (store) => Effect.promise(() => use(store))),
      layer
    )
  )

async function writeRun(store: typeof SnapshotStore.Service, pageSize: number) {
  const run = Effect.runPromise
  const at = "2026-10-31T08:00:00.000Z"
  await run(store.begin({ id: "run", tenant: "bench", startedAt: at, sources: ["push", "banyan"] }))
  for (const name of names) {
    // oxlint-disable-next-line no-await-in-loop -- the store writes one at a time
    await run(store.openResource("run", sourceOf(name), name))
  }
  const { jsonBytes, appendSeconds } = await eachPortion((name, records) =>
    run(
      Effect.forEach(
        pagesOf(records, pageSize),
        (page) => store.append("run", sourceOf(name), name, page, { cursor: '{"offset":1}', tally: '{"pages":1}' }),
        { discard: true }
      )
    )
  )
  const startedMs = performance.now()
  for (const name of names) {
    const reading = {
      source: sourceOf(name),
      resource: name,
      records: people * recordsPerPerson[name],
      pages: 1,
      duplicates: 0,
      refused: 0,
      reportedTotal: null,
      offered: true,
      complete: true,
      drift: [],
      refusals: [],
      problem: null,
      startedAt: at,
      finishedAt: at
    }
    // oxlint-disable-next-line no-await-in-loop -- one after the other shows what each takes in memory
    await run(store.closeResource("run", reading))
  }
  await run(store.seal("run", "2026-10-31T08:10:00.000Z"))
  return { jsonBytes, appendSeconds, closeSeconds: (performance.now() - startedMs) / 1000 }
}

/** How long it takes to find persons, in milliseconds. */
async function timeLookups(store: typeof SnapshotStore.Service, kind: "email" | "serial") {
  const times: Array<number> = []
  for (let lookup = 0; lookup < lookups; lookup += 1) {
    const person = (lookup * 7919) % people
    const value = kind === "email" ? emailOf(person) : serialOf(person)
    const startedMs = performance.now()
    // oxlint-disable-next-line no-await-in-loop -- each search is timed alone
    const found = await Effect.runPromise(store.find("bench", "run", [{ kind, value }]))
    times.push(performance.now() - startedMs)
    if (found.length !== (kind === "email" ? 9 : 2)) throw new Error(`${value} has ${found.length} records`)
  }
  // The first ones warm up.
  return times.slice(lookups / 10).toSorted((a, b) => a - b)
}

async function measure(
  contender: string,
  pageSize: number,
  layer: Layer.Layer<SnapshotStore, StoreError>,
  diskBytes: () => Promise<number>
): Promise<Figures> {
  const [written, peakBytes] = await watchMemory(() => withStore(layer, (store) => writeRun(store, pageSize)))
  const found = await withStore(layer, async (store) => ({
    email: await timeLookups(store, "email"),
    serial: await timeLookups(store, "serial")
  }))
  return { contender, pageSize, records: people * 10, ...written, peakBytes, diskBytes: await diskBytes(), ...found }
}

const folder = mkdtempSync(join(tmpdir(), "rollcall-bench-"))
const server = await startPostgres({ durable: true })
const postgresUrl = (name: string) =>
  Redacted.make(`postgres://postgres:${encodeURIComponent(server.password)}@127.0.0.1:${server.port}/${name}`)

const asSuperuser = (statement: string): Promise<ReadonlyArray<{ readonly size?: number }>> =>
  Effect.flatMap(PgClient.makeClient({ url: postgresUrl("postgres") }), (sql) =>
    sql.unsafe<{ readonly size?: number }>(statement)
  ).pipe(Effect.scoped, Effect.provide(Reactivity.layer), Effect.runPromise)

const sqlite = (pageSize: number) => async () => {
  const filename = join(folder, "store.db")
  const figures = await measure("sqlite", pageSize, sqliteLayer({ filename }), async () => statSync(filename).size)
  for (const suffix of ["", "-wal", "-shm"]) rmSync(filename + suffix, { force: true })
  return figures
}

const postgres = (pageSize: number) => async () => {
  await asSuperuser("CREATE DATABASE bench")
  const size = async () => {
    const [row] = await asSuperuser("SELECT pg_database_size('bench')::double precision AS size")
    return row?.size ?? Number.NaN
  }
  const figures = await measure("postgres", pageSize, postgresLayer({ url: postgresUrl("bench") }), size)
  await asSuperuser("DROP DATABASE bench WITH (FORCE)")
  return figures
}

/** The plainest form. */
const rows = async (): Promise<Figures> => {
  const filename = join(folder, "rows.db")
  const database = new DatabaseSync(filename)
  database.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL")
  database.exec("CREATE TABLE record (run_id TEXT, source TEXT, resource TEXT, record_id TEXT, json TEXT)")
  database.exec("CREATE INDEX record_order ON record (run_id, source, resource, record_id)")
  const insert = database.prepare("INSERT INTO record VALUES (?, ?, ?, ?, ?)")
  const [written, peakBytes] = await watchMemory(() =>
    eachPortion(async (name, records) => {
      for (const page of pagesOf(records, 1000)) {
        database.exec("BEGIN")
        for (const { id, json } of page) insert.run("run", sourceOf(name), name, id, json)
        database.exec("COMMIT")
      }
    })
  )
  database.close()
  const diskBytes = statSync(filename).size
  rmSync(filename)
  return {
    contender: "a row each",
    pageSize: 1000,
    records: people * 10,
    ...written,
    closeSeconds: 0,
    peakBytes,
    diskBytes,
    email: [],
    serial: []
  }
}

const contenders = [sqlite(1000), postgres(1000), sqlite(50), postgres(50), rows]
const figures: Array<Figures> = []
for (let round = 0; round < rounds; round += 1) {
  for (const contender of contenders) {
    // oxlint-disable-next-line no-await-in-loop -- they take turns
    const each = await contender()
    figures.push(each)
    const rates = [each.appendSeconds, each.appendSeconds + each.closeSeconds].map((time) =>
      (each.records / time).toFixed(0)
    )
    console.error(
      `round ${round + 1} of ${rounds}: ${each.contender}, pages of ${each.pageSize}: ${rates.join(", ")} records/s`
    )
  }
}
await server.remove()
rmSync(folder, { recursive: true })

const median = (numbers: ReadonlyArray<number>): number =>
  numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN
const quantile = (sorted: ReadonlyArray<number>, share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN

const summaries = contenders.map((_, index) => {
  const runs = figures.filter((__, place) => place % contenders.length === index)
  const of = (value: (each: Figures) => number) => median(runs.map(value))
  return {
    contender: runs[0]?.contender ?? "",
    pageSize: runs[0]?.pageSize ?? 0,
    records: people * 10,
    appendedPerSecond: of((each) => each.records / each.appendSeconds),
    sealedPerSecond: of((each) => each.records / (each.appendSeconds + each.closeSeconds)),
    diskOfJson: of((each) => each.diskBytes / each.jsonBytes),
    peakMegabytes: of((each) => each.peakBytes / 2 ** 20),
    emailMs: of((each) => quantile(each.email, 0.5)),
    emailMs99: of((each) => quantile(each.email, 0.99)),
    serialMs: of((each) => quantile(each.serial, 0.5)),
    serialMs99: of((each) => quantile(each.serial, 0.99))
  }
})
const plain = summaries.at(-1)?.appendedPerSecond ?? Number.NaN

printTable(
  [
    "contender",
    "page",
    "appended/s",
    "of rows",
    "with seal/s",
    "disk of JSON",
    "peak MB",
    "email ms",
    "99 %",
    "serial ms",
    "99 %"
  ],
  summaries.map((each) => [
    each.contender,
    String(each.pageSize),
    each.appendedPerSecond.toFixed(0),
    (each.appendedPerSecond / plain).toFixed(2),
    each.sealedPerSecond.toFixed(0),
    each.diskOfJson.toFixed(3),
    each.peakMegabytes.toFixed(0),
    ...[each.emailMs, each.emailMs99, each.serialMs, each.serialMs99].map((ms) =>
      Number.isNaN(ms) ? "" : ms.toFixed(2)
    )
  ])
)
console.log(JSON.stringify({ bench: "store", figures: summaries }))

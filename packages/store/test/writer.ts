/**
 * A process that collects into a store until it is done or killed, and says what the store has acknowledged.
 *
 * Its argument is the database, as JSON. Each line it writes is the number of pages that are in the store, beginning with those
 * that it found there; the last one is the content hash, or the error.
 */
import { Effect, Redacted } from "effect"
import { SnapshotStore } from "../src/index.ts"
import { layer as postgresLayer } from "../src/postgres.ts"
import { layer as sqliteLayer } from "../src/sqlite.ts"
import { aReading, anEmployee } from "./store.ts"

/** The database of a writer, and how much it writes. */
export interface WriterSettings {
  readonly filename?: string
  readonly url?: string
  readonly pages: number
}

export const recordsPerPage = 40

/** A page as every writer makes it; ids do not come in order. */
export const pageOf = (page: number) =>
  Array.from({ length: recordsPerPage }, (_, index) => {
    const number = page * recordsPerPage + index
    return anEmployee(((number * 2_654_435_761) % 2 ** 32).toString(16), { email: `p${number}@acme.example`, number })
  })

const collect = Effect.fnUntraced(function* (pages: number) {
  const store = yield* SnapshotStore
  yield* store.lease("acme")
  const run = yield* store.unfinished("acme")
  if (run === null) {
    yield* store.begin({ id: "run-1", tenant: "acme", startedAt: "2026-10-31T08:00:00.000Z", sources: ["push"] })
  }
  const open = run?.open.find(({ resource }) => resource === "employees")
  const isClosed = run !== null && run.readings.length > 0
  if (open === undefined && !isClosed) yield* store.openResource("run-1", "push", "employees")
  const found = isClosed ? pages : Number(open?.progress?.cursor ?? 0)
  yield* say(String(found))
  for (let page = found; page < pages; page += 1) {
    const told = { cursor: String(page + 1), tally: "{}" }
    yield* store.append("run-1", "push", "employees", pageOf(page), told)
    yield* say(told.cursor)
  }
  if (!isClosed) {
    yield* store.closeResource("run-1", aReading("employees", { records: pages * recordsPerPage }))
  }
  return (yield* store.seal("run-1", "2026-10-31T09:00:00.000Z")).contentHash
}, Effect.scoped)

const say = (line: string) => Effect.sync(() => process.stdout.write(`${line}\n`))

if (process.argv[1] === import.meta.filename) {
  const { filename = "", url, pages }: WriterSettings = JSON.parse(process.argv[2] ?? "{}")
  const layer = url === undefined ? sqliteLayer({ filename }) : postgresLayer({ url: Redacted.make(url) })
  await collect(pages).pipe(
    Effect.provide(layer),
    Effect.catchTag("StoreError", ({ reason, detail }) => Effect.succeed(`${reason}: ${detail}`)),
    Effect.flatMap(say),
    Effect.runPromise
  )
}

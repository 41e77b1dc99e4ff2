/**
 * One contender of the join's benchmark, in a process of its own: what it takes in time, and at most in memory.
 *
 * `node --expose-gc join-contender.ts CONTENDER PEOPLE`; the last line is one JSON object.
 */
import { assess } from "@rollcall/checks"
import { correlate, search } from "@rollcall/correlation"
import { defaultParameters, LinkBy, type Roster, type Snapshot } from "@rollcall/model"
import { readFileSync, writeFileSync } from "node:fs"
import { duckdb, type Engine, joinIn, loadInto, polars, sqlite, type Sums } from "./join-engines.ts"
import { snapshotOf, tenant } from "./join-tenant.ts"

export interface Measured {
  readonly contender: string
  readonly people: number
  readonly loadMs: number
  readonly joinMs: number
  readonly assessMs: number | null
  readonly searchMs: number | null
  /** Of the process with the records in it, while they were loaded and joined. */
  readonly peakMegabytes: number
  readonly recordsMegabytes: number
  readonly sums: Sums
}

const engines: Readonly<Record<string, () => Promise<Engine>>> = {
  "node:sqlite": sqlite,
  DuckDB: duckdb,
  Polars: polars
}

const [contender = "", people = "1000"] = process.argv.slice(2)
const engine = await engines[contender]?.()
const snapshot = snapshotOf(Number(people))
globalThis.gc?.()
// From here on the kernel keeps the peak anew.
writeFileSync("/proc/self/clear_refs", "5")
const recordsMegabytes = process.memoryUsage().rss / 2 ** 20
const measured = engine === undefined ? measureOurs(snapshot) : await measureEngine(engine, snapshot)
console.log(JSON.stringify({ contender, people: Number(people), recordsMegabytes, ...measured }))

function measureOurs(given: Snapshot) {
  const [roster, joinMs] = timed(() => correlate(given, tenant))
  const peak = peakMegabytes()
  const [, assessMs] = timed(() => assess(roster, tenant, defaultParameters, []))
  const [, searchMs] = timed(() => search(roster, "nguyen person77", tenant))
  return { loadMs: 0, joinMs, assessMs, searchMs, peakMegabytes: peak, sums: sumsOf(roster) }
}

async function measureEngine(given: Engine, { records }: Snapshot) {
  const startedMs = performance.now()
  await loadInto(given, records, tenant.email)
  const loadedMs = performance.now()
  const sums = await joinIn(given)
  const joinMs = performance.now() - loadedMs
  return { loadMs: loadedMs - startedMs, joinMs, assessMs: null, searchMs: null, peakMegabytes: peakMegabytes(), sums }
}

function timed<A>(run: () => A): readonly [result: A, ms: number] {
  const startedMs = performance.now()
  const result = run()
  return [result, performance.now() - startedMs]
}

function peakMegabytes(): number {
  const [, kilobytes] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync("/proc/self/status", "utf8")) ?? []
  return Number(kilobytes) / 1024
}

function sumsOf(roster: Roster): Sums {
  const counts = new Map<string, number>()
  for (const { links } of roster.people) for (const { by } of links) counts.set(by, (counts.get(by) ?? 0) + 1)
  return {
    ties: LinkBy.literals.map((by) => counts.get(by) ?? 0),
    sharedDevices: roster.devices.filter(({ owners }) => owners.length > 1).length
  }
}

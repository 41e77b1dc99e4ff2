/**
 * How soon a person or a device is found among 100,000 people, inside the process and by a process that is started for it.
 *
 * Inside: found by the index, joined and judged, one lookup at a time; the first tenth warms up. From outside: `node -e 0`, the
 * help and the lookup take turns as processes of their own, so that whatever else the machine does meets all of them alike.
 * The program must have been built.
 */
import { defaultParameters, resourceNames, resources } from "@rollcall/model"
import { SnapshotStore } from "@rollcall/store"
import { layer as sqliteLayer } from "@rollcall/store/sqlite"
import { Effect } from "effect"
import { spawnSync } from "node:child_process"
import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
// @boundaries-ignore what a lookup takes inside is only seen from within
import { judged } from "../../apps/cli/src/LookupMatches.ts"
// @boundaries-ignore the same
import { foundInSnapshot } from "../../apps/cli/src/LookupStored.ts"
import { emailOf, recordsOf, recordsPerPerson, serialOf } from "./store-records.ts"
import { printTable } from "./table.ts"

const isQuick = process.argv.includes("--quick")
const people = isQuick ? 10_000 : 100_000
const lookups = isQuick ? 200 : 1000
const pairs = isQuick ? 11 : 25

/** People whose records are made up in one go. */
const portion = 5000

const folder = mkdtempSync(join(tmpdir(), "rollcall-bench-"))
const at = "2026-10-31T08:00:00.000Z"

const isMadeUp = (name: string): name is keyof typeof recordsPerPerson => Object.hasOwn(recordsPerPerson, name)

const fill = Effect.gen(function* () {
  const store = yield* SnapshotStore
  yield* store.begin({ id: "run", tenant: "acme", startedAt: at, sources: ["push", "banyan"] })
  for (const resource of resourceNames) {
    const { source } = resources[resource]
    yield* store.openResource("run", source, resource)
    let records = 0
    for (let from = 0; isMadeUp(resource) && from < people; from += portion) {
      const texts = recordsOf(resource, from, from + portion).map(asListed)
      yield* store.append("run", source, resource, texts, null)
      records += texts.length
    }
    yield* store.closeResource("run", {
      source,
      resource,
      records,
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
    })
  }
  return yield* store.seal("run", "2026-10-31T08:10:00.000Z")
})

/** Groups of an end user are one text. */
function asListed({ id, json }: { readonly id: string; readonly json: string }) {
  return { id, json: json.replace('["Everyone","Engineering"]', '"Everyone,Engineering"') }
}

const who = {
  id: "acme",
  name: "Acme",
  timezone: "UTC",
  domains: ["example.com"],
  email: { aliases: {}, ignorePlusTag: false }
}
const tenant = {
  ...who,
  push: null,
  banyan: null,
  parameters: defaultParameters,
  exceptions: [],
  exceptionLines: [],
  schedule: null,
  language: "en" as const,
  signingKey: null,
  theme: { logo: null, accent: null, coverText: null, provider: null }
}

const queries = {
  email: emailOf,
  "known email": (person: number) => `p.${person - (person % 4)}@example.org`,
  "serial number": serialOf
}

/** Milliseconds of each lookup. */
const inside = Effect.gen(function* () {
  const header = yield* fill
  const times = new Map<string, Array<number>>()
  for (const [kind, queryOf] of Object.entries(queries)) {
    const taken: Array<number> = []
    for (let lookup = 0; lookup < lookups; lookup += 1) {
      const query = queryOf((lookup * 7919) % people)
      const startedMs = performance.now()
      const matches = judged(yield* foundInSnapshot(header, query, who), tenant, { snapshot: header.id, before: null })
      taken.push(performance.now() - startedMs)
      if (matches.length !== 1) return yield* Effect.die(new Error(`${query} has ${matches.length} matches`))
    }
    times.set(kind, taken.slice(lookups / 10))
  }
  return times
})

const times = await Effect.runPromise(Effect.provide(inside, sqliteLayer({ filename: join(folder, "rollcall.db") })))

writeFileSync(
  join(folder, "rollcall.yaml"),
  [
    "store: sqlite:./rollcall.db",
    "tenants:",
    "  acme:",
    "    domains: [example.com]",
    "    push: { apiKey: { env: NO_SUCH_KEY } }",
    "    banyan: { token: { env: NO_SUCH_KEY } }",
    ""
  ].join("\n")
)
const program = fileURLToPath(new URL("../../apps/cli/bundle/bin/rollcall.mjs", import.meta.url))
const commands = {
  "node -e 0": ["-e", "0"],
  "rollcall --help": [program, "--help"],
  "rollcall lookup": [program, "lookup", emailOf(77)],
  "rollcall lookup --json": [program, "lookup", emailOf(77), "--json"]
}

function timeProcess(parameters: ReadonlyArray<string>): number {
  const startedMs = performance.now()
  const { status } = spawnSync(process.execPath, [...parameters], { cwd: folder })
  if (status !== 0) throw new Error(`${parameters.join(" ")} ended with ${status}`)
  return performance.now() - startedMs
}

const rounds: Array<ReadonlyArray<number>> = []
// The first two fill the compile cache and the disk's.
for (let round = -2; round < pairs; round += 1) {
  const taken = Object.values(commands).map(timeProcess)
  if (round >= 0) rounds.push(taken)
}
rmSync(folder, { recursive: true })

const quantile = (numbers: ReadonlyArray<number>, share: number): number =>
  numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length * share)] ?? Number.NaN

const found = [...times].map(([kind, taken]) => ({ kind, ms: quantile(taken, 0.5), ms99: quantile(taken, 0.99) }))
const started = Object.keys(commands).map((command, index) => ({
  command,
  ms: quantile(
    rounds.map((round) => round[index] ?? Number.NaN),
    0.5
  ),
  ofNode: quantile(
    rounds.map((round) => (round[index] ?? Number.NaN) / (round[0] ?? Number.NaN)),
    0.5
  )
}))

printTable(
  ["found by", "median ms", "99 %"],
  found.map(({ kind, ms, ms99 }) => [kind, ms.toFixed(2), ms99.toFixed(2)])
)
printTable(
  ["started", "median ms", "of node -e 0"],
  started.map(({ command, ms, ofNode }) => [command, ms.toFixed(0), ofNode.toFixed(2)])
)
console.log(JSON.stringify({ bench: "lookup", people, found, started }))

/**
 * What it takes to join a tenant of 1.93 million records into people and to judge them, in time and memory.
 *
 * Records are made up, decoded and in memory; each contender has a process of its own, one after the other. Beside the join stand
 * general engines that make the same ties in SQL and only count them: SQLite, which Node brings along, and DuckDB and Polars if
 * they are installed. The counts must be the same. They need their tables filled first, which is told apart.
 *
 * A tenth of the tenant shows how the time grows. Two odd tenants are set against the like of them without the odd thing: one
 * person with 10,000 addresses, and one address on 100,000 devices. An average tenant is joined first cold, then warm.
 */
import { correlate } from "@rollcall/correlation"
import { noRecords, type Snapshot } from "@rollcall/model"
import { spawnSync } from "node:child_process"
import { createRequire } from "node:module"
import { fileURLToPath } from "node:url"
import type { Measured } from "./join-contender.ts"
import { aSnapshot, recordsOf, snapshotOf, tenant } from "./join-tenant.ts"
import { printTable } from "./table.ts"

/** The limits that the product sets itself. */
const joinSecondsMax = 2.5
const assessSecondsMax = 3
const peakMegabytesMax = 1536
const growthMax = 11
const averageMsMax = 30

const isQuick = process.argv.includes("--quick")
const people = isQuick ? 10_000 : 100_000
const rounds = isQuick ? 1 : 3
const averagePeople = 500

const packages: Readonly<Record<string, string>> = { DuckDB: "@duckdb/node-api", Polars: "nodejs-polars" }

function isInstalled(contender: string): boolean {
  const name = packages[contender]
  if (name === undefined) return true
  try {
    createRequire(import.meta.url).resolve(name)
    return true
  } catch {
    return false
  }
}

/** Runs a contender for so many people in a process of its own; the median of several by the time of the join. */
function measure(contender: string, count: number, times: number): Measured {
  const all = Array.from({ length: times }, (): Measured => {
    const file = fileURLToPath(new URL("./join-contender.ts", import.meta.url))
    const { stdout } = spawnSync(process.execPath, ["--expose-gc", file, contender, String(count)], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "inherit"]
    })
    return JSON.parse(stdout.trim().split("\n").at(-1) ?? "null")
  })
  const middle = all.toSorted((a, b) => a.joinMs - b.joinMs)[Math.floor(times / 2)]
  if (middle === undefined) throw new Error(`${contender} said nothing`)
  return middle
}

/** The least time of several, in which nothing else interfered. */
function leastMs(snapshot: Snapshot, times: number): number {
  return Math.min(
    ...Array.from({ length: times }, () => {
      const startedMs = performance.now()
      correlate(snapshot, tenant)
      return performance.now() - startedMs
    })
  )
}

/** An odd tenant and the like of it: as many records, addresses and devices, evenly spread. */
function oddTenants() {
  const emails = Array.from({ length: 100_000 }, (_, index) => `person.${index}@acme.example`)
  const mine = emails.slice(0, 10_000)
  const endusers = mine.map((Email, index) => ({ Email, SerialNumbers: [`S${index}`] }))
  const devicesOf = (email: (index: number) => string) =>
    emails.map((_, index) => ({
      DeviceID: `d${(index * 7919) % 100_000}`,
      SerialNumber: `S${index}`,
      Emails: [email(index)]
    }))
  const each = mine.map((email, index) => ({ id: `e${index}`, email }))
  const manyDevices = devicesOf((index) => emails[index] ?? "")
  return {
    "10,000 addresses of one person": {
      odd: aSnapshot({ ...noRecords, employees: [{ id: "e1", knownEmails: mine }], endusers, devices: manyDevices }),
      even: aSnapshot({ ...noRecords, employees: each, endusers, devices: manyDevices })
    },
    "100,000 devices of one address": {
      odd: aSnapshot({
        ...noRecords,
        employees: each,
        endusers: [],
        devices: devicesOf(() => "person.1@acme.example")
      }),
      even: aSnapshot({ ...noRecords, employees: each, endusers: [], devices: manyDevices })
    }
  }
}

const average = snapshotOf(averagePeople)
const coldMs = leastMs(average, 1)
const warmMs = leastMs(average, 20)
const odd = Object.entries(oddTenants()).map(([name, { odd: one, even }]) => ({
  name,
  ratio: leastMs(one, 5) / leastMs(even, 5)
}))

const contenders = ["rollcall", "node:sqlite", "DuckDB", "Polars"]
const [ours, ...others] = contenders.map((contender) =>
  isInstalled(contender) ? measure(contender, people, contender === "rollcall" ? rounds : 1) : contender
)
if (ours === undefined || typeof ours === "string") throw new Error("nothing was measured")
const tenth = measure("rollcall", people / 10, rounds)

const seconds = (ms: number) => (ms / 1000).toFixed(2)
printTable(
  ["contender", "records", "load s", "join s", "of ours", "peak MB", "of that records", "same ties"],
  [ours, ...others].map((each) =>
    typeof each === "string"
      ? [each, "", "", "not installed"]
      : [
          each.contender,
          String(recordsOf(each.people)),
          seconds(each.loadMs),
          seconds(each.joinMs),
          ((each.loadMs + each.joinMs) / ours.joinMs).toFixed(2),
          each.peakMegabytes.toFixed(0),
          each.recordsMegabytes.toFixed(0),
          JSON.stringify(each.sums) === JSON.stringify(ours.sums) ? "yes" : "NO"
        ]
  )
)
const limits = [
  { what: `join of ${recordsOf(people)} records, s`, value: ours.joinMs / 1000, atMost: joinSecondsMax },
  { what: "all checks, s", value: (ours.assessMs ?? 0) / 1000, atMost: assessSecondsMax },
  { what: "peak of the join with its records, MB", value: ours.peakMegabytes, atMost: peakMegabytesMax },
  { what: "ten times the tenant, in times", value: ours.joinMs / tenth.joinMs, atMost: growthMax },
  ...odd.map(({ name, ratio }) => ({ what: `${name}, of as many spread evenly`, value: ratio, atMost: null })),
  { what: `tenant of ${averagePeople} people, first time, ms`, value: coldMs, atMost: null },
  { what: `tenant of ${averagePeople} people, warm, ms`, value: warmMs, atMost: averageMsMax },
  { what: "search for a part of a name, ms", value: ours.searchMs ?? 0, atMost: null }
]
console.log("")
printTable(
  ["limit", "measured", "at most"],
  limits.map((each) => [each.what, each.value.toFixed(2), String(each.atMost ?? "")])
)
console.log(JSON.stringify({ bench: "join", limits, contenders: [ours, tenth, ...others] }))

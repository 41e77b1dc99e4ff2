/**
 * Goal: two processes with one key together stay within what the source grants that key.
 * Method: both take as fast as they may from a bucket in one database; what they got is held against the strict bucket.
 */
import * as PgClient from "@effect/sql-pg/PgClient"
import { Effect, Exit, Redacted, Scope } from "effect"
import { Reactivity } from "effect/reactivity"
import { type ChildProcess, spawn } from "node:child_process"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest"

const taker = fileURLToPath(new URL("./taker.ts", import.meta.url))

interface Taking {
  readonly process: ChildProcess
  /** When it got each token, once it has ended. */
  readonly times: Promise<ReadonlyArray<number>>
}

function take(store: string, durationMs: number): Taking {
  const child = spawn(process.execPath, [taker, store, String(durationMs)])
  const times = new Promise<ReadonlyArray<number>>((resolve, reject) => {
    let out = ""
    let err = ""
    child.stdout.on("data", (data: Buffer) => (out += data.toString()))
    child.stderr.on("data", (data: Buffer) => (err += data.toString()))
    child.on("close", (code) =>
      code === 0
        ? resolve(out.trim().split("\n").map(Number))
        : reject(new Error(`the taker ended with ${code}: ${err}`))
    )
  })
  return { process: child, times }
}

const firstOutput = (child: ChildProcess) => new Promise((resolve) => child.stdout?.once("data", resolve))

const sqliteStore = Effect.map(
  Effect.acquireRelease(
    Effect.sync(() => mkdtempSync(join(tmpdir(), "rollcall-bucket-"))),
    (folder) => Effect.sync(() => rmSync(folder, { recursive: true }))
  ),
  (folder) => `sqlite:${join(folder, "rollcall.db")}`
)

const postgresStore = Effect.gen(function* () {
  const { superuser, owner } = inject("postgres")
  const sql = yield* PgClient.makeClient({ url: Redacted.make(`${superuser}/postgres`) })
  yield* sql`CREATE DATABASE shared_bucket OWNER store_owner`
  return `${owner}/shared_bucket`
}).pipe(Effect.provide(Reactivity.layer))

const stores = [
  { name: "SQLite", storeOf: sqliteStore },
  { name: "PostgreSQL", storeOf: postgresStore }
]

describe.each(stores)("a bucket in $name", ({ storeOf }) => {
  const scope = Scope.makeUnsafe()
  let store = ""
  beforeAll(async () => {
    store = await Effect.runPromise(Scope.provide(storeOf, scope))
  })
  afterAll(() => Effect.runPromise(Scope.close(scope, Exit.void)))

  it("grants two processes together one process's rate, and each its part", async () => {
    const parts = await Promise.all([take(store, 4000).times, take(store, 4000).times])
    const all = parts.flat().toSorted((a, b) => a - b)
    // The strict bucket: ten at once, and ten more each second; 50 ms are the way from the grant to the print.
    const excesses = all.flatMap((start, from) =>
      all.slice(from).map((end, more) => more + 1 - 10 - ((end - start + 50) / 1000) * 10)
    )
    expect(Math.max(...excesses)).toBeLessThanOrEqual(0)
    expect(all.length).toBeGreaterThan(30)
    for (const part of parts) expect(part.length).toBeGreaterThan(5)
  })

  it("stops both processes when one is refused", async () => {
    const takings = [take(store, 5000), take(store, 5000)]
    await Promise.all(takings.map((each) => firstOutput(each.process)))
    const refusedAt = Date.now()
    takings[0]?.process.stdin?.write("2000\n")
    const parts = await Promise.all(takings.map((each) => each.times))
    for (const part of parts) {
      // Half a second is for the line to reach the process, and for what was granted until then to be printed.
      expect(part.filter((at) => at > refusedAt + 500 && at < refusedAt + 2000)).toEqual([])
      expect(part.some((at) => at >= refusedAt + 2000)).toBe(true)
    }
  })
})

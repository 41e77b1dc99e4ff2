/**
 * Goal: whatever becomes of the workers, each report that was asked for is made, once, and is the one that an undisturbed run would
 *   have made of the same snapshot.
 * Method: the built command line as real processes over a real PostgreSQL server and the sandbox. Workers are killed, stopped and
 *   started while they work, and so is the server.
 */
import * as PgClient from "@effect/sql-pg/PgClient"
import { Effect, Redacted } from "effect"
import { Reactivity } from "effect/reactivity"
import { type ChildProcess, spawn } from "node:child_process"
import { once } from "node:events"
import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest"
// @boundaries-ignore the server that the store's tests start serves here as well
// @boundaries-ignore the server that the store's tests start serves here as well
import { type PostgresServer, startPostgres } from "../../packages/store/test/postgres-server.ts"
import { bundle, changeConfig, rollcall, runningSandbox, temporaryFolder, thisPeriod, writeConfig } from "./harness.ts"

const folder = temporaryFolder()
const tenants = 6
const period = thisPeriod()
let server: PostgresServer
let running: Awaited<ReturnType<typeof runningSandbox>>
const workers = new Set<ChildProcess>()

beforeAll(async () => {
  server = await startPostgres()
  running = await runningSandbox({ rateLimit: false, tenants, people: 12, latencyMs: 30 })
  writeConfig(folder.path, running.sandbox)
  const address = `postgres://postgres:${encodeURIComponent(server.password)}@127.0.0.1:${server.port}/postgres`
  changeConfig(folder.path, (text) => text.replace("sqlite:./rollcall.db", address))
})
afterEach(async () => {
  await Promise.all([...workers].map((each) => ended(each, "SIGTERM")))
})
afterAll(async () => {
  await running.stop()
  await server.remove()
  folder.remove()
})

/** Looks until something holds. */
async function until(holds: () => Promise<boolean>): Promise<void> {
  // oxlint-disable-next-line no-await-in-loop -- looks again and again
  while (!(await holds())) await pause(100)
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

/** Starts a worker and waits until it says that it works. */
async function worker(...flags: ReadonlyArray<string>): Promise<ChildProcess> {
  const child = spawn(process.execPath, [bundle, "worker", "--concurrency", "3", ...flags], {
    cwd: folder.path,
    env: { PATH: process.env["PATH"] ?? "", HOME: folder.path },
    stdio: ["ignore", "ignore", "pipe"]
  })
  workers.add(child)
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  let said = ""
  child.stderr.on("data", (piece: Buffer) => {
    said += piece.toString()
    if (/ works: \d+ tenants at once/.test(said)) resolve()
  })
  child.once("exit", (code) => {
    workers.delete(child)
    reject(new Error(`the worker ended with ${code}: ${said}`))
  })
  await promise
  return child
}

/** Signals a process and waits for its end; gives its exit code. */
async function ended(child: ChildProcess, signal: "SIGKILL" | "SIGTERM"): Promise<number | null> {
  const end = once(child, "exit")
  if (child.exitCode !== null || child.signalCode !== null || !child.kill(signal)) return child.exitCode
  const [code] = await end
  return code
}

const run = async (...words: ReadonlyArray<string>) => {
  const { code, stdout, stderr } = await rollcall(folder.path, [...words, "--json"])
  return { code, stderr, document: JSON.parse(stdout) }
}

interface Run {
  readonly tenant: string
  readonly state: string
  readonly attempt: number
  readonly step: string | null
  readonly origin: string
  readonly submittedAt: string
  readonly report: { readonly snapshot: string; readonly place: string; readonly manifestSha256: string } | null
  readonly error: { readonly code: string; readonly next: string } | null
}

const listed = async (of = period): Promise<ReadonlyArray<Run>> =>
  (await run("run", "list", "--period", of)).document.runs

/** Runs a statement behind the store's back, as somebody whom no wall between tenants holds. */
const tamper = (statement: string) =>
  Effect.flatMap(
    PgClient.makeClient({
      host: "127.0.0.1",
      port: server.port,
      database: "postgres",
      username: "postgres",
      password: Redacted.make(server.password)
    }),
    (sql) => sql.unsafe(statement)
  ).pipe(Effect.scoped, Effect.provide(Reactivity.layer), Effect.runPromise)

/** Waits until every run has ended. */
const watched = () => rollcall(folder.path, ["run", "watch", "--period", period])

const isDone = (all: ReadonlyArray<Run>) => all.length === tenants && all.every(({ state }) => state === "done")

/** How often a tenant's report was put on the audit trail, and the content hashes of its snapshots, newest last. */
async function traces(tenant: string) {
  const audit = await run("audit", "--tenant", tenant)
  const snapshots = await run("snapshot", "list", "--tenant", tenant)
  const { entries } = audit.document.tenants[0]
  return {
    reports: entries.filter(({ operation }: { readonly operation: string }) => operation === "report").length,
    hashes: snapshots.document.tenants[0].snapshots.map(({ contentHash }: { contentHash: string }) => contentHash),
    unfinished: snapshots.document.tenants[0].unfinished
  }
}

const tracesOfAll = () => Promise.all(running.sandbox.tenants.map(({ id }) => traces(id)))

describe("workers", () => {
  it("make what was asked for before they came, once however often it was asked for", async () => {
    const first = await run("run", "submit", "--all", "--period", period)
    expect([first.code, first.document.tenants.map(({ outcome }: { outcome: string }) => outcome)]).toEqual([
      0,
      Array.from({ length: tenants }, () => "submitted")
    ])
    expect((await listed()).map(({ state }) => state)).toEqual(Array.from({ length: tenants }, () => "waiting"))
    const again = await run("run", "submit", "--all", "--period", period)
    expect(again.document.tenants.every(({ outcome }: { outcome: string }) => outcome === "unchanged")).toBe(true)
    await Promise.all([worker(), worker()])
    const { code, stdout } = await watched()
    expect([code, stdout.trim()]).toEqual([0, `${tenants} done`])
    for (const each of await tracesOfAll()) expect(each).toMatchObject({ reports: 1, hashes: [/^/], unfinished: null })
    const verified = await rollcall(folder.path, ["verify", `reports/acme/${period}`])
    expect(verified.code, verified.stderr).toBe(0)
    const done = await run("run", "submit", "acme", "--period", period)
    expect(done.document.tenants[0]).toMatchObject({ outcome: "unchanged", run: { state: "done", attempt: 1 } })
    const other = await run("run", "submit", "acme", "--period", period, "--format", "json", "--stored")
    expect(other.document.tenants[0]).toMatchObject({ outcome: "submitted", run: { attempt: 2 } })
    expect((await watched()).code).toBe(0)
    expect(readdirSync(join(folder.path, "reports", "acme", period)).toSorted()).toEqual([
      "manifest.json",
      "report.json"
    ])
    // As the others are, for the tests that follow.
    await run("run", "submit", "acme", "--period", period)
    expect((await watched()).code).toBe(0)
  })

  it("that are killed again and again leave every report made, none twice, of whole snapshots", async () => {
    const before = await tracesOfAll()
    let random = 20_261_122
    const next = (below: number) => {
      random = (random * 1_103_515_245 + 12_345) % 2 ** 31
      return Math.floor((random / 2 ** 31) * below)
    }
    const attempts = new Map((await listed()).map(({ tenant, attempt }) => [tenant, attempt]))
    await Promise.all([worker(), worker()])
    await run("run", "retry", "--all", "--done", "--period", period)
    for (let kills = 0; kills < 10; kills += 1) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      await pause(next(1500))
      const all = [...workers]
      const victim = all[next(all.length)]
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      if (victim !== undefined) await ended(victim, "SIGKILL")
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      await worker()
    }
    const { code, stdout } = await watched()
    expect([code, stdout.trim()]).toEqual([0, `${tenants} done`])
    const runs = await listed()
    expect(isDone(runs)).toBe(true)
    for (const { tenant, attempt } of runs) expect(attempt).toBe((attempts.get(tenant) ?? 0) + 1)
    for (const [index, after] of (await tracesOfAll()).entries()) {
      const earlier = before[index]
      expect(after).toMatchObject({ reports: (earlier?.reports ?? 0) + 1, unfinished: null })
      // The sandbox's data did not change: what was collected in pieces is what was collected in one go.
      expect(after.hashes).toEqual([...(earlier?.hashes ?? []), earlier?.hashes[0]])
    }
    for (const { tenant, report } of runs) {
      const words = ["report", tenant, "--period", period, "--snapshot", report?.snapshot ?? "", "--out", "undisturbed"]
      // oxlint-disable-next-line no-await-in-loop -- a processor's work
      expect((await rollcall(folder.path, words)).code).toBe(0)
      expect(filesOf("undisturbed", tenant)).toEqual(filesOf("reports", tenant))
    }
  }, 400_000)

  it("go on after their server was started anew", async () => {
    const before = await tracesOfAll()
    await Promise.all([worker(), worker()])
    await run("run", "retry", "--all", "--done", "--period", period)
    await pause(1200)
    await server.stop()
    await pause(1000)
    await server.start()
    const { code, stdout } = await watched()
    expect([code, stdout.trim()]).toEqual([0, `${tenants} done`])
    for (const [index, after] of (await tracesOfAll()).entries()) {
      const earlier = before[index]
      expect(after).toMatchObject({ reports: (earlier?.reports ?? 0) + 1, unfinished: null })
      expect(after.hashes).toHaveLength((earlier?.hashes.length ?? 0) + 1)
    }
  }, 240_000)

  it("that are told to stop end well and leave their work to others", async () => {
    const first = await worker()
    await run("run", "retry", "--all", "--done", "--period", period)
    await until(async () => (await listed()).some(({ step }) => step !== null))
    expect(await ended(first, "SIGTERM")).toBe(0)
    expect((await listed()).some(({ state }) => state !== "done")).toBe(true)
    await worker()
    expect((await watched()).code).toBe(0)
  }, 120_000)

  it("are told to leave a run, which can be asked for again", async () => {
    await run("run", "retry", "acme", "--done", "--period", period)
    const cancelled = await run("run", "cancel", "acme", "--period", period)
    expect(cancelled.document.tenants[0]).toMatchObject({ outcome: "cancelled", run: { state: "cancelled" } })
    await worker()
    await pause(3000)
    expect((await listed()).find(({ tenant }) => tenant === "acme")?.state).toBe("cancelled")
    expect((await rollcall(folder.path, ["run", "watch", "--period", period])).code).toBe(3)
    const retried = await run("run", "retry", "acme", "--period", period)
    expect(retried.document.tenants[0]).toMatchObject({ outcome: "retried" })
    expect((await watched()).code).toBe(0)
  })

  it("say of a run that cannot be made why, and what to do", async () => {
    await worker()
    await run("run", "submit", "acme", "--period", "2020-01")
    await pause(500)
    const { code } = await rollcall(folder.path, ["run", "watch", "--period", "2020-01"])
    expect(code).toBe(4)
    const [failed] = await listed("2020-01")
    expect(failed?.error).toMatchObject({
      code: "not-found",
      next: expect.stringContaining("snapshot list --tenant acme")
    })
    const shown = await rollcall(folder.path, ["run", "show", "acme", "--period", "2020-01"])
    expect(shown.stdout).toMatch(/failure\s+no complete snapshot speaks for 2020-01/)
    expect(shown.stdout).toContain("rollcall run retry acme --period 2020-01")
    const again = await rollcall(folder.path, ["run", "submit", "acme", "--period", "2020-01"])
    expect(again.stdout).toContain("there is a run already (failed): ask again with")
    const future = await run("run", "submit", "acme", "--period", "2999-01")
    expect([future.code, future.document.tenants[0].error.code]).toEqual([2, "usage"])
    expect((await rollcall(folder.path, ["worker", "--concurrency", "0"])).code).toBe(2)
    const hostAlone = await rollcall(folder.path, ["worker", "--health-host", "0.0.0.0"])
    expect([hostAlone.code, hostAlone.stderr]).toEqual([2, expect.stringContaining("without --health-port")])
  })

  it("end by themselves once a later version has changed the store", async () => {
    const child = await worker()
    const said: Array<string> = []
    child.stderr?.on("data", (piece: Buffer) => said.push(piece.toString()))
    const end = once(child, "exit")
    await tamper("INSERT INTO rollcall_migration (migration_id, name) VALUES (9999, 'later')")
    expect((await end)[0]).toBe(1)
    expect(said.join("")).toContain("Use the Rollcall version that wrote the store")
    await tamper("DELETE FROM rollcall_migration WHERE migration_id = 9999")
  })

  it("submit by the clock what is due and was missed, once", async () => {
    const today = new Date()
    const day = Math.min(28, today.getUTCDate())
    const schedule = `schedule: { monthly: { day: ${day}, at: "00:00", spread: 0 } }\n`
    changeConfig(folder.path, (text) => schedule + text)
    const due = (await run("schedule", "show", "acme")).document.tenants[0].last.period
    expect(await listed(due)).toEqual([])
    // One tenant's trail cannot be read for a while: it is looked at last, and the others do not wait for it.
    await tamper(`INSERT INTO assessment VALUES ('acme', '${due}', 'none', '{}')`)
    await tamper("INSERT INTO audit_entry VALUES ('acme', 999, 'no entry', '', '')")
    const [first] = await Promise.all([worker(), worker()])
    const scheduled = async () => (await listed(due)).filter(({ origin }) => origin === "scheduled")
    await until(async () => (await scheduled()).length === tenants - 1)
    expect((await scheduled()).some(({ tenant }) => tenant === "acme")).toBe(false)
    await tamper(`DELETE FROM assessment WHERE period = '${due}'`)
    await tamper("DELETE FROM audit_entry WHERE sequence = 999")
    await until(async () => (await scheduled()).length === tenants)
    await rollcall(folder.path, ["run", "watch", "--period", due])
    const runs = await scheduled()
    if (first !== undefined) await ended(first, "SIGKILL")
    await worker()
    await pause(4000)
    expect(await scheduled()).toEqual(runs)
    changeConfig(folder.path, (text) => text.replace(schedule, ""))
  })

  it("tell over HTTP how they are", async () => {
    const port = 20_000 + (process.pid % 20_000)
    const child = await worker("--health-port", `${port}`)
    const get = async (path: string) => {
      const response = await fetch(`http://127.0.0.1:${port}${path}`)
      return `${response.status} ${await response.text()}`
    }
    expect(await get("/live")).toBe("200 live\n")
    expect(await get("/ready")).toBe("200 ready\n")
    const metrics = await get("/metrics")
    expect(metrics).toMatch(/rollcall_runs\{state="done"\} \d+/)
    expect(metrics).toMatch(/rollcall_lag_seconds 0/)
    expect(metrics).toMatch(/rollcall_tenants_per_minute [\d.]+/)
    expect(metrics).toMatch(/rollcall_rate_limited_total \d+/)
    expect(await ended(child, "SIGTERM")).toBe(0)
  })
})

/** What the files of a report are, by name. */
function filesOf(root: string, tenant: string): Readonly<Record<string, string>> {
  const report = join(folder.path, root, tenant, period)
  return Object.fromEntries(
    readdirSync(report)
      .toSorted()
      .map((name) => [name, readFileSync(join(report, name)).toString("base64")])
  )
}

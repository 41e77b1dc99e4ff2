/**
 * What workers cost and what two of them gain: tenants bound by the API's limit and its latency, over a PostgreSQL server.
 *
 * The same reports are made three times: by `collect` and `report`, by one worker, by two. CPU time is that of Rollcall's own
 * processes, without the database's and the sandbox's, as the kernel counted it; there is none but on Linux.
 */
import { defaultSandboxOptions } from "@rollcall/sandbox"
import { type ChildProcess, spawn } from "node:child_process"
import { once } from "node:events"
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
// @boundaries-ignore the server that the store's tests start serves here as well
import { startPostgres } from "../../packages/store/test/postgres-server.ts"
import { runningSandbox, writeConfig } from "../cli/harness.ts"
import { printTable } from "./table.ts"

const bundle = fileURLToPath(new URL("../../apps/cli/bundle/bin/rollcall.mjs", import.meta.url))
const isQuick = process.argv.includes("--quick")
const tenants = isQuick ? 24 : 200
const people = 20
const latencyMs = 100
/** So few that the API is the limit and not the processor, which two workers on one machine would share. */
const concurrency = 1
const period = new Date().toISOString().slice(0, 7)
/** Until workers that were started together have their shares. */
const settlingMs = 10_000
/** Linux counts a process's time in ticks of 10 ms. */
const ticksPerSecond = 100

const start = (folder: string, words: ReadonlyArray<string>) =>
  spawn(process.execPath, [bundle, ...words], { cwd: folder, stdio: ["ignore", "ignore", "pipe"] })

/** User and system time of a process so far, in seconds. */
function cpuSecondsOf({ pid }: ChildProcess): number {
  const stat = readFileSync(`/proc/${pid}/stat`, "utf8")
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ")
  return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond
}

/** Runs a command to its end; answers the processor's time, looked at often, as it is gone with the process. */
async function run(folder: string, ...words: ReadonlyArray<string>): Promise<number> {
  const child = start(folder, words)
  child.stderr.resume()
  let cpu = 0
  const watch = setInterval(() => {
    try {
      cpu = cpuSecondsOf(child)
    } catch {
      // It has just ended.
    }
  }, 10)
  const [code] = await once(child, "close")
  clearInterval(watch)
  if (code !== 0) throw new Error(`rollcall ${words.join(" ")} ended with ${code}`)
  return cpu
}

async function worker(folder: string): Promise<ChildProcess> {
  const child = start(folder, ["worker", "--concurrency", `${concurrency}`])
  const { promise, resolve } = Promise.withResolvers<void>()
  child.stderr.on("data", (piece: Buffer) => {
    if (piece.toString().includes("tenants at once")) resolve()
  })
  await promise
  return child
}

interface Figure {
  readonly how: string
  readonly seconds: number
  readonly cpuMsPerTenant: number
}

/** Has so many workers make every report, each started before the clock is. */
async function byWorkers(folder: string, count: number): Promise<Figure> {
  const workers = await Promise.all(Array.from({ length: count }, () => worker(folder)))
  // What starting costs is paid once, whatever the number of tenants; so is the time in which workers divide what there is.
  await new Promise((resolve) => setTimeout(resolve, settlingMs))
  const before = workers.map(cpuSecondsOf)
  const startedMs = performance.now()
  await run(
    folder,
    "run",
    count === 1 ? "submit" : "retry",
    ...(count === 1 ? [] : ["--done"]),
    "--all",
    "--period",
    period
  )
  await run(folder, "run", "watch", "--period", period)
  const seconds = (performance.now() - startedMs) / 1000
  const cpu = workers.reduce((sum, each, index) => sum + cpuSecondsOf(each) - (before[index] ?? 0), 0)
  await Promise.all(workers.map((each) => (each.kill("SIGTERM"), once(each, "exit"))))
  return { how: count === 1 ? "one worker" : `${count} workers`, seconds, cpuMsPerTenant: (cpu * 1000) / tenants }
}

/** What it takes without an engine: collect, then report, as one did before there were runs. */
async function plain(folder: string): Promise<Figure> {
  const startedMs = performance.now()
  const cpu =
    (await run(folder, "collect", "--all", "--quiet")) + (await run(folder, "report", "--all", "--period", period))
  return {
    how: "collect + report",
    seconds: (performance.now() - startedMs) / 1000,
    cpuMsPerTenant: (cpu * 1000) / tenants
  }
}

const folder = mkdtempSync(join(tmpdir(), "rollcall-bench-"))
const server = await startPostgres()
const { sandbox, stop } = await runningSandbox({
  ...defaultSandboxOptions,
  asOf: Date.now(),
  tenants,
  people,
  latencyMs
})
try {
  writeConfig(folder, sandbox)
  const file = join(folder, "rollcall.yaml")
  const address = `postgres://postgres:${encodeURIComponent(server.password)}@127.0.0.1:${server.port}/postgres`
  writeFileSync(
    file,
    `concurrency: ${concurrency}\n${readFileSync(file, "utf8").replace("sqlite:./rollcall.db", address)}`
  )
  const figures = [await plain(folder), await byWorkers(folder, 1), await byWorkers(folder, 2)]
  const [without, one, two] = figures
  if (without === undefined || one === undefined || two === undefined) throw new Error("a figure is missing")
  const gain = one.seconds / two.seconds
  const engineMs = one.cpuMsPerTenant - without.cpuMsPerTenant
  console.log(
    `${tenants} tenants of ${people} people, ${latencyMs} ms latency, ${concurrency} tenants at once in each worker`
  )
  printTable(
    ["", "seconds", "tenants/min", "CPU ms/tenant"],
    figures.map(({ how, seconds, cpuMsPerTenant }) => [
      how,
      seconds.toFixed(1),
      ((tenants * 60) / seconds).toFixed(0),
      cpuMsPerTenant.toFixed(0)
    ])
  )
  console.log(
    `two workers ${gain.toFixed(2)} times as fast as one; the engine ${engineMs.toFixed(0)} ms of CPU a tenant`
  )
  console.log(JSON.stringify({ tenants, people, latencyMs, concurrency, figures, gain, engineMs }))
} finally {
  await stop()
  await server.remove()
  rmSync(folder, { recursive: true, force: true })
}

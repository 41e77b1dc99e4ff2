/**
 * How long the built command line takes to collect and report hundreds of tenants, and how much memory it needs at most.
 *
 * The sandbox runs in a process of its own and never refuses for the rate; each client holds the rate that the API documents all
 * the same, so that a tenant takes some three seconds however fast this machine is. The peak is what the kernel counted (VmHWM),
 * so there is none but on Linux.
 */
import { spawn } from "node:child_process"
import { once } from "node:events"
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { printTable } from "./table.ts"

const bundle = fileURLToPath(new URL("../../apps/cli/bundle/bin/rollcall.mjs", import.meta.url))

/** Often enough for the last look before the end: the kernel remembers the highest. */
const lookEveryMs = 20

interface Figure {
  readonly command: string
  readonly concurrency: number
  readonly tenants: number
  readonly seconds: number
  readonly peakMb: number | null
}

function peakKbOf(pid: number | undefined): number | null {
  try {
    // A process that has just ended is still listed, without its memory.
    const kb = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]
    return kb === undefined ? null : Number(kb)
  } catch {
    return null
  }
}

/** Runs a command to its end; it must succeed. */
async function measure(folder: string, tenants: number, concurrency: number, words: ReadonlyArray<string>) {
  const startedMs = performance.now()
  const child = spawn(process.execPath, [bundle, ...words], { cwd: folder, stdio: ["ignore", "ignore", "inherit"] })
  let peakKb: number | null = null
  const watch = setInterval(() => (peakKb = peakKbOf(child.pid) ?? peakKb), lookEveryMs)
  const [code] = await once(child, "close")
  clearInterval(watch)
  if (code !== 0) throw new Error(`rollcall ${words.join(" ")} ended with ${code}`)
  const seconds = (performance.now() - startedMs) / 1000
  const figure: Figure = {
    command: words[0] ?? "",
    concurrency,
    tenants,
    seconds,
    peakMb: peakKb === null ? null : peakKb / 1024
  }
  return figure
}

/** Serves tenants; gives the configuration that the sandbox wrote. */
async function serve(folder: string, tenants: number) {
  const file = join(folder, "rollcall.yaml")
  const words = ["sandbox", "--tenants", `${tenants}`, "--people", "100", "--no-rate-limit", "--config-out", file]
  const child = spawn(process.execPath, [bundle, ...words, "--json"], { stdio: ["ignore", "pipe", "inherit"] })
  await once(child.stdout, "data")
  return { child, config: () => readFileSync(file, "utf8"), file }
}

const tenants = process.argv.includes("--quick") ? 40 : 200
const folder = mkdtempSync(join(tmpdir(), "rollcall-bench-"))
const sandbox = await serve(folder, tenants)
const figures: Array<Figure> = []
try {
  const written = sandbox.config()
  const period = new Date().toISOString().slice(0, 7)
  for (const concurrency of [8, 32]) {
    writeFileSync(sandbox.file, `concurrency: ${concurrency}\n${written}`)
    // oxlint-disable-next-line no-await-in-loop -- one after the other, so that they do not disturb each other
    figures.push(await measure(folder, tenants, concurrency, ["collect", "--all", "--quiet"]))
  }
  figures.push(await measure(folder, tenants, 1, ["report", "--all", "--period", period]))
} finally {
  sandbox.child.kill()
  await once(sandbox.child, "close")
  rmSync(folder, { recursive: true })
}

printTable(
  ["command", "tenants", "at once", "s", "s a tenant", "peak MB"],
  figures.map((each) => [
    each.command,
    String(each.tenants),
    String(each.concurrency),
    each.seconds.toFixed(1),
    (each.seconds / each.tenants).toFixed(2),
    each.peakMb?.toFixed(0) ?? "not known"
  ])
)
console.log(JSON.stringify({ bench: "tenants", figures }))

/**
 * Whether memory stays flat while the built command line streams a million accounts.
 *
 * `rollcall push accounts list --ndjson` reads from a server on loopback, both in processes of their own, at the highest rate
 * that a configuration may name; its lines are counted and dropped. The largest resident size is what the kernel kept
 * (`VmHWM`). A tenth of the pages shows how much of it the length of the list makes.
 */
import { type ChildProcess, spawn } from "node:child_process"
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { createInterface } from "node:readline"
import { fileURLToPath } from "node:url"
import { pageSize } from "./account-pages.ts"
import { printTable } from "./table.ts"

/** The limit that the product sets itself. */
const peakMegabytesMax = 200

const rollcall = fileURLToPath(new URL("../../apps/cli/bundle/bin/rollcall.mjs", import.meta.url))
const accountServer = fileURLToPath(new URL("./account-server.ts", import.meta.url))

/** Peak of a process in MB; `null` once it has ended. */
function peakMegabytes({ pid }: ChildProcess): number | null {
  try {
    const [, kilobytes] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8")) ?? []
    return kilobytes === undefined ? null : Number(kilobytes) / 1024
  } catch {
    return null
  }
}

const serve = async (pages: number) => {
  const server = spawn(process.execPath, [accountServer, String(pages)], { stdio: ["pipe", "pipe", "inherit"] })
  const lines = createInterface(server.stdout)[Symbol.asyncIterator]()
  const { port }: { port: number } = JSON.parse((await lines.next()).value ?? "null")
  return { port, close: () => server.stdin.end() }
}

const configText = (port: number) => `tenants:
  acme:
    name: Acme
    timezone: UTC
    domains: [example.com]
    push:
      baseUrl: http://127.0.0.1:${port}
      apiKey: { env: ACME_PUSH_API_KEY }
      rateLimit: { requestsPerSecond: 1000, burst: 1000 }
`

const measure = async (pages: number) => {
  const folder = mkdtempSync(join(tmpdir(), "rollcall-stream-"))
  const { port, close } = await serve(pages)
  const config = join(folder, "rollcall.yaml")
  writeFileSync(config, configText(port))
  const startedMs = performance.now()
  const client = spawn(process.execPath, [rollcall, "push", "accounts", "list", "--ndjson", "--config", config], {
    stdio: ["ignore", "pipe", "inherit"],
    env: { ...process.env, ACME_PUSH_API_KEY: "a key" }
  })
  let accounts = 0
  let peak = 0
  const watch = setInterval(() => (peak = peakMegabytes(client) ?? peak), 20)
  for await (const chunk of client.stdout) {
    for (const byte of chunk) if (byte === 0x0a) accounts += 1
  }
  clearInterval(watch)
  close()
  rmSync(folder, { recursive: true })
  return { pages, accounts, seconds: (performance.now() - startedMs) / 1000, peakMegabytes: peak, peakMegabytesMax }
}

const counts = process.argv.includes("--quick") ? [2000] : [2000, 20_000]
const figures = []
for (const pages of counts) {
  // oxlint-disable-next-line no-await-in-loop -- side by side they would take the processors from each other
  const figure = await measure(pages)
  if (figure.accounts !== pages * pageSize) throw new Error(`${figure.accounts} accounts came of ${pages} pages`)
  figures.push(figure)
}

printTable(
  ["accounts", "seconds", "peak MB", "below"],
  figures.map((each) => [
    String(each.accounts),
    each.seconds.toFixed(1),
    each.peakMegabytes.toFixed(0),
    String(each.peakMegabytesMax)
  ])
)
console.log(JSON.stringify({ bench: "stream", figures }))

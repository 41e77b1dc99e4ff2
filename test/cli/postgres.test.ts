/**
 * Goal: everything that is done with snapshots is done on PostgreSQL as well, and a server that is restarted in the middle of a
 *   collection costs no record.
 * Method: the built command line against the sandbox and a PostgreSQL server of the test's own; content hashes are compared.
 */
import { spawn } from "node:child_process"
import { once } from "node:events"
import { existsSync, readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { afterAll, beforeAll, expect, it } from "vitest"
// @boundaries-ignore the server that the store's tests start serves here as well
// @boundaries-ignore the server that the store's tests start serves here as well
import { type PostgresServer, startPostgres } from "../../packages/store/test/postgres-server.ts"
import { bundle, rollcall, runningSandbox, temporaryFolder, thisPeriod, writeConfig } from "./harness.ts"

const folder = temporaryFolder()
let server: PostgresServer
let running: Awaited<ReturnType<typeof runningSandbox>>
let contentHash: string

beforeAll(async () => {
  server = await startPostgres()
  running = await runningSandbox({ rateLimit: false, people: 20, bulkAccounts: 1500, latencyMs: 20 })
  writeConfig(folder.path, running.sandbox)
  const file = join(folder.path, "rollcall.yaml")
  const address = `postgres://postgres:${encodeURIComponent(server.password)}@127.0.0.1:${server.port}/postgres`
  writeFileSync(file, readFileSync(file, "utf8").replace("sqlite:./rollcall.db", address))
  contentHash = (await collected("collect", "acme")).contentHash
})
afterAll(async () => {
  await running.stop()
  await server.remove()
  folder.remove()
})

const run = async (...words: ReadonlyArray<string>) => {
  const ended = await rollcall(folder.path, [...words, "--json"])
  return { ...ended, document: JSON.parse(ended.stdout) }
}

async function collected(...words: ReadonlyArray<string>) {
  const { code, stderr, document } = await run(...words)
  expect(code, stderr).toBe(0)
  expect(document.tenants[0].outcome).toBe("complete")
  return document.tenants[0].snapshot
}

const isAccounts = ({ url }: { readonly url: string }) => url.startsWith("/v1/accounts?")

/** Starts a collection and waits until it has asked for so many pages of accounts. */
async function startedCollecting(pages: number) {
  const before = running.sandbox.requests().filter(isAccounts).length
  const child = spawn(process.execPath, [bundle, "collect", "acme", "--json"], {
    cwd: folder.path,
    env: { PATH: process.env["PATH"] ?? "", HOME: folder.path },
    stdio: ["ignore", "pipe", "ignore"]
  })
  let stdout = ""
  child.stdout.on("data", (piece: Buffer) => (stdout += piece.toString()))
  const ended = once(child, "close").then(([code]) => ({ code, stdout }))
  while (running.sandbox.requests().filter(isAccounts).length < before + pages) {
    // oxlint-disable-next-line no-await-in-loop -- looks again and again
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
  return { child, ended }
}

/** The tenant's snapshots and its interrupted run. */
const listed = async () => (await run("snapshot", "list", "--tenant", "acme")).document.tenants[0]

it("a collection that is killed goes on where it was", async () => {
  const { child, ended } = await startedCollecting(15)
  child.kill("SIGKILL")
  await ended
  const { unfinished } = await listed()
  const resumed = await collected("collect", "acme", "--resume")
  expect(resumed).toMatchObject({ id: unfinished.id, contentHash })
  expect((await listed()).unfinished).toBeNull()
})

it("a server that is restarted in the middle ends the collection, which goes on afterwards", async () => {
  const { ended } = await startedCollecting(10)
  await server.stop()
  const { code, stdout } = await ended
  await server.start()
  const { tenants } = JSON.parse(stdout)
  expect([code, tenants[0].error.code, tenants[0].error.where.tenant]).toEqual([1, "store", "acme"])
  expect(tenants[0].error.next).toEqual(expect.any(String))
  const { unfinished } = await listed()
  const resumed = await collected("collect", "acme", "--resume")
  expect(resumed).toMatchObject({ id: unfinished.id, contentHash })
})

it("snapshots are listed, shown, compared, exported and looked into", async () => {
  const ids: ReadonlyArray<string> = (await listed()).snapshots.map(({ id }: { id: string }) => id)
  expect(ids.length).toBeGreaterThanOrEqual(2)
  const shown = await run("snapshot", "show", ids[0] ?? "")
  expect([shown.code, shown.document.snapshot.contentHash]).toEqual([0, contentHash])
  const compared = await run("snapshot", "diff", ids[0] ?? "", ids[1] ?? "")
  expect([compared.code, compared.document.people.changed]).toEqual([0, []])
  const exported = await run("snapshot", "export", ids[0] ?? "", "--out", "exported")
  expect(exported.document.records).toBe(shown.document.records)
  expect((await run("verify", "exported")).code).toBe(0)
  const found = await run("lookup", "jane.doe@acme.example", "--tenant", "acme")
  expect([found.code, found.document.matches.length]).toEqual([0, 1])
})

it("a report is made, verified with the trail, and keeps its snapshot when the others are pruned", async () => {
  const period = thisPeriod()
  const reported = await run("report", "acme", "--period", period, "--format", "json")
  expect(reported.code, reported.stderr).toBe(0)
  expect(existsSync(join(folder.path, "reports", "acme", period, "report.json"))).toBe(true)
  const verified = await run("verify", `reports/acme/${period}`)
  expect([verified.code, verified.document.outcome], verified.stdout).toEqual([0, "holds"])
  const used: string = reported.document.tenants[0].snapshot.id
  await collected("collect", "acme")
  const pruned = await run("snapshot", "prune", "acme", "--keep", "1", "--yes")
  expect(pruned.code, pruned.stderr).toBe(0)
  expect(pruned.document.tenants[0].removed.length).toBeGreaterThanOrEqual(1)
  const left = (await listed()).snapshots.map(({ id }: { id: string }) => id)
  expect(left).toHaveLength(2)
  expect(left).toContain(used)
  expect((await run("audit", "--tenant", "acme")).code).toBe(0)
})

it("a report is kept in the database, and comes back as a folder that is verified", async () => {
  const text = readFileSync(join(folder.path, "rollcall.yaml"), "utf8")
  writeFileSync(join(folder.path, "stored.yaml"), `reports: store\n${text}`)
  const config = ["--config", "stored.yaml"]
  const made = await run("report", "acme", "--period", thisPeriod(), ...config)
  expect(made.code, made.stderr).toBe(0)
  const brought = await run("report", "get", "acme", "--period", thisPeriod(), "--out", "brought", ...config)
  expect(brought.document.files.map(({ name }: { readonly name: string }) => name)).toEqual(
    made.document.tenants[0].files
  )
  const verified = await run("verify", "brought", ...config)
  expect([verified.code, verified.document.trail.state]).toEqual([0, "recorded"])
})

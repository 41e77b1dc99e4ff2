/**
 * Goal: whatever happens to a collection run, what it ends with is what an undisturbed run would have ended with, and one tenant's
 *   trouble is nobody else's.
 * Method: the built command line against a sandbox whose data does not change. Processes are killed, interrupted and run into each
 *   other; servers fail half of the time, answer nonsense or not at all. The content hashes of snapshots are compared.
 */
import { defaultSandboxSwitches, type Fault, type SandboxOptions } from "@rollcall/sandbox"
import { spawn } from "node:child_process"
import { once } from "node:events"
import { appendFileSync, readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest"
// @boundaries-ignore the server that the store's tests start serves here as well
// @boundaries-ignore the server that the store's tests start serves here as well
import { type PostgresServer, startPostgres } from "../../packages/store/test/postgres-server.ts"
import { bundle, rollcall, runningSandbox, temporaryFolder, thisPeriod, writeConfig } from "./harness.ts"
import { serve } from "./server.ts"
import { keepSnapshots } from "./stored-snapshots.ts"

let folder: ReturnType<typeof temporaryFolder>
let running: Awaited<ReturnType<typeof runningSandbox>>

beforeEach(() => {
  folder = temporaryFolder()
})

afterEach(async () => {
  await running.stop()
  folder.remove()
})

/** Starts the sandbox and writes its configuration, with another store if one is given. */
async function begin(options: Partial<SandboxOptions>, store?: string): Promise<void> {
  running = await runningSandbox({ rateLimit: false, ...options })
  writeConfig(folder.path, running.sandbox)
  if (store !== undefined) changeConfig((text) => text.replace("sqlite:./rollcall.db", store))
}

function changeConfig(change: (text: string) => string): void {
  const file = join(folder.path, "rollcall.yaml")
  writeFileSync(file, change(readFileSync(file, "utf8")))
}

/** Starts `rollcall` and does not wait for it. */
const start = (parameters: ReadonlyArray<string>) =>
  spawn(process.execPath, [bundle, ...parameters], {
    cwd: folder.path,
    env: { PATH: process.env["PATH"] ?? "", HOME: folder.path },
    stdio: ["ignore", "pipe", "ignore"]
  })

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

/** Waits until the sandbox has been asked so often. */
async function asked(count: number, isMeant: (url: string) => boolean = () => true): Promise<void> {
  // oxlint-disable-next-line no-await-in-loop -- looks again and again
  while (running.sandbox.requests().filter(({ url }) => isMeant(url)).length < count) await pause(5)
}

interface Collected {
  readonly outcome: string
  readonly snapshot: { readonly id: string; readonly complete: boolean; readonly contentHash: string }
}

async function collect(...flags: ReadonlyArray<string>): Promise<Collected> {
  const run = await rollcall(folder.path, ["collect", "acme", "--json", ...flags])
  expect(run.code, run.stderr).toBe(0)
  return JSON.parse(run.stdout).tenants[0]
}

/** Numbers from 0 to 1, the same for the same seed. */
function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

/** Kills twenty runs of one tenant, each of which goes on where the one before was, and says what the last one ends with. */
async function killTwenty(seed: number): Promise<{ readonly last: Collected; readonly hashes: ReadonlySet<string> }> {
  const random = randomFrom(seed)
  const hashes = new Set<string>()
  for (let kills = 0; kills < 20;) {
    const child = start(["collect", "acme", "--resume", "--json"])
    const ended = once(child, "close")
    let output = ""
    child.stdout.on("data", (piece: Buffer) => (output += piece.toString()))
    const alarm = setTimeout(() => child.kill("SIGKILL"), 150 + random() * 1500)
    // oxlint-disable-next-line no-await-in-loop -- each goes on with what the one before left
    const [code] = await ended
    clearTimeout(alarm)
    if (code === null) kills += 1
    else hashes.add(JSON.parse(output).tenants[0].snapshot.contentHash)
  }
  const last = await collect("--resume")
  return { last, hashes: hashes.add(last.snapshot.contentHash) }
}

describe("a run that is killed", () => {
  let server: PostgresServer

  beforeAll(async () => {
    server = await startPostgres()
  })
  afterAll(() => server.remove())

  const large = { people: 40, bulkAccounts: 2500, latencyMs: 30 }

  it("at twenty random moments has the content of an undisturbed one, on SQLite, by offsets and pages that tell links", async () => {
    const push = { ...defaultSandboxSwitches.push, tokens: "none" as const }
    const banyan = { ...defaultSandboxSwitches.banyan, pagedFields: "full" as const, pageCap: 10 }
    await begin({ ...large, switches: { ...defaultSandboxSwitches, push, banyan } })
    const { snapshot } = await collect()
    const { last, hashes } = await killTwenty(11)
    expect(last.outcome).toBe("complete")
    expect([...hashes]).toEqual([snapshot.contentHash])
  })

  it("at twenty random moments has the same on PostgreSQL, by tokens and pages that do not tell links", async () => {
    const address = `127.0.0.1:${server.port}/postgres`
    await begin(large, `postgres://postgres:${encodeURIComponent(server.password)}@${address}`)
    const { snapshot } = await collect()
    const { last, hashes } = await killTwenty(12)
    expect(last.outcome).toBe("complete")
    expect([...hashes]).toEqual([snapshot.contentHash])
  })

  it("in the middle of a list goes on there", async () => {
    await begin({ people: 20, bulkAccounts: 2000, latencyMs: 20 })
    const child = start(["collect", "acme"])
    await asked(20, (url) => url.startsWith("/v1/accounts?") && url.includes("nextToken"))
    child.kill("SIGKILL")
    await once(child, "close")
    const before = running.sandbox.requests().length
    await collect("--resume")
    const all = running.sandbox.requests().map(({ url }) => url)
    const known = new Set(all.slice(0, before))
    const again = all.slice(before).filter((url) => url.startsWith("/v1/accounts?") && known.has(url))
    // Pages that were on their way, or had come and were not stored yet.
    expect(again.length).toBeLessThanOrEqual(5)
  })

  it("is begun anew, which is said, once a source is read at another address, and goes on with another key", async () => {
    await begin({ people: 20, bulkAccounts: 1500, latencyMs: 20 })
    const killed = async () => {
      const child = start(["collect", "acme"])
      const before = running.sandbox.requests().length
      await asked(before + 40)
      child.kill("SIGKILL")
      await once(child, "close")
    }
    await killed()
    changeConfig((text) =>
      text.replaceAll(running.sandbox.pushUrl, running.sandbox.pushUrl.replace("127.0.0.1", "localhost"))
    )
    const anew = await rollcall(folder.path, ["collect", "acme", "--resume", "--json"])
    expect(anew.code, anew.stderr).toBe(0)
    expect(anew.stderr).toContain("acme: the interrupted run read from another address (baseUrl); a new one was made")
    await killed()
    const readOnly = running.sandbox.tenants[0]?.pushReadOnlyKey ?? ""
    writeFileSync(join(folder.path, "keys", "acme-push"), readOnly, { mode: 0o600 })
    const { unfinished } = JSON.parse((await rollcall(folder.path, ["snapshot", "list", "--json"])).stdout).tenants[0]
    expect((await collect("--resume")).snapshot.id).toBe(unfinished.id)
  })

  it("by Ctrl-C gives the tenant back and can be gone on with at once", async () => {
    await begin({ people: 20, bulkAccounts: 1500, latencyMs: 20 })
    const undisturbed = await collect()
    const first = running.sandbox.requests().length
    const child = start(["collect", "acme"])
    await asked(first + 40)
    child.kill("SIGINT")
    expect(await once(child, "close")).toEqual([130, null])
    const run = await rollcall(folder.path, ["collect", "acme", "--resume", "--json"])
    expect(run.code, run.stderr).toBe(0)
    expect(run.stderr).not.toContain("a new one was made")
    const [{ snapshot }] = JSON.parse(run.stdout).tenants
    expect(snapshot.contentHash).toBe(undisturbed.snapshot.contentHash)
  })
})

describe("a tenant that is being collected", () => {
  it("is refused to every other process, which is told who has it, and can be looked up live", async () => {
    await begin({ people: 20, bulkAccounts: 1500, latencyMs: 60 })
    const first = start(["collect", "acme", "--json"])
    let output = ""
    first.stdout.on("data", (piece: Buffer) => (output += piece.toString()))
    const ended = once(first, "close")
    await asked(10)
    const refused = await Promise.all(
      [
        ["collect", "acme"],
        ["collect", "acme", "--resume"],
        ["report", "acme", "--period", thisPeriod(), "--collect"]
      ].map((parameters) => rollcall(folder.path, parameters))
    )
    for (const { code, stderr } of refused) {
      expect(code, stderr).toBe(1)
      expect(stderr).toMatch(new RegExp(`acme is being collected by process ${first.pid} on .+ since 20\\d\\d-`))
      expect(stderr).toMatch(/Next: wait until process \d+ .* is done/)
    }
    const other = await rollcall(folder.path, ["collect", "globex", "--json"])
    expect(other.code, other.stderr).toBe(0)
    const live = await rollcall(folder.path, [
      "lookup",
      "jane.doe@acme.example",
      "--tenant",
      "acme",
      "--live",
      "--json"
    ])
    expect(live.code, live.stderr).toBe(0)
    expect(await ended).toEqual([0, null])
    expect(JSON.parse(output).tenants[0].outcome).toBe("complete")
    await collect()
  })
})

describe("a clock that was ahead", () => {
  it("is noticed by the snapshot that it left, which is said, and stands in nobody's way", async () => {
    await begin({ people: 5 })
    const finishedAt = new Date(Date.now() + 7_200_000).toISOString()
    await keepSnapshots(folder.path, { id: "ahead", finishedAt })
    const run = await rollcall(folder.path, ["collect", "acme", "--json"])
    expect(run.code, run.stderr).toBe(0)
    expect(run.stderr).toContain(`acme: ahead ended at ${finishedAt}, which is still to come`)
    const [{ snapshot }] = JSON.parse(run.stdout).tenants
    expect(Date.parse(snapshot.finishedAt)).toBeLessThan(Date.parse(finishedAt))
    const listed = await rollcall(folder.path, ["snapshot", "list", "--tenant", "acme", "--json"])
    const ids = JSON.parse(listed.stdout).tenants[0].snapshots.map(({ id }: { id: string }) => id)
    expect(ids).toEqual([snapshot.id, "ahead"])
  })
})

describe("a source that fails", () => {
  const names = `employees browsers accounts accountsOther apps appsOther findings detections browserExtensions
    controls/appBanners controls/blockedUrls`
  const lists = [
    ...names.split(/\s+/).map((name) => ["push", `/v1/${name}`] as const),
    ["banyan", "/v1/endusers"] as const,
    ["banyan", "/v1/devices"] as const
  ]

  const kinds = [
    { kind: "status", status: 500 },
    { kind: "status", status: 503 },
    { kind: "html" },
    { kind: "reset" },
    { kind: "cut" }
  ] as const

  /** Every second request fails in one of the ways; never so many in a row that a read is given up. */
  function halfOfAll(seed: number): ReadonlyArray<Fault> {
    const random = randomFrom(seed)
    return lists.flatMap(([api, path]) => {
      let inARow = 0
      return Array.from({ length: 80 }, (_, after) => after).flatMap((after): ReadonlyArray<Fault> => {
        inARow = random() < 0.5 && inARow < 4 ? inARow + 1 : 0
        const how = kinds[Math.floor(random() * kinds.length)]
        return inARow === 0 || how === undefined ? [] : [{ api, path, ...how, after, count: 1 }]
      })
    })
  }

  it.each([1, 2])("with half of all requests leaves the content that a clean run has, seed %i", async (seed) => {
    const options = { people: 30, bulkAccounts: 300 }
    await begin(options)
    const clean = await collect()
    const requestsNeeded = running.sandbox.requests().length
    await running.stop()
    await begin({ ...options, switches: { ...defaultSandboxSwitches, faults: halfOfAll(seed) } })
    const { outcome, snapshot } = await collect()
    expect({ outcome, hash: snapshot.contentHash }).toEqual({ outcome: "complete", hash: clean.snapshot.contentHash })
    expect(running.sandbox.requests().length).toBeGreaterThan(requestsNeeded * 1.5)
  })

  it("holds up nobody else: twenty tenants are done beside one that answers nonsense and one that is not there", async () => {
    await begin({ tenants: 20, people: 5 })
    const nonsense = await serve((request, _, response) => {
      const isOdd = (request.url ?? "").length % 2 === 1
      response.writeHead(200, { "content-type": "application/json" })
      response.end(isOdd ? '{"result":[{"id":1}],"paging":{"moreResults":"for ever"}}' : "\u0000\ufffd{{{<html>")
    })
    writeFileSync(join(folder.path, "keys", "any"), "a-key", { mode: 0o600 })
    const hostile = { mad: nonsense.url, gone: "http://127.0.0.1:9" }
    for (const [id, url] of Object.entries(hostile)) {
      appendFileSync(
        join(folder.path, "rollcall.yaml"),
        `  ${id}:\n    name: ${id}\n    domains: [${id}.example]\n    push: { baseUrl: "${url}", apiKey: { file: keys/any } }\n`
      )
    }
    changeConfig((text) => `concurrency: 22\n${text}`)
    const run = await rollcall(folder.path, ["collect", "--all", "--json"])
    nonsense.stop()
    expect(run.code, run.stderr).toBe(3)
    const outcomes: ReadonlyArray<{ tenant: string; outcome: string; error?: { code: string } }> = JSON.parse(
      run.stdout
    ).tenants
    expect(outcomes.filter(({ outcome }) => outcome === "complete")).toHaveLength(20)
    expect(outcomes.slice(-2).map(({ tenant, outcome, error }) => [tenant, outcome, error?.code])).toEqual([
      ["mad", "partial", "not-understood"],
      ["gone", "partial", "unreachable"]
    ])
  })
})

/**
 * Goal: a report that is collected for on one machine is a durable run: whoever kills it loses no more than the step under way.
 * Method: the built command line over a SQLite store; the process is killed once the store says that it is at a step.
 */
import { spawn } from "node:child_process"
import { once } from "node:events"
import { DatabaseSync } from "node:sqlite"
import { join } from "node:path"
import { afterAll, beforeAll, expect, it } from "vitest"
import { bundle, rollcall, runningSandbox, temporaryFolder, thisPeriod, writeConfig } from "./harness.ts"
import { serve } from "./server.ts"

const folder = temporaryFolder()
const period = thisPeriod()
const words = ["report", "acme", "--collect", "--period", period, "--format", "pdf,json"]
let running: Awaited<ReturnType<typeof runningSandbox>>

beforeAll(async () => {
  running = await runningSandbox({ rateLimit: false, people: 100, latencyMs: 20 })
  writeConfig(folder.path, running.sandbox)
  // The store and its tables.
  await rollcall(folder.path, ["run", "list"])
})
afterAll(async () => {
  await running.stop()
  folder.remove()
})

const start = (parameters: ReadonlyArray<string>) =>
  spawn(process.execPath, [bundle, ...parameters], {
    cwd: folder.path,
    env: { PATH: process.env["PATH"] ?? "", HOME: folder.path },
    stdio: "ignore"
  })

const select = (statement: string) => {
  const database = new DatabaseSync(join(folder.path, "rollcall.db"), { readOnly: true, timeout: 5000 })
  try {
    return database.prepare(statement).all()
  } finally {
    database.close()
  }
}

const run = () => select("SELECT attempt, state, step FROM report_run WHERE tenant = 'acme'")[0]
const snapshots = () => select("SELECT id FROM collection_run WHERE finished_at IS NOT NULL").length

/** Starts a report, kills it as soon as it is at a step, and tells which attempt that was. */
async function killedAt(steps: ReadonlyArray<string>): Promise<unknown> {
  const before = run()?.["attempt"]
  const child = start(words)
  const isThere = () => {
    const now = run()
    return now?.["attempt"] !== before && now?.["state"] === "running" && steps.includes(String(now["step"]))
  }
  // oxlint-disable-next-line no-await-in-loop -- looks again and again
  while (!isThere()) await new Promise((resolve) => setTimeout(resolve, 3))
  child.kill("SIGKILL")
  await once(child, "close")
  return run()?.["attempt"]
}

it("a report that is killed while it is made goes on without another collection", async () => {
  const before = snapshots()
  const attempt = await killedAt(["assess", "render"])
  expect(snapshots()).toBe(before + 1)
  const { code, stderr } = await rollcall(folder.path, words)
  expect([code, snapshots()], stderr).toEqual([0, before + 1])
  expect(stderr).toMatch(/acme: goes on with the run of .*, interrupted at/)
  expect(run()).toMatchObject({ attempt, state: "done", step: "record" })
  expect((await rollcall(folder.path, ["verify", `reports/acme/${period}`])).code).toBe(0)
  expect(select("SELECT count(*) AS rows FROM rollcall_local_messages")).toMatchObject([{ rows: 0 }])
})

it("a report that is killed while it collects goes on with that collection", async () => {
  const before = snapshots()
  const attempt = await killedAt(["collect"])
  const { code, stderr } = await rollcall(folder.path, words)
  expect([code, snapshots()], stderr).toEqual([0, before + 1])
  expect(run()).toMatchObject({ attempt, state: "done" })
})

it("another report than the one that was killed is another run", async () => {
  const before = snapshots()
  const attempt = await killedAt(["assess", "render"])
  const other = await rollcall(folder.path, ["report", "acme", "--collect", "--period", period, "--format", "csv"])
  expect([other.code, snapshots()], other.stderr).toEqual([0, before + 2])
  expect(other.stderr).not.toContain("goes on")
  expect(run()).toMatchObject({ attempt: Number(attempt) + 1, state: "done" })
})

it("two processes do not make one report at once", async () => {
  // The first has begun, and cannot end before the second asks: its source keeps it waiting.
  const answers = Promise.withResolvers<void>()
  const isAsked = Promise.withResolvers<void>()
  const source = await serve((_asked, _body, response) => {
    isAsked.resolve()
    void answers.promise.then(() =>
      response.writeHead(200, { "content-type": "application/json" }).end('{"result":[]}')
    )
  })
  writeConfig(folder.path, running.sandbox, (id, lines) =>
    id === "acme" ? [`    push: { baseUrl: "${source.url}", apiKey: { file: keys/acme-push } }`] : lines
  )
  const child = start(words)
  const ended = once(child, "close")
  await isAsked.promise
  const second = await rollcall(folder.path, words)
  expect([second.code, second.stderr]).toEqual([1, expect.stringContaining("is being made by process")])
  answers.resolve()
  const [code] = await ended
  expect(code).toBe(0)
  source.stop()
})

/**
 * Goal: each command's `--json` has a published schema, and what `collect`, `report`, `init`, `checks`, `sandbox`, `lookup`,
 *   `doctor`, `run`, `schedule` and failures print is what theirs describes. The other commands are in the other `*-schema.test.ts`.
 * Method: the published JSON Schemas, read back as schemas, against documents that the built command line prints.
 */
import { spawn } from "node:child_process"
import { once } from "node:events"
import { writeFileSync } from "node:fs"
import { join } from "node:path"
import { createInterface } from "node:readline"
import { afterAll, beforeAll, expect, it } from "vitest"
import { bundle, rollcall, runningSandbox, temporaryFolder, thisPeriod, writeConfig } from "./harness.ts"
import { type Document, publishedSchema } from "./published-schema.ts"

const folder = temporaryFolder()
let running: Awaited<ReturnType<typeof runningSandbox>>

beforeAll(async () => {
  running = await runningSandbox({ people: 12, rateLimit: false })
  writeConfig(folder.path, running.sandbox, (tenant, lines) =>
    tenant === "acme" ? lines : lines.map((line) => line.replace(/keys\/globex-push/, "keys/no-such-key"))
  )
  await rollcall(folder.path, ["report", "acme", "--collect", "--period", thisPeriod(), "--format", "json"])
})
afterAll(async () => {
  await running.stop()
  folder.remove()
})

const published = (name: string) => publishedSchema(folder.path, name)

async function expectDescribed(name: string, document: Document): Promise<void> {
  const kindsOf = await published(name)
  expect(kindsOf(document), JSON.stringify(document).slice(0, 300)).toBe(1)
  for (const member of Object.keys(document)) {
    const rest = Object.fromEntries(Object.entries(document).filter(([each]) => each !== member))
    expect([member, kindsOf(rest)]).toEqual([member, 0])
  }
}

/** The schema of each command's documents; `null` for what prints none, or a schema itself. */
const schemas: Readonly<Record<string, string | null>> = {
  init: "init",
  doctor: "doctor",
  collect: "collect",
  report: "reports",
  verify: "verify",
  lookup: "lookup",
  person: "person",
  device: "device",
  enduser: "enduser",
  push: "push",
  snapshot: "snapshot",
  worker: null,
  run: "run",
  schedule: "schedule",
  audit: "audit",
  checks: "checks",
  exceptions: "exceptions",
  schema: null,
  sandbox: "sandbox",
  demo: null,
  completions: null
}

it("is published for every command that the help names", async () => {
  const { stdout } = await rollcall(folder.path, ["--help"])
  const commands = [...(stdout.split("SUBCOMMANDS")[1] ?? "").matchAll(/^ {2}([a-z]+) {2,}/gm)].map(([, name]) => name)
  expect(new Set(commands)).toEqual(new Set(Object.keys(schemas)))
  for (const name of Object.values(schemas).filter((each) => each !== null)) {
    // oxlint-disable-next-line no-await-in-loop -- one process after another, as there are two processors
    expect((await rollcall(folder.path, ["schema", name])).code, name).toBe(0)
  }
})

const period = thisPeriod()

it.each([
  ["collect", ["collect", "--all"], 3],
  ["reports", ["report", "--all", "--period", period, "--format", "json"], 3],
  ["reports", ["report", "acme", "--period", "2001-01"], 4],
  ["init", ["init", "--yes", "--config", "new/rollcall.yaml"], 0],
  ["checks", ["checks"], 0],
  ["checks", ["checks", "RC-MFA-01"], 0],
  ["lookup", ["lookup", "jane.doe@acme.example", "--tenant", "acme"], 0],
  ["lookup", ["lookup", "nobody@acme.example", "--tenant", "acme"], 4],
  ["doctor", ["doctor", "acme"], 0],
  ["run", ["run", "list"], 0],
  ["run", ["run", "show", "acme", "--period", period], 0],
  ["schedule", ["schedule", "show"], 0]
])("%s describes what `rollcall %j` prints", async (name, words, code) => {
  const run = await rollcall(folder.path, [...words, "--json"])
  expect(run.code, run.stderr).toBe(code)
  await expectDescribed(name, JSON.parse(run.stdout))
})

it.each([
  ["collect", ["collect", "nobody"]],
  ["reports", ["report", "acme", "--period", period, "--format", "docx"]],
  ["init", ["init", "--yes"]],
  ["checks", ["checks", "no-such-check"]],
  ["sandbox", ["sandbox", "--tenants", "0"]],
  ["failure", ["lookup", "jane", "--config", "none.yaml"]],
  ["failure", ["doctor", "nobody"]],
  ["failure", ["demo"]]
])("%s describes the failure that `rollcall %j` prints", async (name, words) => {
  const run = await rollcall(folder.path, [...words, "--json"])
  expect(run.code, run.stderr).not.toBe(0)
  const document = JSON.parse(run.stdout)
  expect(document.error.next).toEqual(expect.any(String))
  await expectDescribed(name, document)
})

it("describes a snapshot that is partial", async () => {
  // A key of nobody's: everything is refused, and every reading says so.
  writeFileSync(join(folder.path, "keys", "no-such-key"), "nobody's", { mode: 0o600 })
  const run = await rollcall(folder.path, ["collect", "globex", "--json"])
  const document = JSON.parse(run.stdout)
  expect([run.code, document.tenants[0].outcome]).toEqual([5, "partial"])
  await expectDescribed("collect", document)
})

it("describes what the sandbox prints before it serves", async () => {
  const child = spawn(process.execPath, [bundle, "sandbox", "--people", "1", "--json"], {
    cwd: folder.path,
    env: { PATH: process.env["PATH"] ?? "", HOME: folder.path },
    stdio: ["ignore", "pipe", "ignore"]
  })
  const [line] = await once(createInterface(child.stdout), "line")
  child.kill("SIGTERM")
  await once(child, "close")
  await expectDescribed("sandbox", JSON.parse(line))
})

/**
 * Goal: doctor finds what would make a run fail, says what to do, and ends with the code that the run would end with.
 * Method: the built command line against the sandbox, against servers with faults or a wrong clock, and against folders and
 * files that refuse.
 */
import { defaultSandboxSwitches } from "@rollcall/sandbox"
import { generateKeyPairSync } from "node:crypto"
import { chmodSync, existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs"
import { request } from "node:http"
import { join } from "node:path"
import { DatabaseSync } from "node:sqlite"
import { afterEach, beforeEach, describe, expect, it } from "vitest"
import { rollcall, type Run, runningSandbox, temporaryFolder, writeConfig } from "./harness.ts"
import { type RunningServer, serve } from "./server.ts"

interface Check {
  readonly subject: string
  readonly source: string | null
  readonly outcome: string
  readonly detail: string
  readonly next: string | null
  readonly error?: { readonly code: string }
}

let folder: ReturnType<typeof temporaryFolder>
let running: Awaited<ReturnType<typeof runningSandbox>>
let servers: Array<RunningServer> = []

beforeEach(async () => {
  folder = temporaryFolder()
  running = await runningSandbox({ people: 12, rateLimit: false })
  writeConfig(folder.path, running.sandbox)
})

afterEach(async () => {
  await running.stop()
  for (const server of servers) server.stop()
  servers = []
  folder.remove()
})

const doctor = (...parameters: ReadonlyArray<string>) => rollcall(folder.path, ["doctor", ...parameters])

/** All checks by who, source and subject. */
function checksOf(run: Run): Readonly<Record<string, Check>> {
  const document: {
    readonly checks: ReadonlyArray<Check>
    readonly tenants: ReadonlyArray<{ readonly tenant: string; readonly checks: ReadonlyArray<Check> }>
  } = JSON.parse(run.stdout)
  const named = (tenant: string | null, checks: ReadonlyArray<Check>) =>
    checks.map((each) => [[tenant, each.source, each.subject].filter((part) => part !== null).join(" "), each] as const)
  return Object.fromEntries([
    ...named(null, document.checks),
    ...document.tenants.flatMap(({ tenant, checks }) => named(tenant, checks))
  ])
}

const outcomesOf = (run: Run) =>
  Object.fromEntries(Object.entries(checksOf(run)).map(([name, { outcome }]) => [name, outcome]))

const changeAcme = (from: string | RegExp, to: string) =>
  writeConfig(folder.path, running.sandbox, (tenant, lines) =>
    tenant === "acme" ? lines.map((line) => line.replace(from, to)) : lines
  )

/** Puts lines before all tenants. */
const above = (...lines: ReadonlyArray<string>) => {
  const file = join(folder.path, "rollcall.yaml")
  writeFileSync(file, [...lines, readFileSync(file, "utf8")].join("\n"))
}

const key = (name: string) => join(folder.path, "keys", name)

/** The sandbox's Push API with another clock. */
const withClockAt = async (ms: number): Promise<string> => {
  const server = await serve((asked, _, answer) => {
    const to = new URL(asked.url ?? "/", running.sandbox.pushUrl)
    request(to, { method: asked.method ?? "GET", headers: asked.headers }, (got) => {
      answer.writeHead(got.statusCode ?? 500, { ...got.headers, date: new Date(ms).toUTCString() })
      got.pipe(answer)
    }).end()
  })
  servers.push(server)
  return server.url
}

describe("doctor where all is well", () => {
  it("says so in one line each, ends with 0 and makes nothing", async () => {
    const run = await doctor()
    expect(run.code, run.stdout).toBe(0)
    const lines = run.stdout.trimEnd().split("\n")
    expect(lines.length).toBe(3 + 2 * 6)
    for (const line of lines) expect(line).toMatch(/^ok {7}\S/)
    expect(readdirSync(folder.path).toSorted()).toEqual(["keys", "rollcall.yaml"])
  })

  it("reads one record of each source, of the tenants that are named", async () => {
    await doctor("globex")
    const asked = running.sandbox.requests().map(({ url }) => url)
    expect(asked).toHaveLength(2)
    for (const url of asked) expect(url).toMatch(/[?&]limit=1\b/)
  })

  it("keeps to its published shape", async () => {
    const schema = JSON.parse((await rollcall(folder.path, ["schema", "doctor"])).stdout)
    const document = JSON.parse((await doctor("--json")).stdout)
    expect(Object.keys(document).toSorted()).toEqual(schema.required.toSorted())
    expect(document).toMatchObject({ schemaVersion: 1, outcome: "ok" })
  })

  it("opens a store that is there and tells its schema and the free space", async () => {
    expect((await rollcall(folder.path, ["collect", "acme", "--quiet"])).code).toBe(0)
    const { store } = checksOf(await doctor("--json"))
    expect(store?.detail).toMatch(/rollcall\.db opens and takes writes, schema \d+; \d+\.\d GB free$/)
  })
})

describe("doctor and configuration", () => {
  it("tells every problem with its line and ends with 2", async () => {
    changeAcme("timezone: UTC", "timezoen: UTC")
    const run = await doctor()
    expect([run.code, run.stdout.includes("timezoen"), run.stdout.includes("rollcall.yaml:5")]).toEqual([2, true, true])
    expect(outcomesOf(await doctor("--json"))).toEqual({ config: "failed" })
  })

  it("ends with 2 for a tenant that does not exist", async () => {
    const run = await doctor("acmee")
    expect([run.code, run.stderr.includes("globex")]).toEqual([2, true])
  })
})

describe("doctor and secrets", () => {
  it("names where the secret should be, and goes on with the other source and tenant", async () => {
    changeAcme("{ file: keys/acme-push }", "{ env: ACME_KEY }")
    const run = await doctor("--json")
    expect(run.code, run.stdout).toBe(3)
    expect(outcomesOf(run)).toMatchObject({
      "acme push secret": "failed",
      "acme banyan api": "ok",
      "globex push api": "ok"
    })
    expect(checksOf(run)["acme push secret"]?.detail).toContain("ACME_KEY")
    expect((await doctor("acme")).code).toBe(2)
  })

  it("refuses a file that others can read and says chmod", async () => {
    chmodSync(key("acme-push"), 0o644)
    const run = await doctor("acme", "--json")
    expect(run.code).toBe(2)
    expect(checksOf(run)["acme push secret"]?.next).toContain("chmod 600")
  })
})

describe("doctor and what reports are made with", () => {
  it("says that reports are kept in the store, and looks for no folder", async () => {
    above("reports: store")
    const run = await doctor("acme", "--json")
    expect(run.code, run.stdout).toBe(0)
    expect(checksOf(run)["reports"]).toMatchObject({ outcome: "ok", detail: expect.stringContaining("in the store") })
    expect(existsSync(join(folder.path, "store"))).toBe(false)
  })

  it("reads the key and the logo of all tenants once, and of a tenant its own", async () => {
    const { privateKey } = generateKeyPairSync("ed25519")
    writeFileSync(key("signing.pem"), privateKey.export({ format: "pem", type: "pkcs8" }), { mode: 0o600 })
    writeFileSync(join(folder.path, "logo.png"), "no picture")
    writeConfig(folder.path, running.sandbox, (tenant, lines) =>
      tenant === "acme" ? [...lines, "    signing: { key: { file: keys/none.pem } }"] : lines
    )
    above("signing: { key: { file: keys/signing.pem } }", "theme: { logo: logo.png }")
    const run = await doctor("--json")
    expect(outcomesOf(run)).toMatchObject({
      signing: "ok",
      logo: "failed",
      "acme signing": "failed"
    })
    const checks = checksOf(run)
    expect(Object.keys(checks).filter((name) => /globex (?:signing|logo)|acme logo/.test(name))).toEqual([])
    expect(checks["logo"]?.next).toContain("name a PNG file")
    expect(checks["acme signing"]?.detail).toContain("none.pem does not exist")
    expect(run.code).toBe(2)
  })
})

describe("doctor and sources", () => {
  it("ends with 5 where a source refuses the key", async () => {
    writeFileSync(key("acme-push"), "wrong-key")
    const run = await doctor("acme", "--json")
    expect(run.code).toBe(5)
    expect(checksOf(run)["acme push api"]).toMatchObject({ outcome: "failed", error: { code: "refused" } })
    expect(run.stdout).not.toContain("wrong-key")
    expect((await doctor()).code).toBe(3)
  })

  it("ends with 1 where a source is out of reach, though the other refuses", async () => {
    changeAcme(/banyan: \{ baseUrl: "[^"]+"/, 'banyan: { baseUrl: "http://127.0.0.1:9/api"')
    writeFileSync(key("acme-push"), "wrong-key")
    const run = await doctor("acme", "--json")
    expect(run.code).toBe(1)
    expect(checksOf(run)["acme banyan api"]).toMatchObject({ outcome: "failed", error: { code: "unreachable" } })
  })

  it("warns of a record that it cannot understand", async () => {
    await running.stop()
    const mutate = { kind: "mutate", mutate: (record: object) => ({ ...record, firstName: 7 }) } as const
    running = await runningSandbox({
      people: 12,
      rateLimit: false,
      switches: { ...defaultSandboxSwitches, faults: [{ api: "push", path: "/v1/employees", ...mutate }] }
    })
    writeConfig(folder.path, running.sandbox)
    const run = await doctor("acme", "--json")
    expect(run.code).toBe(0)
    expect(checksOf(run)["acme push api"]).toMatchObject({ outcome: "warning", next: expect.any(String) })
  })
})

describe("doctor and the clock", () => {
  it.each([
    [-600_000, "warning", /ahead of/],
    [600_000, "warning", /behind/],
    [-50_000, "ok", /agree/]
  ])("judges a source whose clock is %d ms off as %s", async (offMs, outcome, words) => {
    changeAcme(running.sandbox.pushUrl, await withClockAt(Date.now() + offMs))
    const run = await doctor("acme", "--json")
    expect(run.code).toBe(0)
    expect(checksOf(run)["acme push clock"]).toMatchObject({ outcome, detail: expect.stringMatching(words) })
  })
})

describe("doctor and the machine", () => {
  it("takes no file of another program for a store", async () => {
    const theirs = new DatabaseSync(join(folder.path, "rollcall.db"))
    theirs.exec("CREATE TABLE contacts (name TEXT)")
    theirs.close()
    const run = await doctor("acme", "--json")
    expect(run.code, run.stdout).toBe(1)
    expect(checksOf(run)["store"]).toMatchObject({
      detail: expect.stringContaining("none of them is Rollcall's"),
      next: expect.stringContaining("another file")
    })
  })

  it("ends with 1 where the store is no database, and looks at the sources all the same", async () => {
    writeFileSync(join(folder.path, "rollcall.db"), "this is not a database, however long it may be. ".repeat(100))
    const run = await doctor("--json")
    expect(run.code).toBe(1)
    expect(outcomesOf(run)).toMatchObject({ store: "failed", "acme push api": "ok" })
  })

  it("ends with 1 where the reports cannot be written, and leaves nothing there", async () => {
    writeFileSync(join(folder.path, "reports"), "a file in the way")
    const run = await doctor("--json")
    expect(run.code).toBe(1)
    expect(checksOf(run)["reports"]).toMatchObject({ outcome: "failed", error: { code: "output" } })
    expect(existsSync(join(folder.path, "rollcall.db"))).toBe(false)
  })
})

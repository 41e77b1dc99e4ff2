/**
 * Goal: whatever goes wrong is told in words, with the right exit code, and leaves nothing half done.
 * Method: the built command line against the sandbox with faults, and against folders and files that refuse.
 */
import { defaultSandboxSwitches } from "@rollcall/sandbox"
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { afterEach, beforeEach, describe, expect, it } from "vitest"
import { rollcall, type Run, runningSandbox, temporaryFolder, thisPeriod, writeConfig } from "./harness.ts"
import { publishedSchema } from "./published-schema.ts"

let folder: ReturnType<typeof temporaryFolder>
let running: Awaited<ReturnType<typeof runningSandbox>>

beforeEach(async () => {
  folder = temporaryFolder()
  running = await runningSandbox({ people: 12, rateLimit: false })
  writeConfig(folder.path, running.sandbox)
})

afterEach(async () => {
  await running.stop()
  folder.remove()
})

/** A failure as a person should get it: words on standard error, no stack, no key. */
const expectTold = (run: Run, code: number, ...words: ReadonlyArray<string>) => {
  const said = `${run.stdout}\n${run.stderr}`
  expect(run.code, said).toBe(code)
  for (const word of words) expect(said).toContain(word)
  expect(said).not.toMatch(/^\s+at .+:\d+/m)
  for (const { pushApiKey, banyanToken } of running.sandbox.tenants) {
    expect(said).not.toContain(pushApiKey)
    expect(said).not.toContain(banyanToken)
  }
}

describe("configuration", () => {
  it("says where to get one when there is none", async () => {
    expectTold(await rollcall(join(folder.path, "keys"), ["collect"]), 2, "rollcall.yaml")
  })

  it("names the unknown key, its line and the nearest valid one", async () => {
    const file = join(folder.path, "rollcall.yaml")
    writeFileSync(file, readFileSync(file, "utf8").replace("timezone", "timezoen"))
    expectTold(await rollcall(folder.path, ["collect", "--all"]), 2, "timezoen", "timezone", "rollcall.yaml:5")
  })

  it("prints an error document under --json", async () => {
    writeFileSync(join(folder.path, "rollcall.yaml"), "tenants: 3\n")
    const run = await rollcall(folder.path, ["report", "--all", "--period", "2026-10", "--json"])
    expect(run.code).toBe(2)
    const { schemaVersion, error } = JSON.parse(run.stdout)
    expect(schemaVersion).toBe(1)
    expect(Object.keys(error).toSorted()).toEqual(["code", "message", "next", "where"])
  })

  it("names the variable of a secret that is not set", async () => {
    writeConfig(folder.path, running.sandbox, (tenant, lines) =>
      lines.map((line) => (tenant === "acme" ? line.replace("{ file: keys/acme-push }", "{ env: ACME_KEY }") : line))
    )
    expectTold(await rollcall(folder.path, ["collect", "acme"]), 2, "ACME_KEY")
  })

  it("takes no inline secret and does not repeat it", async () => {
    writeConfig(folder.path, running.sandbox, (_, lines) =>
      lines.map((line) => line.replace(/apiKey: \{ file: [^}]+\}/, "apiKey: psk-canary-123"))
    )
    const run = await rollcall(folder.path, ["collect", "acme"])
    expectTold(run, 2, "apiKey")
    expect(`${run.stdout}${run.stderr}`).not.toContain("psk-canary-123")
  })
})

describe("usage", () => {
  it.each([
    [["collect"], "--all"],
    [["collect", "acmee"], "acme"],
    [["report", "--all"], "period"],
    [["report", "--all", "--period", "2026-13"], "2026-10"],
    [["report", "--all", "--period", "2026-10", "--format", "docx"], "docx"],
    [["report", "--all", "--period", "2026-10", "--fail-on", "severe"], "fail-on"],
    [["report", "--all", "--period", "soon"], '--period must be a calendar month such as 2026-10, but is "soon".'],
    [["snapshot", "prune", "--keep", "0"], '--keep must be a value greater than 0, but is "0".'],
    [["collect", "acme", "--all"], "--all and names (acme) exclude each other"],
    [["report", "acme", "globex", "--all", "--period", "2026-10"], "--all and names (acme, globex) exclude each other"],
    [["lookup"], "QUERY"],
    [["checks", "no-such-check"], "account-mfa-missing"],
    [["collect", "--everything"], "--everything"]
  ])("ends with 2 on `rollcall %j`", async (parameters, word) => {
    const run = await rollcall(folder.path, parameters)
    expectTold(run, 2, word)
    expect(run.stdout).toBe("")
  })
})

describe("sources", () => {
  it("asks the other tenants where one fails in `lookup --live`, and ends with 3 beside what was found", async () => {
    writeFileSync(join(folder.path, "keys", "acme-push"), "wrong-key")
    const domain = running.sandbox.tenants.find(({ id }) => id === "globex")?.domains[0] ?? ""
    const query = ["lookup", domain, "--live", "--json"]
    const run = await rollcall(folder.path, query)
    expectTold(run, 3, "acme", "push", "403")
    const document = JSON.parse(run.stdout)
    expect((await publishedSchema(folder.path, "lookup"))(document)).toBe(1)
    const { failed, matches } = document
    expect(failed).toMatchObject([{ tenant: "acme", code: "refused" }])
    expect(new Set(matches.map(({ tenant }: { readonly tenant: string }) => tenant))).toEqual(new Set(["globex"]))
    expectTold(await rollcall(folder.path, ["lookup", "nobody@nowhere.test", "--live"]), 3, "matches", "in globex")
    // One tenant alone, or all failing alike, give the failure's own code.
    expectTold(await rollcall(folder.path, [...query, "--tenant", "acme"]), 5, "refused")
    writeFileSync(join(folder.path, "keys", "globex-push"), "wrong-key")
    expectTold(await rollcall(folder.path, query), 5, "acme", "globex", "nobody was looked for")
  })

  it("ends with 5 when a source refuses the key, and says which and where it is configured", async () => {
    writeFileSync(join(folder.path, "keys", "acme-push"), "wrong-key")
    expectTold(await rollcall(folder.path, ["collect", "acme"]), 5, "acme", "push", "403", "keys/acme-push")
  })

  it("ends with 1 when a server is down", async () => {
    await running.stop()
    expectTold(await rollcall(folder.path, ["collect", "acme"]), 1, "acme", "push")
  })

  it("ends with 3 when some tenants failed and the others are done", async () => {
    writeFileSync(join(folder.path, "keys", "acme-banyan"), "wrong-key")
    const run = await rollcall(folder.path, ["collect", "--all", "--json"])
    expect(run.code, run.stderr).toBe(3)
    const outcomes = JSON.parse(run.stdout).tenants.map((each: { tenant: string; outcome: string }) => [
      each.tenant,
      each.outcome
    ])
    expect(outcomes).toEqual([
      ["acme", "partial"],
      ["globex", "complete"]
    ])
  })

  it("refuses to report on a partial snapshot, and with --allow-partial says what is missing and counts nothing", async () => {
    writeFileSync(join(folder.path, "keys", "acme-banyan"), "wrong-key")
    await rollcall(folder.path, ["collect", "acme"])
    expectTold(await rollcall(folder.path, ["report", "acme", "--period", thisPeriod()]), 4, "--allow-partial")
    expect(existsSync(join(folder.path, "reports", "acme", thisPeriod()))).toBe(false)

    const run = await rollcall(folder.path, ["report", "acme", "--period", thisPeriod(), "--allow-partial"])
    expect(run.code, run.stderr).toBe(0)
    const document = JSON.parse(readFileSync(join(folder.path, "reports", "acme", thisPeriod(), "report.json"), "utf8"))
    expect(document.snapshot.complete).toBe(false)
    expect([document.summary.devices, document.summary.endusers, document.summary.score]).toEqual([null, null, null])
    expect(document.correlation.employeesWithoutDevice).toBeNull()
    expect(document.summary.employees).toBeGreaterThan(0)
  })

  it("counts and names refused records, and keeps the others", async () => {
    await running.stop()
    running = await runningSandbox({
      people: 12,
      rateLimit: false,
      switches: {
        ...defaultSandboxSwitches,
        faults: [
          { api: "push", path: "/v1/apps", kind: "mutate", mutate: (record) => ({ ...record, labels: "not a list" }) }
        ]
      }
    })
    writeConfig(folder.path, running.sandbox)
    const run = await rollcall(folder.path, ["collect", "acme", "--json"])
    expect(run.code, run.stderr).toBe(1)
    const { resources } = JSON.parse(run.stdout).tenants[0].snapshot
    const apps = resources.find((each: { resource: string }) => each.resource === "apps")
    expect(apps.records).toBe(0)
    expect(apps.refused).toBeGreaterThan(0)
    expect(apps.refusals[0].reason).toContain("labels")
    expect(apps.refusals[0].fingerprint).toMatch(/^[0-9a-f]{16}$/)
  })

  it("takes a withdrawn resource for not offered", async () => {
    await running.stop()
    running = await runningSandbox({
      people: 12,
      rateLimit: false,
      switches: { ...defaultSandboxSwitches, push: { ...defaultSandboxSwitches.push, appBanners: "withdrawn" } }
    })
    writeConfig(folder.path, running.sandbox)
    const run = await rollcall(folder.path, ["collect", "acme", "--json"])
    expect(run.code, run.stderr).toBe(0)
    const { resources } = JSON.parse(run.stdout).tenants[0].snapshot
    expect(resources.find((each: { resource: string }) => each.resource === "appBanners").offered).toBe(false)
  })
})

describe("periods", () => {
  it("ends with 4 when no snapshot speaks for the month, and lists what exists", async () => {
    await rollcall(folder.path, ["collect", "acme"])
    expectTold(
      await rollcall(folder.path, ["report", "acme", "--period", "2020-01"]),
      4,
      "2020-01",
      "acme-",
      "complete"
    )
    expect(existsSync(join(folder.path, "reports"))).toBe(false)
  })

  it("collects and reports in one go", async () => {
    const run = await rollcall(folder.path, ["report", "acme", "--period", thisPeriod(), "--collect"])
    expect(run.code, run.stderr).toBe(0)
    expect(readdirSync(join(folder.path, "reports", "acme"))).toEqual([thisPeriod()])
  })
})

describe("files", () => {
  it("ends with 1 when the report folder cannot be made, and leaves nothing there", async () => {
    await rollcall(folder.path, ["collect", "acme"])
    writeFileSync(join(folder.path, "in the way"), "a file")
    expectTold(
      await rollcall(folder.path, ["report", "acme", "--period", thisPeriod(), "--out", "in the way/reports"]),
      1,
      "in the way",
      "--out"
    )
  })

  it("brings back a report whose swap was interrupted", async () => {
    await rollcall(folder.path, ["collect", "acme"])
    const tenant = join(folder.path, "reports", "acme")
    mkdirSync(join(tenant, `.${thisPeriod()}.old`), { recursive: true })
    writeFileSync(join(tenant, `.${thisPeriod()}.old`, "report.json"), "{}")
    const run = await rollcall(folder.path, ["report", "acme", "--period", thisPeriod()])
    expect(run.code, run.stderr).toBe(0)
    expect(readdirSync(tenant)).toEqual([thisPeriod()])
  })

  it("says so when the store is no database", async () => {
    writeFileSync(join(folder.path, "rollcall.db"), "this is not a database, however long it may be. ".repeat(100))
    expectTold(await rollcall(folder.path, ["collect", "acme"]), 1, "store")
  })
})

describe("interruption", () => {
  it("ends with 130, keeps what was read, and goes on from there with --resume", async () => {
    await running.stop()
    running = await runningSandbox({ people: 60 })
    writeConfig(folder.path, running.sandbox)
    const interrupted = await rollcall(folder.path, ["collect", "acme"], {}, (child, piece) => {
      if (piece.includes("employees")) child.kill("SIGINT")
    })
    expectTold(interrupted, 130, "--resume")
    expect(JSON.parse((await rollcall(folder.path, ["lookup", "jane", "--json"])).stdout).matches).toEqual([])

    const requested = running.sandbox.requests().length
    const resumed = await rollcall(folder.path, ["collect", "acme", "--resume", "--json"])
    expect(resumed.code, resumed.stderr).toBe(0)
    const { outcome, snapshot } = JSON.parse(resumed.stdout).tenants[0]
    expect(outcome).toBe("complete")
    expect(snapshot.resources.find((each: { resource: string }) => each.resource === "employees").records).toBe(60)
    const again = running.sandbox.requests().slice(requested)
    expect(again.filter(({ url }) => url.startsWith("/v1/employees"))).toEqual([])
  })

  it("says so when there is nothing to resume", async () => {
    const run = await rollcall(folder.path, ["collect", "acme", "--resume"])
    expect(run.code, run.stderr).toBe(0)
    expect(run.stderr).toContain("no interrupted run")
  })
})

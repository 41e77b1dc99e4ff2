/**
 * Goal: the main job, from a configuration to two tenants' reports and a looked-up person.
 * Method: the built command line, in a folder with a blank in its name, against the sandbox with its rate limit on.
 */
import type { Sandbox } from "@rollcall/sandbox"
import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { ReportDocument } from "@rollcall/model"
import { Schema } from "effect"
import { createHash } from "node:crypto"
import { rollcall, type Run, runningSandbox, temporaryFolder, thisPeriod, warmUp, writeConfig } from "./harness.ts"

const folder = temporaryFolder()
const period = thisPeriod()
let running: { readonly sandbox: Sandbox; readonly stop: () => Promise<void> }
let collected: Run
let reported: Run

beforeAll(async () => {
  running = await runningSandbox()
  writeConfig(folder.path, running.sandbox)
  await warmUp(running.sandbox)
  collected = await rollcall(folder.path, ["collect", "--all", "--json"])
  reported = await rollcall(folder.path, ["report", "--all", "--period", period, "--json"])
})

afterAll(async () => {
  await running.stop()
  folder.remove()
})

const reportFolder = (tenant: string) => join(folder.path, "reports", tenant, period)
const documentOf = (tenant: string) => JSON.parse(readFileSync(join(reportFolder(tenant), "report.json"), "utf8"))

const lookup = async (...parameters: ReadonlyArray<string>) => {
  const run = await rollcall(folder.path, ["lookup", ...parameters, "--json"])
  return { ...run, matches: JSON.parse(run.stdout).matches }
}

describe("collect", () => {
  it("makes one complete snapshot per tenant and says nothing but JSON on standard output", () => {
    expect(collected.code, collected.stderr).toBe(0)
    const { schemaVersion, tenants } = JSON.parse(collected.stdout)
    expect(schemaVersion).toBe(1)
    expect(tenants.map((each: { tenant: string; outcome: string }) => [each.tenant, each.outcome])).toEqual([
      ["acme", "complete"],
      ["globex", "complete"]
    ])
  })

  it("is never refused for asking too fast", () => {
    const statuses = running.sandbox.requests().map(({ status }) => status)
    expect(statuses.length).toBeGreaterThan(50)
    expect(statuses.filter((status) => status === 429)).toEqual([])
  })

  it("reads every resource of both sources", () => {
    const names = documentOf("acme").snapshot.resources.map(
      (each: { source: string; resource: string }) => `${each.source} ${each.resource}`
    )
    expect(names).toEqual([
      "push employees",
      "push browsers",
      "push accounts",
      "push accountsOther",
      "push apps",
      "push appsOther",
      "push findings",
      "push detections",
      "push browserExtensions",
      "push appBanners",
      "push blockedUrls",
      "banyan endusers",
      "banyan devices"
    ])
  })
})

describe("report", () => {
  it("writes every file and swaps the folder in whole", () => {
    expect(reported.code, reported.stderr).toBe(0)
    expect(readdirSync(reportFolder("acme")).toSorted()).toEqual([
      `acme-${period}-posture.html`,
      `acme-${period}-posture.pdf`,
      "devices.csv",
      "failures.csv",
      "findings.csv",
      "manifest.json",
      "people.csv",
      "report.json"
    ])
    expect(readdirSync(join(folder.path, "reports", "acme"))).toEqual([period])
  })

  it("keeps report.json in its published shape", () => {
    for (const tenant of ["acme", "globex"]) {
      const decode = Schema.decodeUnknownSync(ReportDocument, { onExcessProperty: "error" })
      expect(decode(documentOf(tenant)).tenant.id).toBe(tenant)
    }
  })

  it("makes totals and lists from the same rows", () => {
    const document = documentOf("acme")
    const devices = new Set(
      document.people.flatMap((person: { links: Array<{ kind: string; id: string }> }) =>
        person.links.filter(({ kind }) => kind === "device").map(({ id }) => id)
      )
    )
    expect(document.summary.people).toBe(document.people.length)
    expect(document.summary.devices).toBe(devices.size + document.unowned.devices.length)
    for (const check of document.checks) {
      if (check.population === null) continue
      expect(check.pass + check.fail + check.notAssessable + check.excepted, check.id).toBe(check.population)
      expect(check.failures.length, check.id).toBe(check.fail)
    }
  })

  it("hashes every file into the manifest", () => {
    const manifest = JSON.parse(readFileSync(join(reportFolder("acme"), "manifest.json"), "utf8"))
    expect(manifest.files).toHaveLength(7)
    for (const { name, sha256, sizeBytes } of manifest.files) {
      const bytes = readFileSync(join(reportFolder("acme"), name))
      expect(sizeBytes).toBe(bytes.length)
      expect(sha256).toBe(createHash("sha256").update(bytes).digest("hex"))
    }
  })

  it("gives the same bytes when it is made again", async () => {
    const again = join(folder.path, "again")
    const run = await rollcall(folder.path, ["report", "acme", "--period", period, "--out", "again"])
    expect(run.code, run.stderr).toBe(0)
    for (const name of readdirSync(reportFolder("acme"))) {
      const [first, second] = [reportFolder("acme"), join(again, "acme", period)].map((each) =>
        readFileSync(join(each, name))
      )
      expect(first?.equals(second ?? Buffer.alloc(0)), name).toBe(true)
    }
  })

  it("limits the files by --format", async () => {
    const run = await rollcall(folder.path, [
      "report",
      "globex",
      "--period",
      period,
      "--format",
      "html",
      "--out",
      "html only"
    ])
    expect(run.code, run.stderr).toBe(0)
    expect(readdirSync(join(folder.path, "html only", "globex", period)).toSorted()).toEqual([
      `globex-${period}-posture.html`,
      "manifest.json",
      "report.json"
    ])
  })

  it("ends with 6 when --fail-on is reached", async () => {
    const run = await rollcall(folder.path, [
      "report",
      "acme",
      "--period",
      period,
      "--fail-on",
      "low",
      "--out",
      "fail on"
    ])
    expect(run.code, run.stderr).toBe(6)
    expect(readdirSync(join(folder.path, "fail on", "acme"))).toEqual([period])
  })

  it("takes its numbers for next month's comparison from the stored assessment", async () => {
    const next = new Date(Date.UTC(Number(period.slice(0, 4)), Number(period.slice(5)), 15)).toISOString().slice(0, 7)
    const [id] = JSON.parse(reported.stdout).tenants.map((each: { snapshot: { id: string } }) => each.snapshot.id)
    const run = await rollcall(folder.path, [
      "report",
      "acme",
      "--period",
      next,
      "--snapshot",
      id,
      "--out",
      "next",
      "--json"
    ])
    expect(run.code, run.stderr).toBe(0)
    const [{ summary, snapshot }] = JSON.parse(run.stdout).tenants
    expect(snapshot.basis).toBe("named")
    expect(summary.previousScore).toBe(documentOf("acme").summary.score)
  })
})

describe("lookup", () => {
  it.each(["jane.doe@acme.example", "JDoe@acme.test", " Jane.Doe@ACME.example "])(
    "finds a person by %j",
    async (query) => {
      const { code, matches } = await lookup(query)
      expect(code).toBe(0)
      expect(matches).toHaveLength(1)
      expect(matches[0].person.email).toBe("jane.doe@acme.example")
      expect(matches[0].person.posture.score).toBeTypeOf("number")
      expect(matches[0].person.links.map(({ by }: { by: string }) => by)).toContain("employee-id")
    }
  )

  it("finds a person by a device's serial number", async () => {
    const { matches } = await lookup("C02XK1ACME01", "--tenant", "acme")
    expect(matches.map((each: { person: { email: string } }) => each.person.email)).toContain("jane.doe@acme.example")
  })

  it("finds a name without its accents", async () => {
    const { matches } = await lookup("lukasz")
    expect(matches.map((each: { person: { name: string } }) => each.person.name).join()).toContain("Łukasz")
  })

  it("finds a device that is nobody's", async () => {
    const [unowned] = documentOf("acme").unowned.devices
    const { matches } = await lookup(unowned.SerialNumber, "--tenant", "acme")
    expect(matches[0].person).toBeNull()
    expect(matches[0].device.SerialNumber).toBe(unowned.SerialNumber)
  })

  it("shows nanoseconds with all nine digits", async () => {
    const { matches } = await lookup("jane.doe@acme.example")
    expect(matches[0].person.devices[0].LastLogin).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{9}Z$/)
  })

  it("prints an empty list and ends with 4 when there is nobody", async () => {
    const { code, matches } = await lookup("nobody@acme.example")
    expect([code, matches]).toEqual([4, []])
  })

  it("asks the sources themselves with --live and stores nothing", async () => {
    const { code, matches, stderr } = await lookup("jdoe@acme.example", "--tenant", "acme", "--live")
    expect(code, stderr).toBe(0)
    expect(matches[0].snapshot).toBeNull()
    expect(matches[0].person.email).toBe("jane.doe@acme.example")
  })
})

/**
 * Goal: the roster as a person and a script read it, with the same numbers as the report of the same snapshot.
 * Method: snapshots are put into the store itself; the built command line reads them.
 */
import { readFileSync } from "node:fs"
import { join } from "node:path"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { rollcall, temporaryFolder } from "./harness.ts"
import { keepSnapshots, someRecords, writeOfflineConfig } from "./stored-snapshots.ts"

let folder: ReturnType<typeof temporaryFolder>

beforeAll(async () => {
  folder = temporaryFolder()
  writeOfflineConfig(folder.path, { acme: [], globex: [], initech: [], umbrella: [] })
  const stranger = { d2: { DeviceID: "d2", SerialNumber: "PF0EA9", Emails: ["kim@agency.test"] } }
  await keepSnapshots(
    folder.path,
    { id: "a1", records: { ...someRecords, devices: { ...someRecords.devices, ...stranger } } },
    {
      id: "g1",
      tenant: "globex",
      records: { ...someRecords, devices: {}, endusers: {} },
      readings: { devices: { complete: false, problem: "the answer broke off" } }
    },
    {
      id: "u1",
      tenant: "umbrella",
      sources: ["push"],
      records: { employees: { e1: { id: "e1", email: "notanemail", firstName: "Kim" } } }
    }
  )
})

afterAll(() => folder.remove())

const list = (...parameters: ReadonlyArray<string>) => rollcall(folder.path, ["person", "list", ...parameters])

const listJson = async (...parameters: ReadonlyArray<string>) => {
  const run = await list(...parameters, "--json")
  return { ...run, document: JSON.parse(run.stdout) }
}

const emailsOf = async (...parameters: ReadonlyArray<string>) => {
  const { document } = await listJson("--tenant", "acme", ...parameters)
  return document.tenants[0].people.map(({ email }: { email: string }) => email)
}

const scores = async (tenant: string): Promise<ReadonlyArray<number | null>> =>
  (await listJson("--tenant", tenant)).document.tenants[0].people.map(
    ({ posture }: { readonly posture: { readonly score: number | null } }) => posture.score
  )

describe("person list", () => {
  it("shows everybody with what they hold and what fails", async () => {
    const { code, stdout, stderr } = await list("--tenant", "acme")
    expect(code, stderr).toBe(0)
    expect(stdout).toMatch(/^EMAIL +NAME +BROWSERS +ACCOUNTS +DEVICES +FAILING +SCORE$/m)
    expect(stdout).toMatch(/^jane@acme\.example +Jane Doe +1 +1 +1 +\d+ +\d+\.\d$/m)
    expect(stdout).toMatch(/^kim@agency\.test +– +0 +0 +1 /m)
    expect(stderr).toContain("acme: 3 people as of a1, finished 2026-10-31T02:05:00.000Z")
  })

  it("gives the people that a report of the snapshot has, each as in lookup", async () => {
    const run = await rollcall(folder.path, ["report", "acme", "--period", "2026-10", "--format", "json"])
    expect(run.code, run.stderr).toBe(0)
    const report = JSON.parse(readFileSync(join(folder.path, "reports", "acme", "2026-10", "report.json"), "utf8"))
    const { document } = await listJson("--tenant", "acme")
    const [{ people, ...tenant }] = document.tenants
    expect(tenant).toEqual({
      tenant: "acme",
      outcome: "complete",
      snapshot: "a1",
      finishedAt: "2026-10-31T02:05:00.000Z",
      undecided: 0,
      cut: false
    })
    const withoutScore = people.map(({ posture, ...person }: { posture: { failing: unknown } }) => ({
      ...person,
      posture: { failing: posture.failing }
    }))
    expect(withoutScore).toEqual(report.people)
    const found = await rollcall(folder.path, ["lookup", "jane@acme.example", "--tenant", "acme", "--json"])
    expect(people).toContainEqual(JSON.parse(found.stdout).matches[0].person)
    const without = await emailsOf("--employees-only", "--without-device")
    expect(without).toHaveLength(report.correlation.employeesWithoutDevice)
  })

  it.each([
    [["--without-device"], ["john@acme.example"]],
    [["--without-browser"], ["john@acme.example", "kim@agency.test"]],
    [["--without-employee"], ["kim@agency.test"]],
    [["--employees-only"], ["jane@acme.example", "john@acme.example"]],
    [["--employees-only", "--without-browser"], ["john@acme.example"]],
    [["--failing", "account-mfa-missing"], ["jane@acme.example"]],
    [["--failing", "rc-mfa-01", "--without-browser"], []],
    [["--limit", "1"], ["jane@acme.example"]]
  ])("finds with %j %j", async (flags, emails) => {
    expect(await emailsOf(...flags)).toEqual(emails)
  })

  it("says nobody where nobody is found, and that is no failure", async () => {
    const { code, stdout } = await list("--tenant", "acme", "--failing", "RC-MFA-01", "--without-browser")
    expect([code, stdout]).toEqual([0, "nobody\n"])
  })

  it("counts nothing as none in a list that was not read to its end", async () => {
    const { code, stdout, stderr } = await list("--tenant", "globex")
    expect(code).toBe(0)
    expect(stderr).toContain("only a partial snapshot is there (g1)")
    expect(stdout).toMatch(/^jane@acme\.example +Jane Doe +1 +1 +\? /m)
    const { document, stderr: notes } = await listJson("--tenant", "globex", "--without-device")
    expect(document.tenants[0]).toMatchObject({ outcome: "partial", people: [], undecided: 2 })
    expect(notes).toContain("2 left out, as what was asked for is not known of them")
  })

  it("scores nobody by a list that was not read to its end", async () => {
    expect(new Set(await scores("globex"))).toEqual(new Set([null]))
    expect(await scores("acme")).toContainEqual(expect.any(Number))
  })

  it("says which source is not configured, and shows what is no address as it is written", async () => {
    const { stdout, stderr } = await list("--tenant", "umbrella")
    expect(stdout).toMatch(/^notanemail +Kim +0 +0 +\? /m)
    expect(stderr).toContain("banyan is not configured")
    const { document } = await listJson("--tenant", "umbrella")
    expect(document.tenants[0]).toMatchObject({ outcome: "complete", notConfigured: ["banyan"] })
  })

  it("shows every tenant, and ends with 3 where one has no snapshot", async () => {
    const { code, stdout, stderr } = await list()
    expect(code).toBe(3)
    expect(stdout).toMatch(/^TENANT +EMAIL/m)
    expect(stdout).toMatch(/^globex +jane@acme\.example/m)
    expect(stderr).toContain("initech: there is no snapshot yet.")
    const { document } = await listJson()
    expect(document.tenants[2]).toMatchObject({ tenant: "initech", outcome: "failed", error: { code: "not-found" } })
  })

  it.each([
    [["--tenant", "initech"], 4],
    [["--tenant", "nobody"], 2],
    [["--failing", "no-such-check"], 2],
    [["--limit", "0"], 2]
  ])("ends on %j with %i", async (parameters, code) => {
    expect((await list(...parameters)).code).toBe(code)
  })
})

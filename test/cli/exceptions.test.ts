/**
 * Goal: who looks after exceptions sees which hold, which are over, which cover nothing, and why a subject is excepted.
 * Method: a snapshot is put into the store itself; dates of exceptions are counted from today.
 */
import { readFileSync } from "node:fs"
import { join } from "node:path"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { rollcall, temporaryFolder } from "./harness.ts"
import { keepSnapshots, someRecords, writeOfflineConfig } from "./stored-snapshots.ts"

let folder: ReturnType<typeof temporaryFolder>

const dayMs = 86_400_000
const inDays = (days: number) => new Date(Date.now() + days * dayMs).toISOString().slice(0, 10)

const exception = (check: string, subject: string, days: number) =>
  `  - { check: ${check}, subject: ${subject}, reason: sealed, approvedBy: J. Doe, expires: ${inDays(days)} }`

beforeAll(async () => {
  folder = temporaryFolder()
  writeOfflineConfig(folder.path, {
    acme: [
      "exceptions:",
      exception("account-mfa-missing", "jane@acme.example", 400),
      exception("RC-MFA-01", "a1", 30),
      exception("account-mfa-missing", "john@acme.example", 400),
      exception("account-mfa-missing", "nobody@acme.example", 31),
      exception("acount-mfa-missing", "jane@acme.example", 400),
      exception("rc-mfa-01", "jane@acme.example", 400),
      exception("account-mfa-missing", "Jane@acme.example", -1)
    ],
    globex: ["exceptions:", exception("device-disk-unencrypted", "d1", 0)],
    initech: []
  })
  await keepSnapshots(folder.path, {
    id: "a1",
    finishedAt: new Date(Date.now() - 2 * dayMs).toISOString(),
    records: someRecords,
    readings: { browsers: { complete: false, problem: "the answer broke off" } }
  })
})

afterAll(() => folder.remove())

const exceptions = (...parameters: ReadonlyArray<string>) => rollcall(folder.path, ["exceptions", ...parameters])

const exceptionsJson = async (...parameters: ReadonlyArray<string>) => {
  const run = await exceptions(...parameters, "--json")
  return { ...run, document: JSON.parse(run.stdout) }
}

/** The line of the configuration that an exception stands in, by its position. */
const lineOf = (position: number) => {
  const lines = readFileSync(join(folder.path, "rollcall.yaml"), "utf8").split("\n")
  return lines.findIndex((line) => line.includes("exceptions:")) + 2 + position
}

describe("exceptions list", () => {
  it("tells of each what it covers, and why it covers nothing", async () => {
    const { code, document, stderr } = await exceptionsJson("list", "--tenant", "acme")
    expect(code, stderr).toBe(0)
    expect(document.tenants[0]).toMatchObject({ tenant: "acme", outcome: "listed", snapshot: "a1" })
    expect(
      document.tenants[0].exceptions.map((each: Record<string, unknown>) => [
        each["state"],
        each["covers"],
        each["expiresSoon"],
        each["remark"]
      ])
    ).toEqual([
      ["applied", 1, false, "it runs for more than a year"],
      ["applied", 1, true, null],
      ["matches-nothing", 0, false, "the subject passes: it is not needed any more"],
      ["matches-nothing", 0, false, "the check has no such subject"],
      ["matches-nothing", 0, false, expect.stringContaining("there is no check acount-mfa-missing")],
      ["matches-nothing", 0, false, "there is no check rc-mfa-01: write RC-MFA-01"],
      ["expired", 1, false, "it covered failures in the newest snapshot, which count again"]
    ])
    expect(document.tenants[0].exceptions[1]).toMatchObject({ line: lineOf(1), daysLeft: 30, approvedBy: "J. Doe" })
  })

  it("is what `rollcall exceptions` shows, and counts what asks for something to be done", async () => {
    const { code, stdout, stderr } = await exceptions("--tenant", "acme")
    expect(code, stderr).toBe(0)
    expect((await exceptions("list", "--tenant", "acme")).stdout).toBe(stdout)
    expect(stdout).toMatch(/^\d+ +RC-MFA-01 +a1 +30 days left +1 +\d{4}-\d\d-\d\d$\n^ +approved by J\. Doe: sealed$/m)
    expect(stdout).toMatch(/^\d+ +account-mfa-missing +Jane@acme\.example +EXPIRED +1 /m)
    expect(stderr).toContain("acme: 7 exceptions; 1 expired; 1 expiring within 30 days; 4 cover nothing (as of a1)")
  })

  it("goes by the calendar alone where there is no snapshot", async () => {
    const { code, document } = await exceptionsJson()
    expect(code).toBe(0)
    expect(document.tenants).toMatchObject([
      { tenant: "acme" },
      {
        tenant: "globex",
        snapshot: null,
        exceptions: [{ state: "not-known", covers: null, daysLeft: 0, expiresSoon: true }]
      },
      { tenant: "initech", exceptions: [] }
    ])
    expect((await exceptions("--tenant", "initech")).stdout).toBe("no exceptions\n")
  })
})

describe("exceptions explain", () => {
  it("tells the outcome with and without, and by which lines", async () => {
    const { code, document, stderr } = await exceptionsJson(
      "explain",
      "RC-MFA-01",
      "JANE@acme.example",
      "--tenant",
      "acme"
    )
    expect(code, stderr).toBe(0)
    expect(document).toMatchObject({
      schemaVersion: 1,
      tenant: "acme",
      check: { id: "account-mfa-missing", code: "RC-MFA-01" },
      snapshot: "a1",
      outcomes: [{ subject: { id: "a1" }, outcome: "excepted", withoutExceptions: "fail", reason: null }]
    })
    expect(document.outcomes[0].exceptedBy).toEqual([lineOf(0), lineOf(6), lineOf(1)])
    expect(document.exceptions.map((each: Record<string, unknown>) => [each["line"], each["state"]])).toEqual([
      [lineOf(0), "applied"],
      [lineOf(1), "applied"],
      [lineOf(6), "applied"]
    ])
  })

  it("says it in words", async () => {
    const { code, stdout } = await exceptions("explain", "account-mfa-missing", "a1", "--tenant", "acme")
    expect(code).toBe(0)
    expect(stdout).toMatch(/^ +account a1 \(jane@acme\.example\): EXCEPTED by line [\d, ]+; without it: FAIL$/m)
    expect(stdout).toContain(`rollcall.yaml:${lineOf(1)}: applied; "sealed", approved by J. Doe, until ${inDays(30)}`)
  })

  it("says that nothing fails, and that the exception covers nothing", async () => {
    const { document } = await exceptionsJson("explain", "account-mfa-missing", "a2", "--tenant", "acme")
    expect(document).toMatchObject({
      outcomes: [{ outcome: "pass", withoutExceptions: "pass", exceptedBy: [] }],
      exceptions: [{ line: lineOf(2), state: "covers-nothing" }]
    })
  })

  it("names the line of an exception whose subject is not there", async () => {
    const parameters = ["explain", "account-mfa-missing", "nobody@acme.example", "--tenant", "acme"]
    const { code, document } = await exceptionsJson(...parameters)
    expect([code, document.error.code]).toEqual([4, "not-found"])
    expect(document.error.message).toContain(`line ${lineOf(3)}`)
  })

  it("takes nobody for absent where the list was not read to its end", async () => {
    const { code, document } = await exceptionsJson("explain", "browser-personal-sync", "b9", "--tenant", "acme")
    expect([code, document.error.code]).toEqual([1, "partial"])
  })

  it.each([
    [["explain", "no-such-check", "a1", "--tenant", "acme"], 2],
    [["explain", "account-mfa-missing", "a1"], 2],
    [["explain", "account-mfa-missing"], 2],
    [["explain", "account-mfa-missing", "a1", "--tenant", "initech"], 4],
    [["list", "--tenant", "nobody"], 2]
  ])("ends on %j with %i", async (parameters, code) => {
    expect((await exceptions(...parameters)).code).toBe(code)
  })
})

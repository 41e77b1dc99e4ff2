import { Ajv } from "ajv"
import { describe, expect, it } from "vitest"
import { aCheck, anInput, aTrend } from "./builders.ts"
import { renderAll, textOf } from "./files.ts"
import { sampleInput } from "./sample.ts"
import { enumerations, ocsfSchema } from "./schemas/ocsf.ts"

type Input = Parameters<typeof renderAll>[0]

const validate = new Ajv({ strict: true, strictRequired: false, allErrors: true }).compile(ocsfSchema)

const eventsOf = async (input: Input) =>
  textOf(await renderAll(input, ["ocsf"]), "ocsf.ndjson")
    .split("\n")
    .slice(0, -1)
    .map((line) => JSON.parse(line))

const failure = (id: string) => ({
  subject: { kind: "account" as const, id, email: "jane@acme.example" },
  detail: `Account ${id} has no second factor.`
})

const eventsOfCheck = (changes: Parameters<typeof aCheck>[1], assessment: Input["assessment"] | object = {}) =>
  eventsOf(anInput([], { assessment: { checks: [aCheck("account-mfa-missing", changes)], ...assessment } }))

describe("OCSF events", () => {
  it("follow the schema of Compliance Finding, every one of them", async () => {
    const events = await eventsOf(sampleInput(60))
    expect(events.length).toBeGreaterThan(60)
    for (const event of events) expect(validate(event), JSON.stringify(validate.errors)).toBe(true)
  })

  it("say in words what they say in numbers", async () => {
    for (const event of await eventsOf(sampleInput(60))) {
      const { compliance, resources = [] } = event
      expect(event.activity_name).toBe(enumerations.activity.get(event.activity_id))
      expect(event.type_uid).toBe(200_300 + event.activity_id)
      expect(event.status).toBe(enumerations.status.get(event.status_id))
      expect(compliance.status).toBe(enumerations.complianceStatus.get(compliance.status_id))
      for (const { role, role_id: id } of resources) expect(role).toBe(enumerations.role.get(id))
      // 99 stands for a word of the source's own.
      const caption = event.severity_id === 99 ? "gate" : enumerations.severity.get(event.severity_id)
      expect(event.severity).toBe(caption)
    }
  })

  it("are one line each, and each line ends", async () => {
    const text = textOf(await renderAll(sampleInput(12), ["ocsf"]), "ocsf.ndjson")
    expect(text.endsWith("}\n")).toBe(true)
    expect(text).not.toContain("\r")
  })

  it("tell of each subject that fails, and call one that is excepted suppressed", async () => {
    const exceptions = [
      {
        check: "account-mfa-missing",
        subject: "a2",
        reason: "sealed",
        approvedBy: "J. Doe",
        expires: "2026-12-31",
        state: "applied",
        covers: 1
      }
    ]
    const events = await eventsOfCheck({ failures: [failure("a1")], exceptions: [failure("a2")] }, { exceptions })
    expect(events).toMatchObject([
      {
        status: "New",
        severity: "High",
        message: "Account a1 has no second factor.",
        compliance: { status: "Fail", status_code: "fail" },
        resources: [{ uid: "a1", type: "account", owner: { email_addr: "jane@acme.example" } }]
      },
      {
        status: "Suppressed",
        compliance: {
          status: "Fail",
          status_code: "excepted",
          status_details: ["Account a2 has no second factor.", "Excepted by J. Doe until 2026-12-31: sealed"]
        },
        resources: [{ uid: "a2" }]
      }
    ])
  })

  it("tell of a check that passes, and of one that could not be decided, which is no pass", async () => {
    const passed = await eventsOfCheck({ population: 900, pass: 890, fail: 0, notAssessable: 10 })
    expect(passed).toMatchObject([
      {
        severity: "Informational",
        compliance: { status: "Pass", status_details: ["Passed: 890 of 900", "Could not be assessed: 10 of 900"] }
      }
    ])
    const unread = { population: null, pass: null, fail: null, notAssessable: null, excepted: null }
    const undecided = [unread, { population: 3, notAssessable: 3, notAssessableReasons: { stale: 3 } }, {}]
    expect(await Promise.all(undecided.map((counts) => eventsOfCheck(counts)))).toMatchObject(
      undecided.map(() => [{ compliance: { status: "Warning" } }])
    )
  })

  it("carry milliseconds, and what ties them to the report", async () => {
    const files = await renderAll(sampleInput(12), ["ocsf"])
    const manifest = JSON.parse(textOf(files, "manifest.json"))
    const [event] = await eventsOf(sampleInput(12))
    expect(event).toMatchObject({
      time: Date.parse("2026-10-31T18:09:42.000Z"),
      start_time: Date.parse("2026-10-31T18:03:11.000Z"),
      metadata: { tenant_uid: "acme", correlation_uid: manifest.reportId, product: { version: "0.1.0" } },
      unmapped: { period: "2026-10", snapshot_content_hash: manifest.snapshot.contentHash }
    })
  })

  it("name a finding alike in every month, and an event in none", async () => {
    const failing = { checks: [aCheck("account-mfa-missing", { failures: [failure("a1"), failure("a2")] })] }
    const october = await eventsOf(anInput([], { assessment: failing }))
    const input = anInput([], { assessment: failing })
    const november = await eventsOf({
      ...input,
      period: "2026-11",
      roster: { ...input.roster, snapshot: { ...input.roster.snapshot, id: "01JBH8Q3W5ZK7M9N2P4R6T8V0Y" } }
    })
    const findings = october.map(({ finding_info: info }) => info.uid)
    expect(new Set(findings).size).toBe(2)
    expect(november.map(({ finding_info: info }) => info.uid)).toEqual(findings)
    expect(november.map(({ metadata }) => metadata.uid)).not.toEqual(october.map(({ metadata }) => metadata.uid))
  })

  it("update a finding that the month before had, and create one that it had not", async () => {
    const trend = aTrend({
      checks: [
        {
          id: "account-mfa-missing",
          before: {
            id: "account-mfa-missing",
            population: 2,
            pass: 1,
            fail: 1,
            notAssessable: 0,
            excepted: 0,
            score: 50
          },
          newlyFailing: [failure("a2").subject],
          fixed: 0,
          stillFailing: 1,
          noLongerAssessable: 0,
          gone: 0
        }
      ]
    })
    const events = await eventsOfCheck({ failures: [failure("a1"), failure("a2")] }, { trend })
    expect(events.map(({ activity_name: name }) => name)).toEqual(["Update", "Create"])
    const unknown = aTrend({ checks: trend.checks.map((each) => Object.assign({}, each, { newlyFailing: null })) })
    const all = await eventsOfCheck({ failures: [failure("a1"), failure("a2")] }, { trend: unknown })
    expect(all.map(({ activity_name: name }) => name)).toEqual(["Create", "Create"])
  })
})

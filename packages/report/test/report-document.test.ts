import { ReportDocument } from "@rollcall/model"
import { reportDocument } from "@rollcall/report"
import { Schema } from "effect"
import { describe, expect, it } from "vitest"
import { aCheck, aDevice, allReadings, anEmployee, anInput, aPerson } from "./builders.ts"

const unread = (resource: string) =>
  allReadings.map((reading) =>
    reading.resource === resource ? Object.assign({}, reading, { complete: false }) : reading
  )

describe("reportDocument", () => {
  it("counts what was read to its end", () => {
    const shared = aDevice("a")
    const people = [
      aPerson({ employee: anEmployee("e1"), devices: [shared] }),
      aPerson({ email: "joe@acme.example", employee: anEmployee("e2"), devices: [shared, aDevice("b")] })
    ]
    const { summary } = reportDocument(anInput(people, { roster: { unowned: { devices: [aDevice("c")] } } }))
    expect(summary).toMatchObject({ people: 2, employees: 2, devices: 3, browsers: 0, previousScore: 80.1 })
  })

  it("does not know a count whose resource was not read to its end, nor the number of people it can bring", () => {
    const { summary } = reportDocument(anInput([aPerson()], { roster: { readings: unread("devices") } }))
    expect(summary).toMatchObject({ devices: null, people: null, employees: 0, endusers: 0 })
  })

  it("keeps the number of people where a resource without people is missing", () => {
    const { summary } = reportDocument(anInput([aPerson()], { roster: { readings: unread("findings") } }))
    expect(summary).toMatchObject({ findings: null, people: 1 })
  })

  it("counts the people of one source where the other is not configured, and nothing of the other", () => {
    const readings = allReadings.filter((reading) => reading.source === "push")
    const { summary } = reportDocument(anInput([aPerson()], { roster: { readings, sources: ["push"] } }))
    expect(summary).toMatchObject({ people: 1, employees: 0, endusers: null, devices: null })
  })

  it("takes the number of other apps from their reading", () => {
    const readings = allReadings.map((reading) =>
      reading.resource === "appsOther" ? Object.assign({}, reading, { records: 9 }) : reading
    )
    expect(reportDocument(anInput([], { roster: { readings } })).summary.appsOther).toBe(9)
  })

  it("shows people with what fails and without a score", () => {
    const failures = [{ subject: { kind: "person" as const, id: "p", email: "jane@acme.example" }, detail: "seen" }]
    const checks = [aCheck("person-uncovered", { failures })]
    const [person] = reportDocument(anInput([aPerson()], { assessment: { checks } })).people
    expect(person?.posture).toEqual({ failing: ["person-uncovered"] })
  })

  it("refuses an assessment of another roster", () => {
    expect(() => reportDocument(anInput([aPerson()], { assessment: { postures: [] } }))).toThrow("not of one snapshot")
  })

  it("is what the model's schema describes", () => {
    const document = reportDocument(anInput([aPerson({ devices: [aDevice("a")] })]))
    expect(Schema.is(ReportDocument)(document)).toBe(true)
  })
})

import { describe, expect, it } from "vitest"
import { aCheck, aDevice, aFinding, allReadings, anEmployee, anInput, aPerson } from "./builders.ts"
import { renderAll, rowsOf, textOf } from "./files.ts"
import { sampleInput } from "./sample.ts"

const csvOf = async (input: Parameters<typeof renderAll>[0], name: string) =>
  textOf(await renderAll(input, ["csv"]), name)

/** The value below a column's title in the first row; for rows without quotes. */
function firstValue(text: string, title: string): string | undefined {
  const [header = "", row = ""] = rowsOf(text)
  return row.split(",")[header.split(",").indexOf(title)]
}

const ownerCount = async (emails: ReadonlyArray<string> | null) => {
  const device = aDevice("d", { Emails: emails })
  return firstValue(
    await csvOf(anInput([], { roster: { unowned: { devices: [device] } } }), "devices.csv"),
    "owner_count"
  )
}

const failure = (id: string, email: string) => ({
  subject: { kind: "account" as const, id, email },
  detail: `Account ${id} has no second factor.`
})

const exception = (subject: string, approvedBy: string) => ({
  check: "account-mfa-missing",
  subject,
  reason: "Sealed, in the safe",
  approvedBy,
  expires: "2026-12-31",
  state: "applied" as const,
  covers: 1
})

const failing = (kind: "device" | "person", id: string) => ({
  subject: { kind, id, email: "jane@acme.example" },
  detail: "Seen."
})

describe("CSV files", () => {
  it("begin with a byte-order mark and end lines with CR LF", async () => {
    const text = await csvOf(anInput(), "people.csv")
    expect(text.startsWith("\ufeffemail,name,")).toBe(true)
    expect(text.endsWith("\r\n")).toBe(true)
    expect(text.replaceAll("\r\n", "")).not.toMatch(/[\r\n]/)
  })

  it.each(["=cmd|' /C calc'!A0", "+1", "-1", "@SUM(A1)", "\tx", "\rx"])(
    "make text of a cell that begins like %j",
    async (name) => {
      const text = await csvOf(anInput([aPerson({ name })]), "people.csv")
      expect(text).toContain(`'${name}`)
      expect(text).not.toContain(`,${name}`)
      expect(text).not.toContain(`"${name}`)
    }
  )

  it("quote commas, quotes and line ends", async () => {
    const text = await csvOf(anInput([aPerson({ name: 'Doe, "Jane"\nJr' })]), "people.csv")
    expect(text).toContain('jane@acme.example,"Doe, ""Jane""\nJr",jane@acme.example')
  })

  it("have a row for each person, device and finding of the summary", async () => {
    const files = await renderAll(sampleInput(40), ["csv"])
    const { summary } = JSON.parse(textOf(files, "report.json"))
    const rows = (name: string) => rowsOf(textOf(files, name)).length - 1
    expect([rows("people.csv"), rows("devices.csv"), rows("findings.csv")]).toEqual([
      summary.people,
      summary.devices,
      summary.findings
    ])
  })

  it("list a shared device once, with all its people", async () => {
    const shared = aDevice("shared")
    const people = [aPerson({ devices: [shared] }), aPerson({ email: "joe@acme.example", devices: [shared] })]
    const text = await csvOf(anInput(people), "devices.csv")
    expect(rowsOf(text)).toHaveLength(2)
    expect(firstValue(text, "owners")).toBe("jane@acme.example; joe@acme.example")
    expect(firstValue(text, "owner_count")).toBe("2")
  })

  it("tell a device whose owners the source left out from one that nobody owns", async () => {
    expect([await ownerCount([]), await ownerCount(null)]).toEqual(["0", "not known"])
  })

  it("say not known where a number rests on a resource that was not read", async () => {
    const readings = allReadings.filter((reading) => reading.source === "push")
    const text = await csvOf(anInput([aPerson()], { roster: { readings, sources: ["push"] } }), "people.csv")
    expect([firstValue(text, "devices"), firstValue(text, "browsers")]).toEqual(["not known", "0"])
  })

  it("say not known for devices and failing checks where end users were not read", async () => {
    const readings = allReadings.map((reading) =>
      reading.resource === "endusers" ? Object.assign({}, reading, { complete: false }) : reading
    )
    const files = await renderAll(anInput([aPerson({ devices: [aDevice("d")] })], { roster: { readings } }), ["csv"])
    const people = textOf(files, "people.csv")
    expect([firstValue(people, "devices"), firstValue(people, "failing_checks")]).toEqual(["not known", "not known"])
    expect(firstValue(textOf(files, "devices.csv"), "failing_checks")).toBe("not known")
  })

  it("say not known for a fact that the source does not know", async () => {
    const person = aPerson({
      employee: anEmployee("e1", { licensed: null }),
      devices: [aDevice("d", { Banned: null })]
    })
    const files = await renderAll(anInput([person]), ["csv"])
    expect(firstValue(textOf(files, "people.csv"), "licensed")).toBe("not known")
    expect(firstValue(textOf(files, "devices.csv"), "banned")).toBe("not known")
  })

  it("name the person of a finding, and nobody where it has none", async () => {
    const input = anInput([aPerson({ findings: [aFinding("f1")] })], {
      roster: { unowned: { findings: [aFinding("f2")] } }
    })
    const [, first, second] = rowsOf(await csvOf(input, "findings.csv"))
    expect(first).toContain("f1,WEAK_PASSWORD,OPEN,jane@acme.example,")
    expect(second).toContain("f2,WEAK_PASSWORD,OPEN,,")
  })

  it("have a row for each failure, those that an exception covers with who approved it and until when", async () => {
    const check = aCheck("account-mfa-missing", {
      failures: [failure("a1", "jane@acme.example")],
      exceptions: [failure("a2", "joe@acme.example"), failure("a3", "ann@acme.example")]
    })
    const exceptions = [exception("JOE@acme.example", "J. Doe"), exception("a3", "M. Roe")]
    const text = await csvOf(anInput([], { assessment: { checks: [check], exceptions } }), "failures.csv")
    expect(rowsOf(text)).toEqual([
      "check,code,severity,outcome,subject_kind,subject_id,email,detail,excepted_by,excepted_until,exception_reason",
      "account-mfa-missing,RC-ACC-01,high,fail,account,a1,jane@acme.example,Account a1 has no second factor.,,,",
      'account-mfa-missing,RC-ACC-01,high,excepted,account,a2,joe@acme.example,Account a2 has no second factor.,J. Doe,2026-12-31,"Sealed, in the safe"',
      'account-mfa-missing,RC-ACC-01,high,excepted,account,a3,ann@acme.example,Account a3 has no second factor.,M. Roe,2026-12-31,"Sealed, in the safe"'
    ])
  })

  it("find the exception of a device by its serial number, and of a person by any address", async () => {
    const device = aDevice("d1", { SerialNumber: "C02XK1" })
    const person = aPerson({ emails: ["jane@acme.example", "jd@acme.example"], devices: [device] })
    const waiver = {
      reason: "spare",
      approvedBy: "J. Doe",
      expires: "2026-12-31",
      state: "applied",
      covers: 1
    } as const
    const checks = [
      aCheck("device-dormant", { exceptions: [failing("device", "d1")] }),
      aCheck("person-unseen", { exceptions: [failing("person", "jane@acme.example")] })
    ]
    const exceptions = [
      { ...waiver, check: "device-dormant", subject: "c02xk1" },
      { ...waiver, check: "device-dormant", subject: "other", approvedBy: "nobody" },
      { ...waiver, check: "RC-PER-01", subject: "JD@acme.example", approvedBy: "M. Roe" }
    ]
    const [, ofDevice, ofPerson] = rowsOf(
      await csvOf(anInput([person], { assessment: { checks, exceptions } }), "failures.csv")
    )
    expect(ofDevice).toMatch(/,J\. Doe,2026-12-31,spare$/)
    expect(ofPerson).toMatch(/,M\. Roe,2026-12-31,spare$/)
  })
})

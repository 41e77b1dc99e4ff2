import { describe, expect, it } from "vitest"
import { aDevice, aFinding, allReadings, anEmployee, anInput, aPerson } from "./builders.ts"
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
    const files = await renderAll(sampleInput(40))
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
})

import { defaultFormats, render, type ReportFormat, reportDocument } from "@rollcall/report"
import { describe, expect, it } from "vitest"
import { anInput, aPerson } from "./builders.ts"
import { renderAll } from "./files.ts"
import { loadFonts } from "./fonts.ts"
import { sampleInput } from "./sample.ts"

const names = async (formats: ReadonlyArray<ReportFormat>) =>
  (await renderAll(anInput(), formats)).map(({ name }) => name)

describe("render", () => {
  it("writes the formats that are asked for, report.json always, and the manifest last", async () => {
    expect(await names(defaultFormats)).toEqual([
      "acme-2026-10-posture.pdf",
      "acme-2026-10-posture.html",
      "report.json",
      "people.csv",
      "devices.csv",
      "findings.csv",
      "failures.csv",
      "manifest.json"
    ])
    expect(await names(["oscal", "xlsx", "ocsf"])).toEqual([
      "report.json",
      "acme-2026-10-posture.xlsx",
      "ocsf.ndjson",
      "oscal-assessment-results.json",
      "manifest.json"
    ])
    expect(await names([])).toEqual(["report.json", "manifest.json"])
  })

  it("gives the same bytes for the same document, whatever was rendered in between", async () => {
    const first = await renderAll(sampleInput(40))
    await renderAll(anInput([aPerson({ name: "ị ặ 王 محمد" })]))
    const second = await renderAll(sampleInput(40))
    expect(second.map(({ name }) => name)).toEqual(first.map(({ name }) => name))
    first.forEach(({ bytes, name }, index) => {
      expect(Buffer.compare(bytes, second[index]?.bytes ?? new Uint8Array()), name).toBe(0)
    })
  })

  it("asks for the East Asian font only if a text needs it", async () => {
    let asked = 0
    const fonts = loadFonts()
    const counting = Object.assign({}, fonts, {
      cjk: () => {
        asked += 1
        return fonts.cjk()
      }
    })
    const pdfOf = (name: string) => render(reportDocument(anInput([aPerson({ name })])), new Set(["pdf"]), counting)
    await pdfOf("Łukasz สมชาย محمد")
    expect(asked).toBe(0)
    await pdfOf("王伟 and 李娜")
    expect(asked).toBe(1)
  })
})

import {
  defaultFormats,
  render,
  renderStreams,
  type ReportFile,
  type ReportFormat,
  reportDocument,
  reportFormats
} from "@rollcall/report"
import { describe, expect, it } from "vitest"
import { collected } from "../src/bytes.ts"
import { anInput, aPerson } from "./builders.ts"
import { renderAll } from "./files.ts"
import { loadFonts } from "./fonts.ts"
import { sampleInput } from "./sample.ts"

const names = async (formats: ReadonlyArray<ReportFormat>) =>
  (await renderAll(anInput(), formats)).map(({ name }) => name)

describe("render", () => {
  it("writes the formats that are asked for, report.json always, and the manifest last", async () => {
    expect(await names(defaultFormats)).toEqual([
      "report.json",
      "acme-2026-10-posture.pdf",
      "acme-2026-10-posture.html",
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

  it.each([
    ["Łukasz Żółć", []],
    ["王伟, 田中", ["cjk"]],
    ["김민수, 王伟", ["korean", "cjk"]],
    ["محمد", ["arabic"]],
    ["דנה כהן", ["hebrew"]],
    ["สมชาย ใจดี", ["thai"]]
  ])("asks for no font that %s does not need", async (name, needed) => {
    const asked: Array<string> = []
    const { bold, regular, ...others } = loadFonts()
    const counting = Object.fromEntries(
      Object.entries(others).map(([role, load]) => [
        role,
        () => {
          asked.push(role)
          return load()
        }
      ])
    )
    const fonts = { bold, regular, ...others, ...counting }
    await render(reportDocument(anInput([aPerson({ name })])), new Set(["pdf"]), fonts)
    expect(asked).toEqual(needed)
  })

  it("makes each file only when it is asked for, with the bytes of all at once", async () => {
    const document = reportDocument(sampleInput(40))
    const whole = await render(document, new Set(reportFormats), loadFonts())
    const streams = renderStreams(document, new Set(reportFormats), loadFonts())
    const read: Array<ReportFile> = []
    for await (const { chunks, name } of streams) read.push({ name, bytes: await collected(chunks) })
    expect(read).toEqual(whole)
    expect(read[0]?.name).toBe("report.json")
  })

  it("writes no manifest of a file that was not read to its end", async () => {
    const streams = renderStreams(reportDocument(anInput()), new Set(), loadFonts())
    await streams.next()
    await expect(streams.next()).rejects.toThrow("not read to its end")
  })
})

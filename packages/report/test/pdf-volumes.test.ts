import { renderPdf } from "../src/pdf/render-pdf.ts"
import { contentOf } from "../src/sections.ts"
import { english } from "../src/language/english.ts"
import { identityOf } from "../src/identity.ts"
import { sha256 } from "../src/hash.ts"
import { mastheadOf } from "../src/masthead.ts"
import { plainTheme } from "../src/theme/Theme.ts"
import { jsonBytes } from "../src/json.ts"
import { packed } from "../src/pdf/attachment.ts"
import { type ReportFile, reportDocument, wholeFiles } from "@rollcall/report"
import { beforeAll, describe, expect, it } from "vitest"
import { loadFonts } from "./fonts.ts"
import { elementsOf, structureOf } from "./pdf-structure.ts"
import { sampleInput } from "./sample.ts"
import { needs, run } from "./tools.ts"

const people = 400

/** A report in volumes far shorter than those that readers need. */
async function inVolumes(volumePagesMax: number): Promise<ReadonlyArray<ReportFile>> {
  const document = reportDocument(sampleInput(people))
  const json = jsonBytes(document)
  const streams = renderPdf({
    masthead: mastheadOf(document, english),
    theme: plainTheme,
    identity: identityOf(document, sha256(json)),
    content: contentOf(document, english),
    language: english,
    packed: await packed([json]),
    fonts: loadFonts(),
    name: "acme-2026-10-posture",
    volumePagesMax
  })
  return wholeFiles(streams)
}

describe("a PDF in volumes", () => {
  let volumes: ReadonlyArray<ReportFile> = []
  let printed: ReadonlyArray<ReadonlyArray<string>> | undefined
  beforeAll(async () => {
    volumes = await inVolumes(20)
  })

  /** The pages of each volume; read once, and only by tests that have the program for it. */
  const pages = () =>
    (printed ??= volumes.map(({ bytes }) =>
      run("pdftotext", ["-layout", "-enc", "UTF-8"], bytes).split("\f").slice(0, -1)
    ))

  it("numbers the files after the first", () => {
    expect(volumes.length).toBeGreaterThan(2)
    expect(volumes.map(({ name }) => name)).toEqual([
      "acme-2026-10-posture.pdf",
      ...volumes.slice(1).map((_, index) => `acme-2026-10-posture-vol-${index + 2}.pdf`)
    ])
  })

  it("makes every volume sound, tagged and titled by itself", ({ skip }) => {
    needs("qpdf", skip)
    needs("pdfinfo", skip)
    volumes.forEach(({ bytes }, index) => {
      expect(run("qpdf", ["--check"], bytes)).toContain("No syntax or stream encoding errors found")
      const info = run("pdfinfo", [], bytes)
      expect(info).toMatch(/Tagged: +yes/)
      expect(info).toContain(`posture report October 2026, volume ${index + 1} of ${volumes.length}`)
      expect(structureOf(bytes).strays).toEqual([])
    })
  })

  it("says on every page which volume it is of", ({ skip }) => {
    needs("pdftotext", skip)
    pages().forEach((ofVolume, index) => {
      ofVolume.forEach((page, at) => {
        expect(page).toMatch(
          new RegExp(`volume ${index + 1} of ${volumes.length} +page ${at + 1} of ${ofVolume.length}`, "i")
        )
      })
    })
  })

  it("ends a volume soon after the page that it may reach", ({ skip }) => {
    needs("pdftotext", skip)
    for (const ofVolume of pages().slice(0, -1)) expect(ofVolume.length).toBeLessThanOrEqual(21)
  })

  it("lists in the first volume what is in all, with volume and page", ({ skip }) => {
    needs("pdftotext", skip)
    const contents = pages()[0]?.find((page) => /^ *Contents$/m.test(page)) ?? ""
    expect(contents).toContain(volumes.map(({ name }) => name).join(", "))
    for (const title of ["People", "Devices", "Method and words"]) {
      const [, volume = "1", page] =
        new RegExp(`^ *${title} +(?:volume (\\d+), page )?(\\d+)$`, "m").exec(contents) ?? []
      expect(pages()[Number(volume) - 1]?.[Number(page) - 1], title).toMatch(new RegExp(`^ *${title}$`, "m"))
    }
  })

  it("goes on with a table under its caption and titles, and drops no row", ({ skip }) => {
    needs("qpdf", skip)
    needs("pdftotext", skip)
    const text = pages().flat().join("\n")
    expect(text).toMatch(/People \(continued\)|Devices \(continued\)/)
    expect(text).toMatch(/(People|Devices) \(\d+\) \(continued\)/)
    const addresses = sampleInput(people).roster.people.map(({ email }) => email ?? "")
    const annexes = text.indexOf(`People (${people})`)
    expect(addresses.filter((address) => address.length < 40 && text.indexOf(address, annexes) < 0)).toEqual([])
    const rows = volumes
      .flatMap(({ bytes }) => elementsOf(structureOf(bytes).root, "TH"))
      .filter(({ scope }) => scope === "/Row")
    expect(rows.length).toBeGreaterThan(people * 2)
  })

  it("attaches report.json to the first volume only", ({ skip }) => {
    needs("pdfdetach", skip)
    const many = volumes.map(({ bytes }) => /^(\d+) embedded/.exec(run("pdfdetach", ["-list"], bytes))?.[1])
    expect(many).toEqual(volumes.map((_, index) => (index === 0 ? "1" : "0")))
  })

  it("gives the same bytes again, with an id for each file", async () => {
    const again = await inVolumes(20)
    expect(again.map(({ bytes }) => Buffer.from(bytes).toString("base64"))).toEqual(
      volumes.map(({ bytes }) => Buffer.from(bytes).toString("base64"))
    )
    const ids = volumes.map(({ bytes }) => /\/ID\[<(\w+)>/.exec(Buffer.from(bytes).toString("latin1"))?.[1])
    expect(new Set(ids).size).toBe(volumes.length)
  })
})

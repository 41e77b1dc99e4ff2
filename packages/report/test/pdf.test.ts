import { beforeAll, describe, expect, it } from "vitest"
import { allReadings, anInput, aPerson } from "./builders.ts"
import { bytesOf, renderAll } from "./files.ts"
import { awkwardNames, sampleInput } from "./sample.ts"
import { loadFonts } from "./fonts.ts"
import { english } from "../src/language/english.ts"
import { Flow } from "../src/pdf/Flow.ts"
import { sheet } from "../src/pdf/ReportPdf.ts"
import { styles } from "../src/pdf/styles.ts"
import { plainTheme } from "../src/theme/Theme.ts"
import { attachment, needs, run } from "./tools.ts"

const pdfOf = async (input: Parameters<typeof renderAll>[0]) => bytesOf(await renderAll(input, ["pdf"]), ".pdf")
const textOf = (pdf: Uint8Array) => run("pdftotext", ["-layout", "-enc", "UTF-8"], pdf)
const named = (name: string) => anInput([aPerson({ name })])

describe("PDF report", () => {
  let pdf = new Uint8Array()
  let printed = ""
  beforeAll(async () => {
    pdf = new Uint8Array(await pdfOf(sampleInput(130)))
  })

  /** The sample's text; read once, and only by tests that have the program for it. */
  const text = (): string => {
    if (printed === "") printed = textOf(pdf)
    return printed
  }

  const rosterText = (): string => text().slice(text().lastIndexOf("People (130)"), text().lastIndexOf("Devices ("))

  it("is sound to its last object", ({ skip }) => {
    needs("qpdf", skip)
    expect(run("qpdf", ["--check"], pdf)).toContain("No syntax or stream encoding errors found")
  })

  it("is tagged, titled and dated by its snapshot", ({ skip }) => {
    needs("pdfinfo", skip)
    const info = run("pdfinfo", [], pdf)
    expect(info).toMatch(/Tagged: +yes/)
    expect(info).toMatch(/Title: +Acme Corporation: posture report October 2026/)
    expect(info).toMatch(/CreationDate: +Sat Oct 31 18:09:42 2026/)
    expect(info).toMatch(/PDF version: +1\.7/)
    const metadata = run("pdfinfo", ["-meta"], pdf)
    expect(metadata).toContain("<pdfaid:part>3</pdfaid:part>")
    expect(metadata).toContain("<pdfuaid:part>1</pdfuaid:part>")
  })

  it("has headings, tables, figures and links in its structure", ({ skip }) => {
    needs("pdfinfo", skip)
    const structure = run("pdfinfo", ["-struct"], pdf)
    for (const type of [
      "Document",
      "Sect",
      "H1",
      "H2",
      "P",
      "TOCI",
      "Link",
      "Caption",
      "THead",
      "TBody",
      "TH",
      "TD",
      "Figure"
    ]) {
      expect(structure, type).toMatch(new RegExp(`^ *${type}\\b`, "m"))
    }
  })

  it("draws nothing that is neither content of the structure nor marked as an artifact", ({ skip }) => {
    needs("qpdf", skip)
    const pages = run("qpdf", ["--qdf"], pdf)
      .split(/^stream$/m)
      .filter((stream) => / Tf$/m.test(stream) && !stream.includes("/Frame Do"))
      .map((stream) => stream.slice(0, stream.indexOf("endstream")).split("\n"))
    expect(pages.length).toBeGreaterThan(20)
    for (const lines of pages) {
      let depth = 0
      const unmarked = lines.filter((line) => {
        const isOutside = depth === 0
        depth += (line.match(/\bB[DM]C\b/g) ?? []).length - (line.match(/\bEMC\b/g) ?? []).length
        return isOutside && /(\)Tj|\]TJ| re| f| S)\b/.test(line)
      })
      expect(unmarked).toEqual([])
      expect(depth).toBe(0)
    }
  })

  it("embeds every font, as far as it is used", ({ skip }) => {
    needs("pdffonts", skip)
    const fonts = run("pdffonts", [], pdf).trim().split("\n").slice(2)
    const drawn = fonts.filter((font) => font.includes("Type 3"))
    expect([fonts.length, drawn.length]).toEqual([8, 1])
    // Signs are drawn in the file itself: there is nothing to take a part of.
    for (const font of fonts) expect(font).toMatch(drawn.includes(font) ? /yes no {2}yes/ : /yes yes yes/)
  })

  it("carries report.json as it is", async ({ skip }) => {
    needs("pdfdetach", skip)
    const files = await renderAll(sampleInput(12), ["pdf"])
    expect(Buffer.compare(attachment(bytesOf(files, ".pdf")), bytesOf(files, "report.json"))).toBe(0)
  })

  it("prints every name right, each way it is written", ({ skip }) => {
    needs("pdftotext", skip)
    for (const name of awkwardNames) expect(text().replace(/[\u202a-\u202c]/g, "")).toContain(name)
  })

  it("prints every person of the roster, over as many pages as it takes", ({ skip }) => {
    needs("pdftotext", skip)
    const addresses = sampleInput(130).roster.people.map((person) => person.email ?? "")
    const short = addresses.filter((address) => address.length < 40)
    expect(short).toHaveLength(129)
    expect(short.filter((address) => !rosterText().includes(address))).toEqual([])
  })

  it("repeats the column titles on every page of a table", ({ skip }) => {
    needs("pdftotext", skip)
    const pages = text()
      .split("\f")
      .filter((page) => page.includes(" licensed "))
    expect(pages.length).toBeGreaterThan(3)
    for (const page of pages) expect(page).toMatch(/Person +Employee +Browsers/)
  })

  it("numbers its pages and names the report on each", ({ skip }) => {
    needs("pdftotext", skip)
    const pages = text().split("\f").slice(0, -1)
    pages.forEach((page, index) => {
      expect(page).toMatch(new RegExp(`acme-2026-10-[0-9a-f]{12} +page ${index + 1} of ${pages.length}`))
      expect(page).toContain("Acme Corporation · October 2026 · Posture report")
    })
  })

  it("gives in its contents the page that each section begins on", ({ skip }) => {
    needs("pdftotext", skip)
    const pages = text().split("\f")
    const contents = pages.find((page) => /^ *Contents$/m.test(page)) ?? ""
    for (const title of ["What was collected", "Checks in detail", "People", "Method and words"]) {
      const [, page] = new RegExp(`^ *${title} +(\\d+)$`, "m").exec(contents) ?? []
      expect(pages[Number(page) - 1], title).toMatch(new RegExp(`^ *${title}$`, "m"))
    }
  })

  it("leaves no line of a paragraph alone on a page", async () => {
    const description = {
      title: "",
      subject: "",
      author: "",
      creator: "",
      modelHash: "",
      language: english,
      at: new Date(0)
    }
    const flow = new Flow(description, loadFonts(), plainTheme)
    flow.y = sheet.bottom - 3.5 * styles.body.leading
    flow.paragraph("P", Array.from({ length: 30 }, () => "some words").join(" "), styles.body)
    const linesOnSecond = Math.round((flow.y - sheet.top) / styles.body.leading)
    expect([flow.volume.pages.length, linesOnSecond >= 2]).toEqual([2, true])
  })

  it("says on its first page how things stand and what to do first", ({ skip }) => {
    needs("pdftotext", skip)
    const [first = ""] = text().split("\f")
    for (const words of ["Of 11 checks, ", "▲ 3.3 since", "What got worse.", "To do first"])
      expect(first).toContain(words)
  })

  it("says on every page what a partial snapshot lacks", async ({ skip }) => {
    needs("pdftotext", skip)
    const readings = allReadings.map((reading) =>
      reading.resource === "findings" ? Object.assign({}, reading, { complete: false }) : reading
    )
    const pages = textOf(await pdfOf(sampleInput(40, { roster: { readings } })))
      .split("\f")
      .slice(0, -1)
    expect(pages.length).toBeGreaterThan(10)
    for (const page of pages) expect(page).toContain("Partial data: not read to the end: Push Security findings.")
  })

  it("names everything on every page if nothing was read", async ({ skip }) => {
    needs("pdftotext", skip)
    const readings = allReadings.map((reading) => Object.assign({}, reading, { complete: false }))
    const pages = textOf(await pdfOf(anInput([], { roster: { readings } })))
      .split("\f")
      .slice(0, -1)
    for (const page of pages) {
      const head = page.split("\n").slice(0, 5).join(" ").replaceAll(/ +/g, " ")
      expect(head).toContain("findings, detections, browser extensions, app banners and blocked URLs;")
      expect(head).toContain("Banyan Security end users and devices.")
    }
  })

  it("counts characters that no font has, and leaves controls that disguise a name out", async ({ skip }) => {
    needs("pdftotext", skip)
    const strange = textOf(await pdfOf(named("Som தமிழ் \u202edaol\u0007")))
    expect(strange).toContain("printed as a box, no font has them: U+0BA4, U+0BAE, U+0BB4, U+0BBF, U+0BCD")
    expect(strange).not.toContain("\u202e")
    expect(strange).not.toContain("\u0007")
    expect(strange).toContain("daol")
  })

  it("prints a name with more marks than the font can place", async ({ skip }) => {
    needs("pdftotext", skip)
    const marked = textOf(await pdfOf(named("Z\u0337\u0321\u0361a\u0338l\u0334g\u0335o\u0336 Ortiz")))
    expect(marked).toContain("Ortiz")
  })

  it("counts cells that it shortens", async ({ skip }) => {
    needs("pdftotext", skip)
    expect(textOf(await pdfOf(named("x".repeat(3000))))).toMatch(/Cells +1 shortened/)
    expect(textOf(await pdfOf(named("Jane Doe")))).toContain("Every cell shows its whole text")
  })

  it("is made of a document without people, checks or records", async () => {
    const empty = await pdfOf(anInput([], { roster: { readings: [] } }))
    expect(new TextDecoder("latin1").decode(empty.slice(0, 8))).toBe("%PDF-1.7")
  })
})

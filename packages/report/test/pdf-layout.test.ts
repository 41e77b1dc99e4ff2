import { type Language, languages, render, reportDocument, type ReportInput } from "@rollcall/report"
import { beforeAll, describe, expect, it } from "vitest"
import { anInput, aPerson } from "./builders.ts"
import { bytesOf, renderAll } from "./files.ts"
import { loadFonts } from "./fonts.ts"
import { type Element, elementsOf, type Structure, structureOf } from "./pdf-structure.ts"
import { sampleInput } from "./sample.ts"
import type { Block } from "../src/blocks.ts"
import { drawBlocks } from "../src/pdf/draw-blocks.ts"
import { Flow } from "../src/pdf/Flow.ts"
import { sheet } from "../src/pdf/ReportPdf.ts"
import { plainTheme } from "../src/theme/Theme.ts"
import { needs, run } from "./tools.ts"

const pdfOf = async (input: Parameters<typeof renderAll>[0]) => bytesOf(await renderAll(input, ["pdf"]), ".pdf")

/** What each page shows, in the order of drawing: the types of elements that its content belongs to. */
const drawnTypes = (pdf: Uint8Array): ReadonlyArray<ReadonlyArray<string>> =>
  run("qpdf", ["--qdf"], pdf)
    .split(/^stream$/m)
    .map((stream) => stream.slice(0, stream.indexOf("endstream")))
    .filter((stream) => stream.includes("/MCID"))
    .map((stream) => Array.from(stream.matchAll(/^\/(\w+)<<\/MCID/gm), ([, type = ""]) => type))

/** Reports whose blocks come to lie at other places of their pages. */
const variants: ReadonlyArray<readonly [title: string, input: ReportInput, language: Language]> = [
  ...[3, 12, 25, 40, 61, 90].map((people) => [`${people} people`, sampleInput(people), languages.en] as const),
  ...[5, 18, 33, 52, 75].map((people) => [`${people} people, in German`, sampleInput(people), languages.de] as const),
  ["nobody", anInput([]), languages.en]
]

const renderedIn = async (language: Language, input: ReportInput) =>
  bytesOf(await render(reportDocument(input), new Set(["pdf"]), loadFonts(), { language }), ".pdf")

const description = {
  title: "",
  subject: "",
  author: "",
  creator: "",
  modelHash: "",
  language: languages.en,
  at: new Date(0)
}

/** The pages of an element's content and of all that is in it, in reading order. */
const pagesOf = (element: Element): ReadonlyArray<string> => [...element.pages, ...element.children.flatMap(pagesOf)]

const cellsOf = (row: Element) => row.children.map(({ scope, type }) => `${type}${scope ?? ""}`)

const rowsOf = (table: Element) =>
  table.children.filter(({ type }) => type === "TBody").flatMap((body) => body.children)

describe("PDF layout", () => {
  // Enough people for the annexes to be set as such.
  const people = 230
  let pdf = new Uint8Array()
  let read: Structure | undefined
  beforeAll(async () => {
    pdf = new Uint8Array(await pdfOf(sampleInput(people)))
  })

  const structure = (): Structure => (read ??= structureOf(pdf))
  const tables = () => elementsOf(structure().root, "Table")

  it("lets every piece of content and its element name each other", ({ skip }) => {
    needs("qpdf", skip)
    expect(structure().strays).toEqual([])
    expect(elementsOf(structure().root, "TD").length).toBeGreaterThan(people * 10)
  })

  it("gives every table a caption, titles over its columns and a title to each row", ({ skip }) => {
    needs("qpdf", skip)
    // Facts are tables of names and values, without titles over them.
    const withColumns = tables().filter(({ children }) => children[0]?.type !== "TR")
    expect(withColumns.length).toBeGreaterThan(20)
    for (const table of withColumns) {
      const [caption, head, ...bodies] = table.children
      expect([caption?.type, head?.type, ...new Set(bodies.map(({ type }) => type))]).toEqual([
        "Caption",
        "THead",
        "TBody"
      ])
      const titles = elementsOf(table, "TR")[0]
      expect(new Set(titles === undefined ? [] : cellsOf(titles))).toEqual(new Set(["TH/Column"]))
      for (const row of rowsOf(table)) {
        const [first, ...others] = cellsOf(row)
        expect([first, ...new Set(others)]).toEqual(["TH/Row", "TD"])
        expect(row.children).toHaveLength(titles?.children.length ?? 0)
      }
    }
  })

  it("has a row for every person, and in no table a row that a page's end cuts", ({ skip }) => {
    needs("qpdf", skip)
    const counts = tables().map((table) => rowsOf(table).length)
    expect(counts).toContain(people)
    for (const row of tables().flatMap(rowsOf)) {
      expect(new Set(row.children.flatMap((cell) => cell.pages)).size).toBe(1)
    }
  })

  it("ends no page with a heading, a caption or column titles", ({ skip }) => {
    needs("qpdf", skip)
    const lastOnPages = drawnTypes(pdf).map((types) => types.slice(-2))
    expect(lastOnPages.length).toBeGreaterThan(20)
    for (const [beforeLast, last] of lastOnPages) {
      expect(["H1", "H2", "H3"]).not.toContain(last)
      // Column titles are header cells that no data cell follows.
      expect([beforeLast, last]).not.toEqual(["TH", "TH"])
    }
  })

  it.each(variants)(
    "keeps headings with what follows them, facts and table heads together in a report of %s",
    async (_, input, language) => {
      const { root } = structureOf(await renderedIn(language, input))
      const sections = elementsOf(root, "Sect")
      expect(sections.length).toBeGreaterThan(5)
      const torn = sections.flatMap(({ children }) =>
        children.flatMap((element, index) => {
          const next = children[index + 1]
          const own = pagesOf(element)
          if (/^H\d$/.test(element.type)) {
            return next === undefined || own[0] !== pagesOf(next)[0] ? [`${element.type}, then ${next?.type}`] : []
          }
          if (element.type !== "Table") return []
          const isFacts = element.children[0]?.type === "TR"
          const isOfCheck = isFacts && children[index - 1]?.type === "H2" && element.children.length < 4
          const first = pagesOf({ ...element, children: isOfCheck ? element.children : element.children.slice(0, 2) })
          const [row] = rowsOf(element)
          const places = [...first, ...(row === undefined ? [] : pagesOf(row))]
          return new Set(isFacts && !isOfCheck ? [] : places).size > 1 ? [`${element.type} of ${index}`] : []
        })
      )
      expect(torn).toEqual([])
    }
  )

  it("tears no check's facts from its heading, wherever on a page it comes to stand", async () => {
    const long = "SOC 2 CC6.1, CC6.2, CC6.3, CC6.6, CC6.7, CC6.8; ISO 27001 A.5.15, A.5.16, A.5.17, A.5.18; ".repeat(3)
    const blocks: ReadonlyArray<Block> = [
      { kind: "heading", level: 2, text: "No way into a high-sensitivity app goes without a second factor" },
      { kind: "facts", entries: ["Check", "Population", "Supports"].map((name) => ({ name, value: long })) },
      { kind: "paragraph", lead: "Why it matters.", text: "The most important thing is as safe as its easiest way in." }
    ]
    for (let room = 10; room < 400; room += 9) {
      const flow = new Flow(description, loadFonts(), plainTheme)
      flow.y = sheet.bottom - room
      // oxlint-disable-next-line no-await-in-loop -- one place after the other
      await drawBlocks(flow, blocks)
      expect([room, flow.volume.landmarks[0]?.page === flow.page]).toEqual([room, true])
    }
  })

  it("draws arrows, which its letters lack, as text that can be read out", async ({ skip }) => {
    needs("pdftotext", skip)
    const printed = run("pdftotext", ["-layout", "-enc", "UTF-8"], await pdfOf(anInput([aPerson({ name: "▲ up ▼" })])))
    expect(printed).toContain("▲ up ▼")
    expect(printed).toContain("Every character could be printed")
  })

  it("keeps a row of ten thousand characters on one page, and reads all of them out", async ({ skip }) => {
    needs("qpdf", skip)
    const name = "Wolfeschlegelsteinhausenbergerdorff".repeat(286)
    const { root } = structureOf(await pdfOf(anInput([aPerson({ name })])))
    const cut = [...elementsOf(root, "TH"), ...elementsOf(root, "TD")].filter(({ actualText }) => actualText !== null)
    expect(cut.map(({ actualText, pages }) => [actualText?.includes(name), pages.length])).toEqual([[true, 1]])
  })
})

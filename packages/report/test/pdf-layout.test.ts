import { beforeAll, describe, expect, it } from "vitest"
import { anInput, aPerson } from "./builders.ts"
import { bytesOf, renderAll } from "./files.ts"
import { type Element, elementsOf, type Structure, structureOf } from "./pdf-structure.ts"
import { sampleInput } from "./sample.ts"
import { needs, run } from "./tools.ts"

const pdfOf = async (input: Parameters<typeof renderAll>[0]) => bytesOf(await renderAll(input, ["pdf"]), ".pdf")

/** What each page shows, in the order of drawing: the types of elements that its content belongs to. */
const drawnTypes = (pdf: Uint8Array): ReadonlyArray<ReadonlyArray<string>> =>
  run("qpdf", ["--qdf"], pdf)
    .split(/^stream$/m)
    .map((stream) => stream.slice(0, stream.indexOf("endstream")))
    .filter((stream) => stream.includes("/MCID"))
    .map((stream) => Array.from(stream.matchAll(/^\/(\w+)<<\/MCID/gm), ([, type = ""]) => type))

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

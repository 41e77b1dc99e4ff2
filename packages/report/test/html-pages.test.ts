import { beforeAll, describe, expect, it } from "vitest"
import { render, type ReportFile, reportDocument } from "@rollcall/report"
import { loadFonts } from "./fonts.ts"
import { sampleInput } from "./sample.ts"

/** A report on so many people, who hold nothing and fail nothing but what a few in front do. */
function filesFor(peopleCount: number): Promise<ReadonlyArray<ReportFile>> {
  const document = reportDocument(sampleInput(20))
  const [someone] = document.people
  if (someone === undefined) throw new Error("the sample has nobody")
  const others = Array.from({ length: peopleCount - 20 }, (_, index) => {
    const email = `q${index}@acme.example`
    return { ...someone, name: `Q ${index}`, email, emails: [email], devices: [], posture: { failing: [] } }
  })
  return render({ ...document, people: [...document.people, ...others] }, new Set(["html"]), loadFonts())
}

const pagesIn = (files: ReadonlyArray<ReportFile>) =>
  new Map(
    files.filter(({ name }) => name.endsWith(".html")).map(({ bytes, name }) => [name, new TextDecoder().decode(bytes)])
  )

const idsIn = (html: string) => new Set(Array.from(html.matchAll(/ id="([^"]*)"/g), (match) => match[1] ?? ""))

const stem = "acme-2026-10-posture"

describe("a report of more rows than a page takes", () => {
  let pages: ReadonlyMap<string, string> = new Map()
  beforeAll(async () => {
    pages = pagesIn(await filesFor(12_001))
  })

  it("has an index, and parts of the long table alone", () => {
    expect([...pages.keys()]).toEqual([
      `${stem}.html`,
      `${stem}-people-1.html`,
      `${stem}-people-2.html`,
      `${stem}-people-3.html`
    ])
  })

  it("has every person once, in order, and says which rows each part has", () => {
    const parts = [...pages.values()].slice(1)
    const ids = parts.map((html) => Array.from(html.matchAll(/ id="(person-[^"]*)"/g), (match) => match[1] ?? ""))
    expect(ids.map((each) => each.length)).toEqual([5_000, 5_000, 2_001])
    expect(new Set(ids.flat()).size).toBe(12_001)
    expect(ids[2]?.at(-1)).toBe("person-q11980@acme.example")
    expect(parts[1]).toContain("Rows 5,001 to 10,000 of 12,001")
  })

  it("says on the index what stands elsewhere", () => {
    const index = pages.get(`${stem}.html`) ?? ""
    expect(index).toContain("12,001 rows are more than a browser handles well at once: they stand in 3 files")
    expect(index).toContain(`href="${stem}-people-3.html#people-3"`)
  })

  it("leads from every link to a place that is there, in whichever file", () => {
    const ids = new Map([...pages].map(([name, html]) => [name, idsIn(html)]))
    for (const [name, html] of pages) {
      const missing = Array.from(html.matchAll(/ href="([^"]*)"/g), (match) => match[1] ?? "").filter((target) => {
        const [file = "", id = ""] = target.split("#")
        return ids.get(file === "" ? name : file)?.has(id) !== true
      })
      expect(missing, name).toEqual([])
    }
  })

  it("knows on the index alone which part has a place, in five letters for each", () => {
    const held = [...pages.values()].map((html) =>
      Array.from(html.matchAll(/ href="([^"]*)"\s+data-holds="([^"]*)"/g), ([, href = "", holds = ""]) => [
        href,
        holds.length
      ])
    )
    expect(held).toEqual([
      [
        [`${stem}-people-1.html#people-1`, 5 * 5_001],
        [`${stem}-people-2.html#people-2`, 5 * 5_001],
        [`${stem}-people-3.html#people-3`, 5 * 2_002]
      ],
      [],
      [],
      []
    ])
  })

  it("has one first heading on each page, and the same policy", () => {
    for (const html of pages.values()) {
      expect(html.match(/<h1[ >]/g)).toHaveLength(1)
      expect(html).toContain("default-src &#x27;none&#x27;")
    }
  })

  it("is one file as long as it has no more than ten thousand rows", async () => {
    expect(pagesIn(await filesFor(9_000)).size).toBe(1)
  })
})

import { Ajv } from "ajv"
import formats from "ajv-formats"
import { describe, expect, it } from "vitest"
import { reportDocument } from "@rollcall/report"
import { bytesOf, renderAll, textOf } from "./files.ts"
import { hostileInput, hostileTexts } from "./hostile.ts"
import { ocsfSchema } from "./schemas/ocsf.ts"
import { oscalSchema } from "./schemas/oscal.ts"
import { needs, run } from "./tools.ts"
import { readWorkbook } from "./workbooks.ts"
import { all } from "./xml.ts"

const every = Object.values(hostileTexts)
const each = Object.entries(hostileTexts)
const hostile = () => hostileInput(every)
/** The same organisation with texts that mean nothing. */
const harmless = () => hostileInput(every.map((_, index) => `harmless ${index}`))

/** Control characters that no text file needs. */
// oxlint-disable-next-line no-control-regex -- these are what must not come out
const controls = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/
/** What turns the rest of a line around. */
const overrides = /[\u202a-\u202e\u2066-\u2069]/

/** The cells of a CSV file, read as RFC 4180 has it; what it does not allow is an error. */
function cellsOf(text: string): ReadonlyArray<ReadonlyArray<string>> {
  const rows: Array<Array<string>> = [[]]
  const field = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/y
  while (field.lastIndex < text.length) {
    const at = field.lastIndex
    const found = field.exec(text)
    if (found === null) throw new Error(`no field at ${at}: ${JSON.stringify(text.slice(at, at + 60))}`)
    rows.at(-1)?.push(found[1]?.replaceAll('""', '"') ?? found[2] ?? "")
    if (found[3] === "\r\n") rows.push([])
    if (found[3] === "") break
  }
  return rows.slice(0, -1)
}

/** The tags of a page with the names of their attributes: all that a text could have added to. */
function skeletonOf(html: string): ReadonlyArray<string> {
  // What stands in style and script is not markup, and comes from no source.
  const page = html.replace(/(<(style|script)\b[^>]*>)[\s\S]*?(<\/\2>)/g, "$1$3")
  return Array.from(page.matchAll(/<[^>]*>?/g), ([tag]) => tag.replace(/="[^"]*"/g, ""))
}

const skeletonWith = async (name: string) =>
  skeletonOf(textOf(await renderAll(hostileInput([name]), ["html"]), ".html"))

describe("hostile texts", () => {
  it("keep report.json valid, and stand in it as they came", async () => {
    const document = JSON.parse(textOf(await renderAll(hostile(), ["json"]), "report.json"))
    expect(document.people.map(({ name }: { name: string }) => name)).toEqual(every)
    expect(document.tenant.name).toBe(reportDocument(hostile()).tenant.name)
  })

  it.each(["people.csv", "devices.csv", "findings.csv", "failures.csv"])(
    "add no row, column or formula to %s",
    async (name) => {
      const [text, expected] = [
        textOf(await renderAll(hostile(), ["csv"]), name),
        textOf(await renderAll(harmless(), ["csv"]), name)
      ].map((whole) => whole.replace("\ufeff", ""))
      const rows = cellsOf(text ?? "")
      expect(rows.map((row) => row.length)).toEqual(cellsOf(expected ?? "").map((row) => row.length))
      const cells = rows.slice(1).flat()
      expect(cells.filter((cell) => /^[\s\p{Cf}]*[=+\-@＝＋－＠]|^[\t\r\n]/u.test(cell))).toEqual([])
      expect(text).not.toMatch(controls)
      expect(text).not.toMatch(overrides)
    }
  )

  it("are texts in every cell of the workbook", async () => {
    const [book, expected] = [
      readWorkbook(bytesOf(await renderAll(hostile(), ["xlsx"]), ".xlsx")),
      readWorkbook(bytesOf(await renderAll(harmless(), ["xlsx"]), ".xlsx"))
    ]
    for (const [title, { root, rows }] of book) {
      expect(rows, title).toHaveLength(expected.get(title)?.rows.length ?? -1)
      expect(all(root, "f"), title).toEqual([])
      const texts = rows.flatMap((row) => Object.values(row)).filter((value) => typeof value === "string")
      for (const text of texts) {
        expect(text).not.toMatch(controls)
        expect(text).not.toMatch(overrides)
        expect(text.isWellFormed()).toBe(true)
      }
    }
    expect(book.get("People")?.rows.map(({ name }) => name)).toEqual(
      every.map((text) =>
        text.toWellFormed().replace(new RegExp(`${controls.source}|${overrides.source}|[\ufffe\uffff]`, "g"), "\ufffd")
      )
    )
  })

  it("keep OCSF events to their schema, one on each line, for the strictest of parsers", async () => {
    const validate = new Ajv({ strict: true, strictRequired: false }).compile(ocsfSchema)
    const text = textOf(await renderAll(hostile(), ["ocsf"]), "ocsf.ndjson")
    const lines = text.trimEnd().split("\n")
    expect(lines).toHaveLength(every.length * 6)
    for (const line of lines) {
      const event: unknown = JSON.parse(line)
      expect(validate(event), JSON.stringify(validate.errors)).toBe(true)
      expect(JSON.stringify(event)).not.toMatch(/\\ud[89a-f]|\\u00[01]/i)
    }
  })

  it("keep OSCAL results to their schema, without markup in what is read as Markdown", async () => {
    const ajv = new Ajv({ strict: true })
    formats.default(ajv)
    const validate = ajv.compile(oscalSchema)
    const text = textOf(await renderAll(hostile(), ["oscal"]), "oscal-assessment-results.json")
    const document = JSON.parse(text)
    expect(validate(document), JSON.stringify(validate.errors?.slice(0, 3))).toBe(true)
    expect(text).not.toMatch(/\\ud[89a-f]/i)
    const [result] = document["assessment-results"].results
    const read = [
      document["assessment-results"].metadata.title,
      ...result["local-definitions"].users.map(({ title }: { title: string }) => title),
      ...result.observations.flatMap(({ subjects }: { subjects: ReadonlyArray<{ title: string; remarks: string }> }) =>
        subjects.flatMap(({ remarks, title }) => [title, remarks])
      )
    ]
    for (const markup of read) expect(markup.replace(/\\[^A-Za-z0-9\s]/g, "")).not.toMatch(/[<>[\]`*_{}&]/)
  })

  it.each(each)("add no element and no attribute to the page: %s", async (_, text) => {
    expect(await skeletonWith(text)).toEqual(await skeletonWith("harmless"))
  })

  it("stand in the page as text, none of it a control", async () => {
    const html = textOf(await renderAll(hostile(), ["html"]), ".html")
    expect(html).toContain("&lt;script&gt;alert(1)&lt;/script&gt;")
    expect(html).toContain("{{{x}}}")
    expect(html).not.toMatch(controls)
    expect(html).not.toMatch(overrides)
    expect(html.isWellFormed()).toBe(true)
    expect(html).not.toMatch(/href="(?!#)/)
  })

  it("leave the PDF sound, without control characters, actions and addresses to follow", async ({ skip }) => {
    needs("pdftotext", skip)
    needs("qpdf", skip)
    const pdf = bytesOf(await renderAll(hostile(), ["pdf"]), ".pdf")
    expect(run("qpdf", ["--check"], pdf)).toContain("No syntax or stream encoding errors found")
    const text = run("pdftotext", ["-enc", "UTF-8"], pdf).replaceAll("\f", "\n")
    expect(text).not.toMatch(controls)
    expect(text).toContain("<script>alert(1)</script>")
    expect(text).toContain("{{{x}}}")
    const plain = run("qpdf", ["--qdf", "--object-streams=disable"], pdf)
    expect(plain).not.toMatch(/\/(?:JavaScript|JS|URI|Launch|SubmitForm|OpenAction|AA)\b/)
  })
})

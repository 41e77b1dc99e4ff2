/**
 * Goal: the report that a user gets is a sound, tagged PDF and a page that asks nothing of the network.
 * Method: the built command line makes acme's report; Poppler, qpdf and Chromium look at the files.
 */
import { accessibilityViolations } from "./axe.ts"
import { chromium } from "playwright-core"
import { mkdtempSync, readFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { pathToFileURL } from "node:url"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { rollcall, runningSandbox, temporaryFolder, thisPeriod, writeConfig } from "../cli/harness.ts"
import { findProgram, outputOf } from "./tools.ts"

const folder = temporaryFolder()
const stem = join(folder.path, "reports", "acme", thisPeriod(), `acme-${thisPeriod()}-posture`)

beforeAll(async () => {
  const { sandbox, stop } = await runningSandbox({ rateLimit: false })
  writeConfig(folder.path, sandbox)
  const run = await rollcall(folder.path, ["report", "acme", "--period", thisPeriod(), "--collect"])
  await stop()
  if (run.code !== 0) throw new Error(run.stderr)
})

afterAll(() => folder.remove())

const pdfinfo = findProgram("pdfinfo")
const pdftotext = findProgram("pdftotext")
const pdffonts = findProgram("pdffonts")
const pdfdetach = findProgram("pdfdetach")
const qpdf = findProgram("qpdf")
const browser = findProgram("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")

/** The report in a browser that writes down what it asks for and what it complains about. */
const open = async (colorScheme: "light" | "dark") => {
  const launched = await chromium.launch({
    executablePath: browser ?? "",
    args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
  })
  const page = await launched.newPage({ colorScheme })
  const requests: Array<string> = []
  const complaints: Array<string> = []
  page.on("request", (request) => requests.push(request.url()))
  page.on("console", (message) => complaints.push(message.text()))
  page.on("pageerror", (error) => complaints.push(error.message))
  page.on("dialog", (dialog) => complaints.push(`a dialog: ${dialog.message()}`))
  const address = pathToFileURL(`${stem}.html`).href
  await page.goto(address)
  return { page, requests, complaints, address, close: () => launched.close() }
}

describe("the PDF", () => {
  it.skipIf(qpdf === undefined)("is sound", () => {
    expect(outputOf(qpdf ?? "", "--check", `${stem}.pdf`)).toContain("No syntax or stream encoding errors found")
  })

  it.skipIf(pdfinfo === undefined)("is tagged, titled, of A4 pages", () => {
    const info = outputOf(pdfinfo ?? "", `${stem}.pdf`)
    expect(info).toMatch(/^Tagged:\s+yes$/m)
    expect(info).toMatch(/^Title:\s+.*Acme Corporation/m)
    expect(info).toMatch(/^Page size:\s+595.* x 841.*\(A4\)$/m)
    expect(Number(/^Pages:\s+(\d+)$/m.exec(info)?.[1])).toBeGreaterThan(5)
  })

  it.skipIf(pdfinfo === undefined)("has headings, tables with header cells, and paragraphs in its structure", () => {
    const structure = outputOf(pdfinfo ?? "", "-struct", `${stem}.pdf`)
    for (const element of ["Document", "H1", "H2", "Table", "TR", "TH", "TD", "P"]) {
      expect(structure).toMatch(new RegExp(`^\\s*${element}\\b`, "m"))
    }
  })

  it.skipIf(pdffonts === undefined)("embeds every font as a subset", () => {
    const rows = outputOf(pdffonts ?? "", `${stem}.pdf`)
      .split("\n")
      .slice(2)
      .filter((row) => row !== "")
    expect(rows.length).toBeGreaterThanOrEqual(4)
    // Signs are drawn in the file itself, as a font of which there is nothing to take a part of.
    for (const row of rows) expect(row).toMatch(/ Type 3 .* yes no  yes | yes yes yes +\d+ +\d+$/)
  })

  it.skipIf(pdftotext === undefined)("prints names of every script", () => {
    const text = outputOf(pdftotext ?? "", `${stem}.pdf`, "-")
    for (const name of ["Łukasz", "Đặng", "Müge", "王伟", "محمد", "O’Brien"]) expect(text).toContain(name)
  })

  it.skipIf(pdftotext === undefined)("numbers every page and names the tenant on it", () => {
    const pages = outputOf(pdftotext ?? "", "-layout", `${stem}.pdf`, "-")
      .split("\f")
      .slice(0, -1)
    for (const [index, page] of pages.entries()) {
      expect(page).toMatch(new RegExp(`\\b${index + 1} of ${pages.length}\\b`))
      expect(page).toContain("Acme Corporation")
    }
  })

  it.skipIf(pdfdetach === undefined)("holds report.json byte for byte", () => {
    const out = join(mkdtempSync(join(tmpdir(), "rollcall-")), "report.json")
    outputOf(pdfdetach ?? "", "-save", "1", "-o", out, `${stem}.pdf`)
    expect(readFileSync(out).equals(readFileSync(join(stem, "..", "report.json")))).toBe(true)
  })
})

describe.skipIf(browser === undefined)("the HTML in Chromium", () => {
  it("makes no request but for itself, and breaks no rule of its own policy", async () => {
    const { requests, complaints, address, close } = await open("light")
    await close()
    expect(requests).toEqual([address])
    expect(complaints).toEqual([])
  })

  it("has one main heading and a caption on every table", async () => {
    const { page, close } = await open("light")
    const headings = await page.locator("h1").count()
    const tables = await page.locator("table").count()
    const captions = await page.locator("table > caption").count()
    await close()
    expect(headings).toBe(1)
    expect(tables).toBeGreaterThan(5)
    expect(captions).toBe(tables)
  })

  it.each(["light", "dark"] as const)("has no accessibility violation in the %s scheme", async (scheme) => {
    const { page, close } = await open(scheme)
    const violations = await accessibilityViolations(page)
    await close()
    expect(violations).toEqual([])
  })
})

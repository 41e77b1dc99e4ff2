/**
 * One way of making the report's PDF, in a process of its own: `report-contender.ts NAME PEOPLE FOLDER`.
 *
 * Prints one JSON object. Time is that of the PDF alone, from sections and `report.json` to finished files on the disk; what
 * comes before and what it takes is told beside it. The browser and WeasyPrint are given the same sections as plain HTML, and no attachment.
 */
import { spawn } from "node:child_process"
import { once } from "node:events"
import { closeSync, openSync, statSync, writeFileSync, writeSync } from "node:fs"
import { join } from "node:path"
import { pathToFileURL } from "node:url"
// @boundaries-ignore what sections and the PDF take is only seen from within
import { identityOf } from "../../packages/report/src/identity.ts"
// @boundaries-ignore the same
import { HandedOut } from "../../packages/report/src/files.ts"
// @boundaries-ignore the same
import { jsonChunks } from "../../packages/report/src/json.ts"
// @boundaries-ignore the same
import { Packing } from "../../packages/report/src/pdf/attachment.ts"
// @boundaries-ignore the same
import { renderPdf } from "../../packages/report/src/pdf/render-pdf.ts"
// @boundaries-ignore the same
import { contentOf } from "../../packages/report/src/sections.ts"
// @boundaries-ignore the same
import { english } from "../../packages/report/src/language/english.ts"
// @boundaries-ignore the same
import { mastheadOf } from "../../packages/report/src/masthead.ts"
// @boundaries-ignore the same
import { plainTheme } from "../../packages/report/src/theme/Theme.ts"
// @boundaries-ignore the fonts that the command-line tool passes
import { loadFonts } from "../../packages/report/test/fonts.ts"
import type { FileStream } from "@rollcall/report"
import { madeUpReport } from "./report-document.ts"
import { plainHtml } from "./report-html.ts"
import { watchedMemory } from "./tree-memory.ts"

/** What one run of a contender took. */
export interface Printed {
  readonly wallMs: number
  /** Of this process; `null` for what works in others. */
  readonly cpuMs: number | null
  readonly beforeMs: { readonly json: number; readonly sections: number } | null
  /** The most that was held at once while it was printed. */
  readonly peakMb: number
  /** What of it was held before, and what of that is the report document, with the code that makes it up. */
  readonly beforeMb: number
  readonly documentMb: number
  readonly sizeMb: number
  readonly files: ReadonlyArray<string>
}

/** Where Debian puts it. */
const browserPath = "/usr/bin/chromium"

const [name = "", people = "1000", folder = "."] = process.argv.slice(2)

async function rollcall(): Promise<Printed> {
  const document = madeUpReport(Number(people))
  const documentMb = peakMemory()
  const startedMs = performance.now()
  const content = contentOf(document, english)
  const sectionsMs = performance.now() - startedMs
  const handedOut = new HandedOut()
  const packing = new Packing()
  const chunks = packing.pass(jsonChunks(document))
  await written(handedOut.file({ name: "report.json", chunks }))
  const jsonMs = performance.now() - startedMs - sectionsMs
  const identity = identityOf(document, handedOut.sha256Of("report.json"))
  const masthead = mastheadOf(document, english)
  const fonts = loadFonts()
  const beforeMb = peakMemory()
  const cpu = process.cpuUsage()
  const drawingMs = performance.now()
  const packed = packing.end()
  const files: Array<string> = []
  const drawn = renderPdf({ masthead, theme: plainTheme, identity, content, packed, fonts, name: "report" })
  // oxlint-disable-next-line no-await-in-loop -- memory has room for one file at a time
  for await (const file of drawn) files.push(await written(file))
  const wallMs = performance.now() - drawingMs
  const { system, user } = process.cpuUsage(cpu)
  return {
    wallMs,
    cpuMs: (user + system) / 1000,
    beforeMs: { json: jsonMs, sections: sectionsMs },
    peakMb: peakMemory(),
    beforeMb,
    documentMb,
    sizeMb: files.reduce((sum, file) => sum + statSync(file).size, 0) / 1e6,
    files
  }
}

/** The most that this process has held so far, in megabytes. */
const peakMemory = (): number => process.resourceUsage().maxRSS / 1024

async function written({ chunks, name: fileName }: FileStream): Promise<string> {
  const path = join(folder, fileName)
  const file = openSync(path, "w")
  for await (const chunk of chunks) writeSync(file, chunk)
  closeSync(file)
  return path
}

/** The browser prints a tagged file with an outline, as the report's is. */
async function chrome(): Promise<Printed> {
  const html = writtenHtml()
  const target = join(folder, "chromium.pdf")
  // What it takes to load is none of what the others are measured by.
  const { chromium } = await import("playwright-core")
  const browser = await chromium.launch({ executablePath: browserPath, args: ["--no-sandbox", "--disable-gpu"] })
  const page = await browser.newPage()
  page.setDefaultTimeout(0)
  const memory = watchedMemory(process.pid)
  const startedMs = performance.now()
  await page.goto(pathToFileURL(html).href)
  await page.pdf({ path: target, format: "A4", tagged: true, outline: true })
  const wallMs = performance.now() - startedMs
  const peakMb = memory.end()
  await browser.close()
  return printedBy(target, wallMs, peakMb)
}

async function weasyprint(): Promise<Printed> {
  const html = writtenHtml()
  const target = join(folder, "weasyprint.pdf")
  const startedMs = performance.now()
  const child = spawn("weasyprint", ["--quiet", "--pdf-variant", "pdf/ua-1", html, target], { stdio: "inherit" })
  process.once("SIGTERM", () => child.kill())
  const memory = watchedMemory(child.pid ?? 0)
  await once(child, "exit")
  const wallMs = performance.now() - startedMs
  return printedBy(target, wallMs, memory.end())
}

function writtenHtml(): string {
  const document = madeUpReport(Number(people))
  const file = join(folder, "report.html")
  writeFileSync(file, plainHtml(contentOf(document, english)))
  return file
}

const printedBy = (file: string, wallMs: number, peakMb: number): Printed => ({
  wallMs,
  cpuMs: null,
  beforeMs: null,
  peakMb,
  beforeMb: 0,
  documentMb: 0,
  sizeMb: statSync(file).size / 1e6,
  files: [file]
})

const contenders = { rollcall, chrome, weasyprint }
const isContender = (given: string): given is keyof typeof contenders => Object.hasOwn(contenders, given)
if (!isContender(name)) throw new Error(`there is no contender ${name}`)
console.log(JSON.stringify(await contenders[name]()))

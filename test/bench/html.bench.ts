/**
 * The report on screen in Chromium: how long a page of ten thousand rows takes to load, and its filter to answer, beside one of a
 * hundred.
 *
 * `pnpm bench html`; limits are those of the report's guide: loaded in 3 s, and an answer before a person notices (0.1 s).
 */
import { render } from "@rollcall/report"
import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { pathToFileURL } from "node:url"
import { type Browser, chromium } from "playwright-core"
// @boundaries-ignore the fonts that the command-line tool passes
import { loadFonts } from "../../packages/report/test/fonts.ts"
import { findProgram } from "../report/tools.ts"
import { madeUpReport } from "./report-document.ts"
import { printTable } from "./table.ts"

/** The larger one has some ten thousand rows: a few more, and it would come in parts. */
const sizes = [100, 3200]
const loadedSecondsMax = 3
const filteredMsMax = 100
const words = ["anna", "freya", "acme", "kofi haas", "x"]

/** How long the filter of people keeps a page busy, in milliseconds, from the end of its rest to the next picture. */
const filterDelay = (word: string) => `(async () => {
  const input = document.querySelector('input[aria-label*="People ("]')
  const result = input.closest(".filter").querySelector("[role=status]")
  const told = new Promise((done) => new MutationObserver(done).observe(result, { childList: true }))
  input.value = ${JSON.stringify(word)}
  input.dispatchEvent(new Event("input"))
  const rested = await new Promise((done) => setTimeout(() => done(performance.now()), 100))
  await told
  await new Promise((done) => requestAnimationFrame(() => setTimeout(done)))
  return performance.now() - rested
})()`
const drawn = `new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done))))`

const folder = mkdtempSync(join(tmpdir(), "rollcall-bench-"))
const executablePath = findProgram("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
if (executablePath === undefined) throw new Error("there is no Chromium here: install it, then run this again")
const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] })
const rows: Array<Awaited<ReturnType<typeof measured>>> = []
for (const people of sizes) {
  // oxlint-disable-next-line no-await-in-loop -- one after the other, or they would share the processor
  rows.push(await measured(browser, people))
}
await browser.close()
rmSync(folder, { recursive: true })

/** Writes the report on so many people, and opens it. */
async function measured(chrome: Browser, people: number) {
  const files = await render(madeUpReport(people), new Set(["html"]), loadFonts())
  for (const { bytes, name } of files) writeFileSync(join(folder, name), bytes)
  const main = files.find(({ name }) => name.endsWith("-posture.html"))
  if (main === undefined) throw new Error("there is no page")
  const page = await chrome.newPage()
  const session = await page.context().newCDPSession(page)
  // Time of the processor: others may be at work on the machine.
  await session.send("Performance.setTimeDomain", { timeDomain: "threadTicks" })
  await session.send("Performance.enable")
  await page.goto(pathToFileURL(join(folder, main.name)).href)
  await page.evaluate(drawn)
  const { metrics } = await session.send("Performance.getMetrics")
  const filteredMs: Array<number> = []
  for (const word of words) {
    // oxlint-disable-next-line no-await-in-loop -- one after the other
    filteredMs.push(await page.evaluate<number>(filterDelay(word)))
  }
  const tableRows = await page.locator("tbody tr").count()
  await page.close()
  return {
    people,
    rows: tableRows,
    megabytes: main.bytes.length / 2 ** 20,
    loadedSeconds: metrics.find(({ name }) => name === "TaskDuration")?.value ?? Number.NaN,
    filteredMs: filteredMs.toSorted((a, b) => a - b)[Math.floor(words.length / 2)] ?? Number.NaN
  }
}

const [base] = rows
printTable(
  ["people", "rows", "MB", "loaded, s of processor", "times", "filtered, ms (median)", "times"],
  rows.map(({ people, rows: tableRows, megabytes, loadedSeconds, filteredMs }) => [
    String(people),
    String(tableRows),
    megabytes.toFixed(1),
    loadedSeconds.toFixed(2),
    (loadedSeconds / (base?.loadedSeconds ?? Number.NaN)).toFixed(1),
    filteredMs.toFixed(0),
    (filteredMs / (base?.filteredMs ?? Number.NaN)).toFixed(1)
  ])
)
for (const { people, loadedSeconds, filteredMs } of rows) {
  if (loadedSeconds > loadedSecondsMax)
    console.log(`${people} people: loaded in ${loadedSeconds.toFixed(2)} s, limit 3 s`)
  if (filteredMs > filteredMsMax) console.log(`${people} people: filtered in ${filteredMs.toFixed(0)} ms, limit 100 ms`)
}
console.log(JSON.stringify({ bench: "html", rows }))

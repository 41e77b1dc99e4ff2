/**
 * How soon the whole PDF of a report is there, tagged and with all annexes, beside a browser and WeasyPrint that print the same
 * tables.
 *
 * Every run is a process of its own, which has done nothing before: what fonts and code cost to load is in the time, as it is
 * for whoever asks for one report. The others get plain HTML with neither charts nor an attachment, and are left out where they
 * are not installed, or where they would take longer than anybody waits.
 */
import { spawnSync } from "node:child_process"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import type { Printed } from "./report-contender.ts"
import { printTable } from "./table.ts"

const isQuick = process.argv.includes("--quick")
const sizes = isQuick ? [1000, 10_000] : [1000, 10_000, 100_000]

/** The most people that a contender is asked to print, and how often: the best run counts, since others slow it only. */
const contenders = {
  rollcall: { peopleMax: 100_000, runs: 3 },
  chrome: { peopleMax: 10_000, runs: 1 },
  weasyprint: { peopleMax: 1000, runs: 1 }
}

/** Whoever has not printed by then is left out. */
const contenderSecondsMax = 180

/** What the report may take; seconds, by people. */
const limits: Readonly<Record<number, number>> = { 1000: 0.7, 10_000: 2, 100_000: 15 }
const pagesPerSecondMin = 500
const peakMbMax = 700
const timesChromeMin = 30

const programs = { rollcall: process.execPath, chrome: "/usr/bin/chromium", weasyprint: "weasyprint" }

interface Result {
  readonly contender: keyof typeof contenders
  readonly people: number
  readonly printed: Printed
  readonly pages: number
}

const folder = mkdtempSync(join(tmpdir(), "rollcall-bench-"))
const results: Array<Result> = []
for (const people of sizes) {
  for (const [contender, { peopleMax, runs }] of Object.entries(contenders)) {
    if (!isContender(contender) || people > peopleMax) continue
    if (spawnSync(programs[contender], ["--version"]).error !== undefined) {
      console.log(`${contender}: not installed`)
      continue
    }
    const all = Array.from({ length: runs }, () => runOf(contender, people)).filter((each) => each !== null)
    const best = all.toSorted((a, b) => a.printed.wallMs - b.printed.wallMs)[0]
    if (best !== undefined) results.push(best)
    else console.log(tooLong(contender, people))
  }
}
rmSync(folder, { recursive: true })

function isContender(name: string): name is keyof typeof contenders {
  return Object.hasOwn(contenders, name)
}

/** One run in a process of its own; `null` if it took too long. */
function runOf(contender: keyof typeof contenders, people: number): Result | null {
  const script = fileURLToPath(new URL("report-contender.ts", import.meta.url))
  const { error, status, stderr, stdout } = spawnSync(process.execPath, [script, contender, String(people), folder], {
    encoding: "utf8",
    maxBuffer: 1 << 26,
    timeout: contenderSecondsMax * 1000
  })
  if (error !== undefined && "code" in error && error.code === "ETIMEDOUT") return null
  if (status !== 0) throw new Error(`${contender} ended with ${status}: ${stderr}`)
  const printed: Printed = JSON.parse(stdout.trim().split("\n").at(-1) ?? "")
  return { contender, people, printed, pages: printed.files.reduce((sum, file) => sum + pagesOf(file), 0) }
}

function seconds({ printed }: Result): number {
  return printed.wallMs / 1000
}

function ours(people: number): Result | undefined {
  return results.find((each) => each.contender === "rollcall" && each.people === people)
}

function tooLong(contender: string, people: number): string {
  const base = ours(people)
  const times = base === undefined ? "" : `, ${(contenderSecondsMax / seconds(base)).toFixed(0)} times ours`
  return `${contender}, ${people} people: not within ${contenderSecondsMax} s${times}`
}

/** Poppler counts; not a number where it is missing. */
function pagesOf(file: string): number {
  const { stdout } = spawnSync("pdfinfo", [file], { encoding: "utf8" })
  return Number(/^Pages:\s+(\d+)/m.exec(stdout ?? "")?.[1])
}

const rows = results.map((each) => {
  const base = ours(each.people)
  return {
    contender: each.contender,
    people: each.people,
    seconds: seconds(each),
    cpuSeconds: each.printed.cpuMs === null ? null : each.printed.cpuMs / 1000,
    pages: each.pages,
    pagesPerSecond: each.pages / seconds(each),
    peakMb: each.printed.peakMb,
    /** What the document, its sections and the fonts held before. */
    beforeMb: each.printed.beforeMb,
    /** What of it is the document alone, which is given. */
    documentMb: each.printed.documentMb,
    sizeMb: each.printed.sizeMb,
    files: each.printed.files.length,
    times: base === undefined ? null : seconds(each) / seconds(base)
  }
})

printTable(
  [
    "",
    "people",
    "seconds",
    "of processor",
    "pages",
    "pages/s",
    "peak MB",
    "before MB",
    "document MB",
    "file MB",
    "files",
    "times ours"
  ],
  rows.map((row) => [
    row.contender,
    String(row.people),
    row.seconds.toFixed(2),
    row.cpuSeconds?.toFixed(2) ?? "–",
    String(row.pages),
    row.pagesPerSecond.toFixed(0),
    row.peakMb.toFixed(0),
    row.beforeMb.toFixed(0),
    row.documentMb.toFixed(0),
    row.sizeMb.toFixed(1),
    String(row.files),
    row.times?.toFixed(1) ?? "–"
  ])
)
for (const { contender, pagesPerSecond, peakMb, people, seconds: took, times } of rows) {
  if (contender === "chrome" && people === 10_000 && (times ?? 0) < timesChromeMin) {
    console.log(`${people} people: Chromium takes ${times?.toFixed(1)} times as long, limit ${timesChromeMin}`)
  }
  if (contender !== "rollcall") continue
  const limit = limits[people] ?? Number.POSITIVE_INFINITY
  if (took > limit) console.log(`${people} people: ${took.toFixed(2)} s, limit ${limit} s`)
  if (pagesPerSecond < pagesPerSecondMin) {
    console.log(`${people} people: ${pagesPerSecond.toFixed(0)} pages/s, limit ${pagesPerSecondMin}`)
  }
  if (peakMb > peakMbMax) console.log(`${people} people: ${peakMb.toFixed(0)} MB, limit ${peakMbMax} MB`)
}
console.log(JSON.stringify({ bench: "report", rows }))

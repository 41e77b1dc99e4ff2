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

/** What the report may take; seconds, by people. */
const limits: Readonly<Record<number, number>> = { 1000: 0.7, 10_000: 2, 100_000: 15 }
const pagesPerSecondMin = 500

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
    const all = Array.from({ length: runs }, () => runOf(contender, people))
    const best = all.toSorted((a, b) => a.printed.wallMs - b.printed.wallMs)[0]
    if (best !== undefined) results.push(best)
  }
}
rmSync(folder, { recursive: true })

function isContender(name: string): name is keyof typeof contenders {
  return Object.hasOwn(contenders, name)
}

function runOf(contender: keyof typeof contenders, people: number): Result {
  const script = fileURLToPath(new URL("report-contender.ts", import.meta.url))
  const { status, stderr, stdout } = spawnSync(process.execPath, [script, contender, String(people), folder], {
    encoding: "utf8",
    maxBuffer: 1 << 26
  })
  if (status !== 0) throw new Error(`${contender} ended with ${status}: ${stderr}`)
  const printed: Printed = JSON.parse(stdout.trim().split("\n").at(-1) ?? "")
  return { contender, people, printed, pages: printed.files.reduce((sum, file) => sum + pagesOf(file), 0) }
}

/** Poppler counts; not a number where it is missing. */
const pagesOf = (file: string): number =>
  Number(/^Pages:\s+(\d+)/m.exec(spawnSync("pdfinfo", [file], { encoding: "utf8" }).stdout ?? "")?.[1])

const seconds = ({ printed }: Result): number => printed.wallMs / 1000
const ours = (people: number) => results.find((each) => each.contender === "rollcall" && each.people === people)

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
    row.sizeMb.toFixed(1),
    String(row.files),
    row.times?.toFixed(1) ?? "–"
  ])
)
for (const { contender, pagesPerSecond, people, seconds: took } of rows) {
  if (contender !== "rollcall") continue
  const limit = limits[people] ?? Number.POSITIVE_INFINITY
  if (took > limit) console.log(`${people} people: ${took.toFixed(2)} s, limit ${limit} s`)
  if (people > 1000 && pagesPerSecond < pagesPerSecondMin) {
    console.log(`${people} people: ${pagesPerSecond.toFixed(0)} pages/s, limit ${pagesPerSecondMin}`)
  }
}
console.log(JSON.stringify({ bench: "report", rows }))

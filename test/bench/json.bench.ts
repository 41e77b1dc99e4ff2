/**
 * What it costs to keep every digit: pages of 1,000 devices with times in nanoseconds, against `JSON.parse`, which loses some.
 *
 * Contestants: `JSON.parse`; our parsing; and the parsing that a reviver does, which sees the digits of every number.
 */
import { parseJson } from "@rollcall/transport"
import { devicePage } from "./device-pages.ts"
import { medianMs } from "./rounds.ts"
import { printTable } from "./table.ts"

/** The limit that the product sets itself. */
const ratioMax = 1.5

const texts = [devicePage(0), devicePage(1)]

/** The plainest way to keep the digits, in as few steps as can be. */
const revived = (text: string): unknown =>
  JSON.parse(text, (_key, value, { source }) =>
    typeof value === "number" && source !== undefined && !Number.isSafeInteger(value) ? BigInt(source) : value
  )

const times = medianMs(
  {
    "JSON.parse": (text) => JSON.parse(text),
    parseJson,
    "a reviver": revived
  },
  texts,
  process.argv.includes("--quick") ? 15 : 60
)

const parseMs = times.get("JSON.parse") ?? Number.NaN
const figures = [...times].map(([contestant, ms]) => ({
  contestant,
  millisecondsPerPage: ms / texts.length,
  ratio: ms / parseMs,
  ratioMax: contestant === "parseJson" ? ratioMax : null
}))

printTable(
  ["contestant", "ms a page", "of JSON.parse", "at most"],
  figures.map((each) => [
    each.contestant,
    each.millisecondsPerPage.toFixed(1),
    each.ratio.toFixed(2),
    each.ratioMax?.toFixed(1) ?? ""
  ])
)
console.log(JSON.stringify({ bench: "json", figures }))

/**
 * What an account costs from the text of a page to a decoded record, against `JSON.parse` of the same text.
 *
 * Contestants: the parsing alone; parsing without loss; both with the schema, as the client does it; the same with all that a
 * client does to a page (each record once, under a name of its own); and the schema as Effect decodes it without code.
 */
import { Account } from "@rollcall/push/schema"
import { makeRecordFold, parseJson } from "@rollcall/transport"
import { Effect, Result, Schema } from "effect"
import { accountPage, pageSize } from "./account-pages.ts"
import { medianMs } from "./rounds.ts"
import { printTable } from "./table.ts"

/** The limit that the product sets itself, for parsing and decoding. */
const ratioMax = 1.4

const pagesCount = 40
const texts = Array.from({ length: pagesCount }, (_, page) => accountPage(page, pagesCount))

const identify = ({ id }: Account) => ({ key: id, id })

const recordsIn = (page: unknown): ReadonlyArray<unknown> =>
  typeof page === "object" && page !== null && "result" in page && Array.isArray(page.result) ? page.result : []

const decode = Schema.decodeUnknownResult(Account)
// An annotated schema is another one, for which no code is written; the records nested in it keep theirs.
const decodeThoroughly = Schema.decodeUnknownResult(Account.annotate({}))

const decoded = (records: ReadonlyArray<unknown>, by: typeof decode) =>
  records.map((record) => Result.getOrThrow(by(record)))

/** Reads a list as a client does, and another one when the first page comes again. */
const folding = () => {
  let fold = makeRecordFold({ schema: Account, identify })
  return (text: string) => {
    if (text === texts[0]) fold = makeRecordFold({ schema: Account, identify })
    return Effect.runSync(fold.add(recordsIn(parseJson(text))))
  }
}

const times = medianMs(
  {
    "JSON.parse": (text) => JSON.parse(text),
    "without loss": parseJson,
    "and decoded": (text) => decoded(recordsIn(parseJson(text)), decode),
    "and each once": folding(),
    "without code": (text) => decoded(recordsIn(parseJson(text)), decodeThoroughly)
  },
  texts,
  process.argv.includes("--quick") ? 40 : 200
)

const parseMs = times.get("JSON.parse") ?? Number.NaN
const figures = [...times].map(([contestant, ms]) => ({
  contestant,
  microsecondsPerAccount: (ms * 1000) / (pagesCount * pageSize),
  ratio: ms / parseMs,
  ratioMax: contestant === "and decoded" ? ratioMax : null
}))

printTable(
  ["contestant", "µs an account", "of JSON.parse", "at most"],
  figures.map((each) => [
    each.contestant,
    each.microsecondsPerAccount.toFixed(2),
    each.ratio.toFixed(2),
    each.ratioMax?.toFixed(1) ?? ""
  ])
)
console.log(JSON.stringify({ bench: "decode", figures }))

import { stringifyJson } from "@rollcall/model"
import type { Page, PushClientShape, SourceError } from "@rollcall/push"
import { Console, Effect, Option, Stream } from "effect"
import { exitWith } from "../Exit.ts"
import { exitCodes, Failure, failureDocument, failureLines } from "../Failure.ts"
import { writeLines } from "../Ndjson.ts"
import { Json, note, tellInterruption } from "../Output.ts"
import { pushAccess } from "../PushAccess.ts"
import type { PushResource } from "../PushResource.ts"
import { recordTable } from "../RecordText.ts"
import { httpLayer } from "../Wiring.ts"

export interface PushListInput {
  readonly resource: PushResource
  readonly pages: (client: PushClientShape) => Stream.Stream<Page<unknown>, SourceError>
  readonly tenant: Option.Option<string>
  readonly limit: Option.Option<number>
  readonly ndjson: boolean
}

/** What was counted while a list was read. */
interface Listing {
  readonly records: number
  readonly duplicates: number
  readonly refused: number
  readonly drift: ReadonlyArray<string>
  /** `--limit` ended the reading; what lies behind is not known. */
  readonly cut: boolean
}

export const run = Effect.fn("cli.pushList")(
  function* (input: PushListInput) {
    const isJson = yield* Json
    if (isJson && input.ndjson) {
      return yield* new Failure({
        code: "usage",
        summary: "--json is one document, --ndjson one for each record.",
        where: {},
        next: "say one of the two."
      })
    }
    const access = yield* pushAccess(input.tenant)
    const kept: Array<unknown> = []
    const take = input.ndjson
      ? writeLines
      : (values: ReadonlyArray<unknown>) => Effect.sync(() => void kept.push(...values))
    const { listing, error } = yield* read(input, input.pages(access.client), take)
    const failure = error === null ? null : access.failure(error)
    // Nothing was read: the failure is all there is to say, with its own exit code.
    if (failure !== null && listing.records === 0 && listing.refused === 0) return yield* failure
    const { tenant } = access
    if (isJson) yield* Console.log(stringifyJson(listDocument({ ...input, tenant }, kept, listing, failure)))
    else if (!input.ndjson) yield* Effect.forEach(tableLines(input.resource, kept), (line) => Console.log(line))
    yield* Effect.forEach(endNotes(listing, failure), note, { discard: true })
    yield* exitWith(failure === null ? 0 : exitCodes.partial)
  },
  Effect.provide(httpLayer),
  tellInterruption("what was printed is not the whole list; run the same command again.")
)

/** Hands each page on as it comes; a list that fails on its way leaves what it gave before. */
const read = Effect.fnUntraced(function* <R>(
  { limit }: PushListInput,
  pages: Stream.Stream<Page<unknown>, SourceError>,
  take: (values: ReadonlyArray<unknown>) => Effect.Effect<void, Failure, R>
) {
  const most = Option.getOrElse(limit, () => Number.POSITIVE_INFINITY)
  let listing: Listing = { records: 0, duplicates: 0, refused: 0, drift: [], cut: false }
  const error = yield* Stream.runForEachWhile(
    pages,
    Effect.fnUntraced(function* (page: Page<unknown>) {
      const values = page.records.slice(0, most - listing.records).map(({ value }) => value)
      const told = page.refusals.slice(0, Math.max(0, refusalsToldMax - listing.refused))
      listing = added(listing, page, values.length, most)
      yield* take(values)
      yield* Effect.forEach(told, ({ reason, fingerprint }) =>
        note(`a record could not be understood and is left out: ${reason} (fingerprint ${fingerprint})`)
      )
      return !listing.cut
    })
  ).pipe(
    Effect.as(null),
    Effect.catchTag("SourceError", (failed) => Effect.succeed(failed))
  )
  return { listing, error }
})

/** Refused records that are told one by one; all of them are counted. */
const refusalsToldMax = 20

/** Sentences about drift that are kept; a list that moves all the time has no news after these. */
const driftMax = 20

const added = (listing: Listing, page: Page<unknown>, taken: number, most: number): Listing => ({
  records: listing.records + taken,
  duplicates: listing.duplicates + page.duplicates,
  refused: listing.refused + page.refusals.length,
  drift: [...new Set([...listing.drift, ...page.drift])].slice(0, driftMax),
  cut: listing.records + taken >= most
})

const listDocument = (
  { tenant, resource }: { readonly tenant: string; readonly resource: PushResource },
  records: ReadonlyArray<unknown>,
  { duplicates, refused, drift, cut }: Listing,
  failure: Failure | null
) => ({
  schemaVersion: 1,
  tenant,
  resource: resource.name,
  records,
  complete: failure === null && !cut,
  duplicates,
  refused,
  drift,
  ...(failure === null ? {} : { error: failureDocument(failure) })
})

const tableLines = ({ columns, name }: PushResource, records: ReadonlyArray<unknown>): ReadonlyArray<string> =>
  records.length === 0 ? [`no ${name}`] : recordTable(columns, records)

const endNotes = ({ records, duplicates, refused, drift, cut }: Listing, failure: Failure | null) => [
  ...(failure === null ? [] : failureLines(failure)),
  ...drift,
  [
    records === 1 ? "1 record" : `${records} records`,
    ...(cut ? ["stopped at --limit, there may be more"] : []),
    ...(failure === null ? [] : ["INCOMPLETE"]),
    ...(duplicates === 0 ? [] : [`${duplicates} came twice`]),
    ...(refused === 0 ? [] : [`${refused} not understood`])
  ].join(", ")
]

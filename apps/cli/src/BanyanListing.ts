/**
 * A list of the device API as a command prints it: a table, one JSON document, or a line for each record.
 */
import type { BanyanClientShape } from "@rollcall/banyan"
import type { BanyanConfig, Config, TenantConfig } from "@rollcall/config"
import { type Owned, stringifyJson } from "@rollcall/model"
import type { Page, SourceError } from "@rollcall/transport"
import { Console, Effect, Option, Stream } from "effect"
import {
  type BanyanDirectory,
  liveDirectory,
  type Reading,
  sourceFailureOf,
  storedDirectory,
  tellGaps
} from "./BanyanDirectory.ts"
import { exitWith } from "./Exit.ts"
import { exitCodes, Failure, failureDocument, failureLines } from "./Failure.ts"
import { type Column, fittedTable } from "./FittedTable.ts"
import { writeLines } from "./Ndjson.ts"
import { tenantWith } from "./OneTenant.ts"
import { Json, note, tellInterruption } from "./Output.ts"
import { configuration } from "./StoreWiring.ts"
import { banyanClientOf, httpLayer } from "./Wiring.ts"

/** What is particular about one of the two lists. */
export interface BanyanList<A> {
  readonly name: "devices" | "endusers"
  readonly of: (directory: BanyanDirectory) => ReadonlyArray<Owned<A>>
  readonly pages: (client: BanyanClientShape) => Stream.Stream<Page<A>, SourceError>
  /** What the list is ordered by. */
  readonly key: (record: A) => string
  /** Whether a record is wanted; `null` if what was asked for is not known of it. */
  readonly isWanted: (owned: Owned<A>, tenant: TenantConfig) => boolean | null
  /** The filters ask who belongs to what, which pages may leave out. */
  readonly asksForLinks: boolean
  readonly columns: ReadonlyArray<Column>
  readonly row: (owned: Owned<A>) => ReadonlyArray<string>
}

export interface BanyanListInput {
  readonly tenant: Option.Option<string>
  readonly live: boolean
  readonly limit: Option.Option<number>
  readonly ndjson: boolean
}

/** What was counted. */
interface Counts {
  readonly records: number
  /** Left out, as what was asked for is not known of them. */
  readonly undecided: number
  /** Printed without their links, which the pages left out. */
  readonly unlinked: number
  readonly duplicates: number
  readonly refused: number
  readonly drift: ReadonlyArray<string>
  /** `--limit` ended the list. */
  readonly cut: boolean
}

/** Prints a list. */
export const printList = <A>(list: BanyanList<A>, input: BanyanListInput) =>
  Effect.gen(function* () {
    if ((yield* Json) && input.ndjson) {
      return yield* new Failure({
        code: "usage",
        summary: "--json is one document, --ndjson one for each record.",
        where: {},
        next: "say one of the two."
      })
    }
    const config = yield* configuration
    const { tenant, part: banyan } = yield* tenantWith("banyan", config, input.tenant)
    const isStreamed = input.live && input.ndjson && !list.asksForLinks
    const { counts, failure } = yield* isStreamed
      ? streamed(list, input, { tenant, banyan })
      : whole(list, input, { config, tenant })
    yield* Effect.forEach(endNotes(counts, failure), note, { discard: true })
    yield* exitWith(failure === null ? 0 : exitCodes.partial)
  }).pipe(
    Effect.provide(httpLayer),
    tellInterruption("what was printed is not the whole list; run the same command again.")
  )

/** Reads everything, then prints it in order. */
const whole = Effect.fnUntraced(function* <A>(
  list: BanyanList<A>,
  input: BanyanListInput,
  { config, tenant }: { readonly config: Config; readonly tenant: TenantConfig }
) {
  const directory = yield* input.live ? liveDirectory(tenant) : storedDirectory(config, tenant)
  const reading = directory.readings[list.name]
  const all = list.of(directory)
  const failure = failureOf(directory, reading)
  // Nothing was read: the failure is all there is to say, with its own exit code.
  if (failure !== null && all.length === 0) return yield* failure
  yield* tellGaps(directory, list.name === "devices" ? "endusers" : "devices")
  const judged = all.map((owned) => ({ owned, wanted: list.isWanted(owned, tenant) }))
  const wanted = judged.flatMap((each) => (each.wanted === true ? [each.owned] : [])).toSorted(byKey(list))
  const kept = wanted.slice(0, Option.getOrUndefined(input.limit))
  const counts: Counts = {
    records: kept.length,
    undecided: judged.filter((each) => each.wanted === null).length,
    unlinked: 0,
    duplicates: reading.duplicates,
    refused: reading.refused,
    drift: reading.drift,
    cut: kept.length < wanted.length
  }
  const records = kept.map(({ record }) => record)
  if (yield* Json) yield* Console.log(stringifyJson(listDocument(list, directory, records, counts, failure)))
  else if (input.ndjson) yield* writeLines(records)
  else if (kept.length === 0) yield* Console.log(`no ${list.name}`)
  else yield* Effect.forEach(yield* fittedTable(list.columns, kept.map(list.row)), (line) => Console.log(line))
  return { counts, failure }
})

/** Prints each page as it comes and keeps none. */
const streamed = Effect.fnUntraced(function* <A>(
  list: BanyanList<A>,
  input: BanyanListInput,
  { tenant, banyan }: { readonly tenant: TenantConfig; readonly banyan: BanyanConfig }
) {
  const client = yield* yield* banyanClientOf(tenant.id, banyan)
  const most = Option.getOrElse(input.limit, () => Number.POSITIVE_INFINITY)
  let counts: Counts = { records: 0, undecided: 0, unlinked: 0, duplicates: 0, refused: 0, drift: [], cut: false }
  const failure = yield* Stream.runForEachWhile(
    list.pages(client),
    Effect.fnUntraced(function* (page: Page<A>) {
      const judged = page.records.map(({ id, value }) => {
        const owned: Owned<A> = { id, record: value, owners: [], isDeleted: false, ownersTold: false }
        return { value, wanted: list.isWanted(owned, tenant) }
      })
      const matching = judged.flatMap((each) => (each.wanted === true ? [each.value] : []))
      const records = matching.slice(0, most - counts.records)
      counts = {
        records: counts.records + records.length,
        undecided: counts.undecided + judged.filter((each) => each.wanted === null).length,
        unlinked: counts.unlinked + records.filter((record) => !hasLinks(record)).length,
        duplicates: counts.duplicates + page.duplicates,
        refused: counts.refused + page.refusals.length,
        drift: [...new Set([...counts.drift, ...page.drift])].slice(0, driftMax),
        cut: counts.records + records.length >= most
      }
      yield* writeLines(records)
      return !counts.cut
    })
  ).pipe(
    Effect.as(null),
    Effect.catchTag("SourceError", (error) => Effect.succeed(sourceFailureOf(error, tenant)))
  )
  if (failure !== null && counts.records === 0) return yield* failure
  return { counts, failure }
})

/** Sentences about drift that are kept; a list that moves all the time has no news after these. */
const driftMax = 20

const hasLinks = (record: unknown): boolean =>
  typeof record === "object" &&
  record !== null &&
  (("Emails" in record && Array.isArray(record.Emails)) ||
    ("SerialNumbers" in record && Array.isArray(record.SerialNumbers)))

/** Why the list is not whole. */
function failureOf({ tenant, failure, snapshot }: BanyanDirectory, reading: Reading): Failure | null {
  if (reading.complete) return null
  if (failure !== null) return failure
  return new Failure({
    code: "partial",
    summary: `${reading.resource} were not read to their end${reading.problem === null ? "" : ` (${reading.problem})`}.`,
    where: { tenant: tenant.id, source: "banyan", ...(snapshot === null ? {} : { operation: snapshot }) },
    next: `run \`rollcall collect ${tenant.id}\`, or ask the source with --live.`
  })
}

const byKey =
  <A>({ key }: BanyanList<A>) =>
  (a: Owned<A>, b: Owned<A>): number =>
    compareText(key(a.record), key(b.record)) || compareText(a.id, b.id)

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

const listDocument = <A>(
  { name }: BanyanList<A>,
  { tenant, snapshot }: BanyanDirectory,
  records: ReadonlyArray<A>,
  { undecided, duplicates, refused, drift, cut }: Counts,
  failure: Failure | null
) => ({
  schemaVersion: 1,
  tenant: tenant.id,
  resource: name,
  snapshot,
  records,
  complete: failure === null && !cut,
  undecided,
  duplicates,
  refused,
  drift,
  ...(failure === null ? {} : { error: failureDocument(failure) })
})

const endNotes = (
  { records, undecided, unlinked, duplicates, refused, drift, cut }: Counts,
  failure: Failure | null
): ReadonlyArray<string> => [
  ...(failure === null ? [] : failureLines(failure)),
  ...drift,
  ...(unlinked === 0
    ? []
    : [`the pages did not tell what ${unlinked} of them are linked with; without --ndjson it is asked for`]),
  [
    records === 1 ? "1 record" : `${records} records`,
    ...(cut ? ["stopped at --limit, there may be more"] : []),
    ...(undecided === 0 ? [] : [`${undecided} left out, as what was asked for is not known of them`]),
    ...(failure === null ? [] : ["INCOMPLETE"]),
    ...(duplicates === 0 ? [] : [`${duplicates} came twice`]),
    ...(refused === 0 ? [] : [`${refused} not understood`])
  ].join(", ")
]

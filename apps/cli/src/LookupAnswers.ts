/**
 * What the sources answer to a lookup, and how far it reaches.
 */
import {
  isLost,
  type ResourceName,
  type ResourceReading,
  resourceNames,
  resources,
  type Source,
  stringifyJson
} from "@rollcall/model"
import type { FoundRecord } from "@rollcall/store"
import type { ArgumentError, Page, ReadRecord, SourceError } from "@rollcall/transport"
import { Effect, Stream } from "effect"

/** Records of one resource. */
export interface Answer {
  readonly resource: ResourceName
  readonly records: ReadonlyArray<FoundRecord>
  /** Fingerprints of records that could not be understood. */
  readonly refused: ReadonlyArray<string>
  /** All records of the resource, those that a filter let through, or no more than the first. */
  readonly reach: "all" | "filtered" | "first"
}

export type Request = Effect.Effect<Answer, SourceError | ArgumentError>

/** Requests on their way at once; the clients hold the rates. */
const requestsAtOnce = 8

/** Pages that are read of a list which has no filter for what is looked for. */
const unfilteredPagesMax = 20

/** Sends requests; nothing has a name that cannot be asked for. */
export const answersTo = (requests: ReadonlyArray<Request>): Effect.Effect<ReadonlyArray<Answer>, SourceError> =>
  Effect.map(
    Effect.forEach(requests, (request) => Effect.catchTag(request, "ArgumentError", () => Effect.succeed(null)), {
      concurrency: requestsAtOnce
    }),
    (answers) => answers.filter((answer) => answer !== null)
  )

type Pages = Stream.Stream<Page<unknown>, SourceError | ArgumentError>

/** What a filter lets through. */
export const filtered = (resource: ResourceName, pages: Pages): Request =>
  Effect.map(Stream.runCollect(pages), (all) => answerOf(resource, all, "filtered"))

/** The records that were found by an address or a serial number. */
export const foundOnes = (
  resource: ResourceName,
  records: Effect.Effect<ReadonlyArray<ReadRecord<unknown>>, SourceError | ArgumentError>
): Request =>
  Effect.map(records, (all) => ({ resource, records: textsOf(resource, all), refused: [], reach: "filtered" }))

/** A list that is read to its end. */
export const listed = (resource: ResourceName, pages: Pages): Request =>
  Effect.map(Stream.runCollect(pages), (all) => answerOf(resource, all, "all"))

/** The first pages of a list; where there are more, no absence in them proves anything. */
export const beginningOf = (resource: ResourceName, pages: Pages): Request =>
  Effect.map(Stream.runCollect(Stream.take(pages, unfilteredPagesMax + 1)), (all) =>
    answerOf(resource, all.slice(0, unfilteredPagesMax), all.length > unfilteredPagesMax ? "first" : "all")
  )

/** A record by its id. An id that is not there is nobody's; a list that is not there is a source that cannot be read. */
export const named = (
  resource: ResourceName,
  record: Effect.Effect<ReadRecord<unknown>, SourceError | ArgumentError>
): Request =>
  record.pipe(
    Effect.map((each) => [each]),
    Effect.catchTag("SourceError", (error) =>
      error.reason._tag === "NotFound" ? Effect.succeed([]) : Effect.fail(error)
    ),
    Effect.map((records) => ({ resource, records: textsOf(resource, records), refused: [], reach: "filtered" }))
  )

function answerOf(resource: ResourceName, all: ReadonlyArray<Page<unknown>>, reach: Answer["reach"]): Answer {
  const beginning = all.findLastIndex(({ restarts }) => restarts === true)
  const pages = all.slice(Math.max(0, beginning))
  return {
    resource,
    records: pages.flatMap(({ records }) => textsOf(resource, records)),
    refused: pages.flatMap(({ refusals }) => refusals.map(({ fingerprint }) => fingerprint)),
    reach
  }
}

const textsOf = (
  resource: ResourceName,
  records: ReadonlyArray<Pick<ReadRecord<unknown>, "id" | "raw">>
): ReadonlyArray<FoundRecord> => records.map(({ id, raw }) => ({ resource, id, json: stringifyJson(raw) }))

/** Everything that was answered so far. */
export class Answers {
  readonly #records = new Map<string, FoundRecord>()
  readonly #refused = new Map<ResourceName, Set<string>>()
  readonly #reach = new Map<ResourceName, Answer["reach"]>()

  get records(): ReadonlyArray<FoundRecord> {
    return [...this.#records.values()]
  }

  add({ resource, records, refused, reach }: Answer): void {
    for (const each of records) this.#records.set(`${resource} ${each.id} ${each.json}`, each)
    this.#refused.set(resource, new Set([...(this.#refused.get(resource) ?? []), ...refused]))
    if (reach !== "filtered") this.#reach.set(resource, reach)
  }

  /** How the sources' resources were read, as a collection would tell it; `hidden` are those that a filter may have hidden some of. */
  readings(sources: ReadonlyArray<Source>, hidden: ReadonlyArray<ResourceName>, at: string): Array<ResourceReading> {
    const counts = Map.groupBy(this.#records.values(), ({ resource }) => resource)
    return resourceNames
      .filter((resource) => sources.includes(resources[resource].source))
      .map((resource) => {
        const records = counts.get(resource)?.length ?? 0
        const refused = this.#refused.get(resource)?.size ?? 0
        const reach = this.#reach.get(resource) ?? (hidden.includes(resource) ? "first" : "filtered")
        return {
          source: resources[resource].source,
          resource,
          records,
          pages: unasked.has(resource) ? 0 : 1,
          duplicates: 0,
          refused,
          reportedTotal: null,
          offered: true,
          complete: !unasked.has(resource) && reach !== "first" && !isLost({ records, refused }),
          drift: [],
          refusals: [],
          problem: null,
          startedAt: at,
          finishedAt: at
        }
      })
  }
}

/** Resources that no person is joined or judged from, and which are not asked for. */
const unasked: ReadonlySet<ResourceName> = new Set([
  "appsOther",
  "detections",
  "browserExtensions",
  "appBanners",
  "blockedUrls"
])

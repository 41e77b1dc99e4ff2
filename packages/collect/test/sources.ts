/**
 * Hand-made clients for tests of the collector.
 */
import { type Page, PushClient, type SourceError } from "@rollcall/push"
import { Effect, Fiber, Redacted, Stream } from "effect"
import { HttpClient, HttpClientError, HttpClientResponse } from "effect/http"
import { TestClock } from "effect/testing"
import { randomUUID } from "node:crypto"
import type { BanyanLists, PagedList, PushLists } from "../src/index.ts"

/** A page of the given records; each is its own lossless JSON. */
export const aPage = (records: ReadonlyArray<object>, more: Partial<Page<unknown>> = {}): Page<unknown> => ({
  records: records.map((raw) => ({ id: idOf(raw), value: raw, raw })),
  refusals: [],
  duplicates: 0,
  reportedTotal: null,
  drift: [],
  cursor: null,
  ...more
})

function idOf(raw: object): string {
  const named = Object.entries(raw).find(([name]) => name === "id" || name === "DeviceID" || name === "Email")
  return String(named?.[1])
}

/** A list of pages; `failure` comes after them. */
export const aList = (pages: ReadonlyArray<Page<unknown>>, failure?: SourceError): PagedList => ({
  pages: () => Stream.concat(Stream.fromIterable(pages), failure === undefined ? Stream.empty : Stream.fail(failure))
})

/**
 * A list that can be gone on with after each page. `asked` gets what each reading was told to be known; `after` comes after each
 * page, by its number.
 */
export const aResumableList = (
  pages: ReadonlyArray<Page<unknown>>,
  asked: Array<{ readonly cursor: string | null; readonly known: ReadonlyArray<string>; readonly refused: number }>,
  after: (page: number) => Stream.Stream<never, SourceError> = () => Stream.empty
): PagedList => ({
  pages: (_filters, { resume = null } = {}) =>
    Stream.unwrap(
      Effect.gen(function* () {
        const known = resume === null ? [] : yield* Stream.runCollect(resume.known)
        const cursor = resume === null ? null : resume.cursor
        asked.push({ cursor, known: known.map(({ id }) => id).toSorted(), refused: resume?.refused.length ?? 0 })
        const first = cursor === null ? 0 : Number(cursor)
        return Stream.fromIterable(pages.slice(first).map((page, index) => ({ page, next: first + index + 1 }))).pipe(
          Stream.flatMap(({ page, next }) =>
            Stream.concat(Stream.succeed({ ...page, cursor: String(next) }), after(next))
          )
        )
      })
    )
})

const empty = aList([aPage([])])

export const aPush = (lists: Partial<PushLists> = {}): PushLists => ({
  employees: empty,
  browsers: empty,
  accounts: empty,
  accountsOther: empty,
  apps: empty,
  appsOther: empty,
  findings: empty,
  detections: empty,
  browserExtensions: empty,
  appBanners: empty,
  blockedUrls: empty,
  ...lists
})

export const aBanyan = (lists: Partial<BanyanLists> = {}): BanyanLists => ({
  endusers: { ...empty, all: () => Effect.die(new Error("nothing to link")) },
  devices: { ...empty, all: () => Effect.die(new Error("nothing to link")) },
  ...lists
})

/** The error that a real client makes of an answer, or of none. */
export const sourceError = (answer: 401 | 404 | "none"): Effect.Effect<SourceError> =>
  Effect.gen(function* () {
    const http = HttpClient.make((request) =>
      answer === "none"
        ? Effect.fail(new HttpClientError.HttpClientError({ reason: new HttpClientError.TransportError({ request }) }))
        : Effect.succeed(HttpClientResponse.fromWeb(request, new Response("{}", { status: answer })))
    )
    // A key of its own: clients with one key share a bucket, which would wait for the time at which another test left off.
    const apiKey = Redacted.make(randomUUID())
    const client = yield* PushClient.make({ baseUrl: "https://push.example", apiKey }).pipe(
      Effect.provideService(HttpClient.HttpClient, http)
    )
    const listed = Effect.catchTag(client.employees.list(), "ArgumentError", Effect.die)
    const reading = yield* Effect.forkChild(Effect.flip(listed), { startImmediately: true })
    // The client tries again for a while.
    for (let minute = 0; minute < 5; minute++) yield* TestClock.adjust("1 minute")
    return yield* Fiber.join(reading).pipe(Effect.orDie)
  })

/**
 * The client for those who do not use Effect: promises and async iterators over the same resources.
 */
import {
  baseUrlProblem,
  Incomplete,
  type Page,
  type RateLimit,
  type ReadRecord,
  SourceError,
  Unavailable
} from "@rollcall/transport"
import { Deferred, Effect, Redacted, Stream } from "effect"
import * as FetchHttpClient from "effect/http/FetchHttpClient"
import { ArgumentError } from "./ArgumentError.ts"
import type { ListedPage, ListResource } from "./ListResource.ts"
import type { Position } from "./paging.ts"
import { PushClient } from "./PushClient.ts"

export { ArgumentError, SourceError }

/** Where and as whom to call. */
export interface ConnectOptions {
  readonly apiKey: string
  /** Without the version; Push Security's own address if left out. */
  readonly baseUrl?: string
  /** What the source grants the key; the documented rate if left out. */
  readonly rateLimit?: RateLimit
}

/** A list of records. */
export interface PlainList<A, F> {
  /**
   * Iterates over the whole list, record by record.
   *
   * **Gotchas** Throws after the last record if some were refused because they could not be understood: `pages` shows them, and
   * whether the list changed while it was read.
   */
  readonly all: (filters?: F) => AsyncIterable<A>
  /** Iterates over the whole list, answer by answer. */
  readonly pages: (filters?: F) => AsyncIterable<Page<A>>
  /** Reads one page: the first, or the one at a position that an earlier page gave. */
  readonly list: (filters?: F, at?: Position, limit?: number) => Promise<ListedPage<A>>
}

/** The resources of a tenant. */
export type PlainClient = ReturnType<typeof connect>

/** The address of the one Push Security service that is known; contracts/push.md, section 1. */
const defaultBaseUrl = "https://api.pushsecurity.com"

/**
 * Makes a client.
 *
 * **Details** Nothing is sent until it is asked for something. `close` ends what is under way.
 *
 * **Errors** Everything throws `SourceError` or, before anything is sent, `ArgumentError`; so does this function.
 */
export function connect({ apiKey, baseUrl = defaultBaseUrl, rateLimit }: ConnectOptions) {
  const problem = baseUrlProblem(baseUrl)
  if (problem !== null) throw badOption("baseUrl", problem)
  if (apiKey.trim() === "") throw badOption("apiKey", "must not be blank")
  const push = Effect.runSync(
    PushClient.make({
      baseUrl,
      apiKey: Redacted.make(apiKey),
      ...(rateLimit === undefined ? {} : { rateLimit })
    }).pipe(Effect.provide(FetchHttpClient.layer))
  )
  const closing = Deferred.makeUnsafe<never, SourceError>()
  const { call, list, record } = plainWith(Deferred.await(closing))
  const close = async () => void Deferred.doneUnsafe(closing, Effect.fail(closed()))

  return {
    employees: {
      ...list("employees", push.employees),
      get: record(push.employees.get),
      update: call(push.employees.update),
      addGroup: call(push.employees.addGroup),
      deleteGroup: call(push.employees.deleteGroup),
      merge: call(push.employees.merge)
    },
    browsers: { ...list("browsers", push.browsers), get: record(push.browsers.get) },
    accounts: {
      ...list("accounts", push.accounts),
      get: record(push.accounts.get),
      usedBy: call(push.accounts.usedBy),
      forget: call(push.accounts.forget),
      deleteLoginMethod: call(push.accounts.deleteLoginMethod)
    },
    accountsOther: { ...list("accountsOther", push.accountsOther), get: record(push.accountsOther.get) },
    apps: {
      ...list("apps", push.apps),
      get: record(push.apps.get),
      update: call(push.apps.update),
      addLabel: call(push.apps.addLabel),
      deleteLabel: call(push.apps.deleteLabel)
    },
    appsOther: { ...list("appsOther", push.appsOther), get: record(push.appsOther.get) },
    findings: { ...list("findings", push.findings), get: record(push.findings.get) },
    detections: { ...list("detections", push.detections), get: record(push.detections.get) },
    browserExtensions: list("browserExtensions", push.browserExtensions),
    appBanners: {
      ...list("appBanners", push.appBanners),
      get: record(push.appBanners.get),
      set: call(push.appBanners.set)
    },
    blockedUrls: {
      ...list("blockedUrls", push.blockedUrls),
      add: call(push.blockedUrls.add),
      clear: call(push.blockedUrls.clear)
    },
    close,
    [Symbol.asyncDispose]: close
  }
}

/** The ways from effects to promises; `closing` fails when the client is closed, and everything under way with it. */
function plainWith(closing: Effect.Effect<never, SourceError>) {
  const run = <A, E>(effect: Effect.Effect<A, E>): Promise<A> => Effect.runPromise(Effect.raceFirst(effect, closing))

  const call =
    <P extends ReadonlyArray<unknown>, A, E>(operation: (...args: P) => Effect.Effect<A, E>) =>
    (...args: P): Promise<A> =>
      run(operation(...args))

  const record =
    <A, E>(get: (id: string) => Effect.Effect<ReadRecord<A>, E>) =>
    (id: string): Promise<A> =>
      run(Effect.map(get(id), ({ value }) => value))

  const list = <A, F>(name: string, resource: ListResource<A, F>): PlainList<A, F> => {
    // A stream that ends at the interruption would look like a list read to its end: this one fails.
    const pages = (filters?: F) => Stream.toAsyncIterable(Stream.interruptWhen(resource.pages(filters), closing))
    return { pages, all: (filters) => recordsOf(name, pages(filters)), list: call(resource.list) }
  }

  return { call, record, list }
}

async function* recordsOf<A>(name: string, pages: AsyncIterable<Page<A>>): AsyncGenerator<A> {
  let refused = 0
  for await (const page of pages) {
    refused += page.refusals.length
    for (const { value } of page.records) yield value
  }
  if (refused === 0) return
  const detail = `${refused} of its records could not be understood; pages() shows why`
  throw new SourceError({ source: "push", operation: `${name}.list`, reason: new Incomplete({ detail }) })
}

const badOption = (argument: string, rule: string) =>
  new ArgumentError({ source: "push", operation: "connect", argument, rule })

const closed = () =>
  new SourceError({
    source: "push",
    operation: "close",
    reason: new Unavailable({ detail: "the client was closed", cause: null, responded: false })
  })

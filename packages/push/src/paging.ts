/**
 * Where the next page of a Push list is, when the list ends, and when it must be given up.
 *
 * **Source** contracts/push.md, section 2.4; its rule numbers stand at the code.
 */
import {
  describeMismatch,
  fingerprint,
  Incomplete,
  type Page,
  type RecordFold,
  SchemaMismatch,
  SourceError
} from "@rollcall/transport"
import { Effect, Option, Schema } from "effect"

/** Objects on a page: the documented maximum and default. */
export const pageLimit = 50

/** A million records; a list that goes on for longer is taken for an endless one. */
export const pagesMax = 20_000

/** Empty pages in a row that promise more; the next one ends the reading. */
const emptyPagesMax = 3

/** Pages in a row that hold only known objects, at which the reading ends. */
const stalePagesMax = 3

/** Where a page begins; the API refuses both at once. */
export type Position = { readonly offset: number } | { readonly nextToken: string }

/** Where a list goes on that is made up of one or more readings: at the first page of one if there is no position. */
export interface Place {
  readonly reading: number
  readonly position: Position | null
}

/** The place as text, to be kept with a page. */
export const cursorOf = ({ reading, position }: Place): string => JSON.stringify({ reading, ...position })

/** The place that a text stands for: the first page if it is none of {@link cursorOf}. */
export const placeOf = (cursor: string): Place =>
  Option.match(decodePlace(cursor), {
    onNone: () => ({ reading: 0, position: null }),
    onSome: ({ reading, offset, nextToken }) => ({
      reading,
      position: nextToken !== undefined ? { nextToken } : offset !== undefined ? { offset } : null
    })
  })

const Count = Schema.Int.check(Schema.isGreaterThanOrEqualTo(0))

const decodePlace = Schema.decodeUnknownOption(
  Schema.fromJsonString(
    Schema.Struct({
      reading: Count,
      offset: Schema.optionalKey(Count),
      nextToken: Schema.optionalKey(Schema.NonEmptyString)
    })
  )
)

/** Fetches the page at a position, or the first one. */
export type FetchPage = (position: Position | null) => Effect.Effect<unknown, SourceError>

/** What is known at the moment a page is asked for. */
export interface Walk {
  readonly position: Position | null
  /** Objects asked for on each page. */
  readonly limit: number
  /** Objects before the page, `null` if only the source knows. */
  readonly start: number | null
  readonly pages: number
  readonly emptyRun: number
  readonly staleRun: number
  /** Others have read where the page lies: that it brings nothing new says nothing. */
  readonly isKnownGround: boolean
  /** Every position asked for so far; one set for the whole walk, as copies would make long lists slow. */
  readonly visited: Set<string>
}

/** What to do after a page. */
export type Step =
  | { readonly next: "end" }
  | { readonly next: "give-up"; readonly why: string }
  | { readonly next: "page"; readonly walk: Walk; readonly drift: ReadonlyArray<string> }

/** The beginning of a walk, at the first page or at the given one. */
export const walkFrom = (position: Position | null, limit = pageLimit): Walk => ({
  position,
  limit,
  start: position === null ? 0 : "offset" in position ? position.offset : null,
  pages: 0,
  emptyRun: 0,
  staleRun: 0,
  isKnownGround: false,
  visited: new Set([keyOf(position ?? { offset: 0 })])
})

/** A page that nobody has said yet where to go on after. */
export type ReadPage<A> = Omit<Page<A>, "cursor">

/** Reads an answer of a list and says what to do after it. */
export const readAnswer = Effect.fnUntraced(function* <A>(
  answer: unknown,
  { operation, fold, walk }: { readonly operation: string; readonly fold: RecordFold<A>; readonly walk: Walk }
) {
  const envelope = yield* decodeEnvelope(answer).pipe(
    Effect.catch((error) => Effect.flatMap(fingerprint(answer), (print) => mismatch(error, print, operation)))
  )
  const objects = envelope.result ?? []
  const { fresh, ...read } = yield* fold.add(objects)
  const step = stepAfter(walk, { objects: objects.length, fresh, paging: envelope.paging ?? {} })
  const drift = [...(step.next === "page" ? step.drift : []), ...tokenDrift(walk, read.duplicates)]
  const page: ReadPage<A> = { ...read, reportedTotal: null, drift }
  return { page, step, ids: objects.map(idOf) }
})

/** A list that cannot be read on. */
export const incomplete = (operation: string, why: string): SourceError =>
  new SourceError({ source: "push", operation, reason: new Incomplete({ detail: why }) })

const Paging = Schema.Struct({
  moreResults: Schema.optionalKey(Schema.NullOr(Schema.Union([Schema.Boolean, Schema.Literals(["true", "false"])]))),
  next: Schema.optionalKey(Schema.Unknown),
  nextToken: Schema.optionalKey(Schema.Unknown)
})

const Envelope = Schema.Struct({
  result: Schema.NullOr(Schema.Array(Schema.Unknown)),
  paging: Schema.optionalKey(Schema.NullOr(Paging))
})

const decodeEnvelope = Schema.decodeUnknownEffect(Envelope)

/** An object without an id has none in common with any other. */
const idOf = (object: unknown): string =>
  typeof object === "object" && object !== null && "id" in object && typeof object.id === "string" ? object.id : ""

/** What an answer says about the pages after it. */
interface PageSeen {
  readonly objects: number
  readonly fresh: number
  readonly paging: typeof Paging.Type
}

function stepAfter(walk: Walk, seen: PageSeen): Step {
  const { objects, fresh, paging } = seen
  // Rule 2.
  if (paging.moreResults !== true && paging.moreResults !== "true") return { next: "end" }
  const pages = walk.pages + 1
  if (pages >= pagesMax) return giveUp(`no end after ${pages} pages`)
  const emptyRun = objects === 0 ? walk.emptyRun + 1 : 0
  if (emptyRun > emptyPagesMax) return giveUp(`more than ${emptyPagesMax} empty pages in a row that promise more`)
  // Rule 6, second half. Empty pages have their own bound.
  const staleRun = objects > 0 && fresh > 0 ? 0 : walk.staleRun + (objects > 0 ? 1 : 0)
  if (staleRun >= stalePagesMax) return giveUp(`${staleRun} pages in a row brought nothing new`)

  const position = positionAfter(walk, seen)
  if (position === null) return giveUp("the source promises more without saying where")
  const key = keyOf(position)
  // Rule 6, first half. An empty page may send back to itself, as the bound above ends that.
  const isRepeat = walk.visited.has(key)
  if (isRepeat && objects > 0) return giveUp("the source sends back to a page already read")
  return {
    next: "page",
    walk: {
      position,
      limit: walk.limit,
      start: "offset" in position ? position.offset : walk.start === null ? null : walk.start + objects,
      pages,
      emptyRun,
      staleRun,
      isKnownGround: false,
      visited: walk.visited.add(key)
    },
    drift: "offset" in position ? offsetDrift(walk, position.offset, objects) : []
  }
}

/** Rules 3, 4 and 7: the token if there is one, else the corrected `next`, else the count of what came. */
function positionAfter(walk: Walk, { objects, fresh, paging }: PageSeen): Position | null {
  if (typeof paging.nextToken === "string" && paging.nextToken !== "") return { nextToken: paging.nextToken }
  const next = wholeNumber(paging.next)
  if (walk.start === null) return next === null ? null : { offset: next }
  const afterPage = walk.start + objects
  if (next === walk.start + walk.limit + 1 || next === afterPage + 1) return { offset: next - 1 }
  if (next !== null && next > walk.start) return { offset: next }
  const isSilent = paging.next === undefined || paging.next === null || paging.next === ""
  return isSilent && fresh === 0 && !walk.isKnownGround ? null : { offset: afterPage }
}

/** Rule 8: offsets cannot show what they miss, so that they were used is said once, and a wide jump each time. */
function offsetDrift(walk: Walk, offset: number, objects: number): ReadonlyArray<string> {
  const start = walk.start ?? offset
  const isFirst = walk.position === null || "nextToken" in walk.position
  const reached = start + Math.max(objects, walk.limit)
  return [
    ...(isFirst ? ["read with offsets: records may have been missed"] : []),
    ...(offset > reached ? [`the source went on at ${offset} after ${reached}: records may have been missed`] : []),
    // An empty page stands for objects that the source left out; a short one may be one that it cut.
    ...(objects > 0 && offset > start + objects && offset <= reached
      ? ["the source gave fewer records than it counted on: those between may have been missed"]
      : [])
  ]
}

/** What comes twice has moved; where one record moved back unseen, another may have moved forward. */
function tokenDrift({ position }: Walk, duplicates: number): ReadonlyArray<string> {
  const isByToken = position !== null && "nextToken" in position
  return isByToken && duplicates > 0
    ? ["records came twice though read with page tokens: others may have been missed"]
    : []
}

function wholeNumber(value: unknown): number | null {
  const number = typeof value === "string" && /^\d{1,15}$/.test(value) ? Number(value) : value
  return typeof number === "number" && Number.isSafeInteger(number) && number >= 0 ? number : null
}

function keyOf(position: Position): string {
  return "offset" in position ? `offset ${position.offset}` : `token ${position.nextToken}`
}

function giveUp(why: string): Step {
  return { next: "give-up", why }
}

function mismatch(error: Schema.SchemaError, print: string, operation: string): SourceError {
  const { path, expected } = describeMismatch(error)
  return new SourceError({
    source: "push",
    operation,
    reason: new SchemaMismatch({ path, expected, fingerprint: print })
  })
}

/**
 * A write to a source, from the first look to the last: rehearse, read, show, confirm, record the intention, send once,
 * read back, record the outcome.
 *
 * **Details** Sources differ in what an {@link Action} does, never in this order. Only the state that is read back decides
 * the outcome: a lost answer is no failed write, and a good answer that cannot be seen in the state proves nothing.
 *
 * **Source** design/product.md, "Actions on devices and end users".
 */
import { type AuditEvent, stringifyJson } from "@rollcall/model"
import { AuditTrail } from "@rollcall/store"
import { Clock, Effect, Random, Result, Schema } from "effect"
import { type TypedBack, typedBack } from "./Confirmation.ts"
import { Failure } from "./Failure.ts"
import { storeFailure } from "./failures.ts"
import { note } from "./Output.ts"
import type { WireRequest } from "./Rehearsal.ts"
import { terminalText } from "./Table.ts"

/** Something to be done with a source's client `C` that changes a state `S`. */
export interface Action<C, E, S> {
  /** As the source's client calls it, such as `apps.addLabel`. */
  readonly operation: string
  /** What it is done to: an id, a pattern. */
  readonly subject: string
  readonly typedBack: (before: S) => TypedBack
  /** Reads the state that the action changes. */
  readonly read: (client: C) => Effect.Effect<S, E>
  /** Whether the state is as the action would make it. */
  readonly isSo: (state: S) => boolean
  /** What must be there and is not, such as `app 4711`. */
  readonly missing: (before: S) => ReadonlyArray<string>
  /** The state in short, as lines. */
  readonly touches: (before: S) => ReadonlyArray<string>
  /** The write, one request; its answer is not looked at. */
  readonly send: (client: C) => Effect.Effect<unknown, E>
}

/** Where actions are done. */
export interface Place<C, E> {
  readonly tenant: string
  readonly source: string
  readonly client: C
  readonly rehearse: (send: (client: C) => Effect.Effect<unknown, E>) => Effect.Effect<WireRequest, E>
  readonly failure: (error: E) => Failure
  /** Opens the audit trail; nothing is opened for an action that sends nothing. */
  readonly withTrail: <A>(effect: Effect.Effect<A, Failure, AuditTrail>) => Effect.Effect<A, Failure>
}

type Where = Pick<Place<unknown, never>, "tenant" | "source">

/** Who wants it done, and how. */
export interface Order {
  readonly actor: string
  readonly reason: string | null
  /** Confirmed beforehand. */
  readonly yes: boolean
  /** Show, and send nothing. */
  readonly dryRun: boolean
  /** The command that shows the state, for whoever must find out. */
  readonly look: string
}

/** How an action ended. */
export interface Acted {
  /** With the source, as in the audit trail. */
  readonly operation: string
  readonly subject: string
  readonly outcome: Exclude<AuditEvent["outcome"], null> | "already-so" | "dry-run"
  readonly request: WireRequest
  readonly touches: ReadonlyArray<string>
  readonly before: Schema.Json
  readonly after: Schema.Json
  /** Why it was not done, or why that is not known. */
  readonly failure: Failure | null
}

/**
 * Does an action.
 *
 * **Errors** `Failure` for everything that ends it before something is sent; what happens later is in the result.
 */
export const act = Effect.fn("cli.act")(function* <C, E, S>(action: Action<C, E, S>, place: Place<C, E>, order: Order) {
  const request = yield* Effect.mapError(place.rehearse(action.send), place.failure)
  const before = yield* Effect.mapError(action.read(place.client), place.failure)
  const missing = action.missing(before)
  if (missing.length > 0) return yield* notThere(place, missing)
  const seen = {
    operation: `${place.source} ${action.operation}`,
    subject: action.subject,
    request,
    touches: action.touches(before),
    before: asJson(before),
    failure: null
  }
  const left = (outcome: Acted["outcome"], after: Schema.Json): Acted => ({ ...seen, outcome, after })
  if (action.isSo(before)) return left("already-so", seen.before)
  if (order.dryRun) return left("dry-run", null)
  yield* Effect.forEach(previewLines(place.tenant, seen), note, { discard: true })
  if (!order.yes) yield* typedBack(action.typedBack(before))
  const acted: Acted = { ...seen, ...(yield* place.withTrail(carryOut(action, place, order, seen))) }
  return acted
})

/** What an action would touch and send, for a person to judge. */
export const previewLines = (
  tenant: string,
  { operation, subject, touches, request }: Pick<Acted, "operation" | "subject" | "touches" | "request">
): ReadonlyArray<string> => [
  `${tenant} · ${operation} ${terminalText(subject)}`,
  ...touches.map((line) => `  ${line}`),
  "Will be sent:",
  `  ${request.method} ${terminalText(request.path)}`,
  ...(request.body === null ? [] : [`  ${terminalText(request.body)}`])
]

type Seen = Pick<Acted, "operation" | "subject" | "before">

/** The part that is on record: once there is an intention there is an outcome, interrupted or not. */
const carryOut = Effect.fnUntraced(function* <C, E, S>(
  action: Action<C, E, S>,
  place: Place<C, E>,
  order: Order,
  seen: Seen
) {
  const record = yield* recorder(place.tenant, order, seen)
  return yield* Effect.uninterruptibleMask((restore) =>
    Effect.gen(function* () {
      yield* record({ phase: "intention", outcome: null, after: null })
      const unknown = record({ phase: "outcome", outcome: "unknown", after: null })
      const results = yield* Effect.all({
        sent: Effect.result(action.send(place.client)),
        now: Effect.result(action.read(place.client))
      }).pipe(
        restore,
        Effect.onInterrupt(() => Effect.ignore(unknown))
      )
      const ending = endingOf(action, place, order, results)
      const { outcome, after } = ending
      yield* Effect.mapError(record({ phase: "outcome", outcome, after }), (error) => unrecorded(error, outcome))
      return ending
    })
  )
})

/** What the state that was read back says, and what is to be told of it. */
function endingOf<C, E, S>(
  action: Action<C, E, S>,
  place: Place<C, E>,
  { look }: Order,
  { sent, now }: { readonly sent: Result.Result<unknown, E>; readonly now: Result.Result<S, E> }
) {
  const sendFailure = Result.isFailure(sent) ? place.failure(sent.failure) : null
  const inTheDark = (why: string) =>
    new Failure({
      code: "failed",
      summary: `whether it was done is not known: ${why}`,
      where: { tenant: place.tenant, source: place.source, operation: action.operation },
      next: `look with \`${look}\` before you try it again; the audit trail has the outcome as unknown.`
    })
  if (Result.isFailure(now)) {
    const answer = sendFailure?.summary ?? "the source took it."
    const failure = inTheDark(`${answer} It cannot be read back: ${place.failure(now.failure).summary}`)
    return { outcome: "unknown", after: null, failure } as const
  }
  const after = asJson(now.success)
  if (action.isSo(now.success)) return { outcome: "done", after, failure: null } as const
  if (sendFailure !== null) return { outcome: "not-done", after, failure: notDone(sendFailure) } as const
  return { outcome: "unknown", after, failure: inTheDark("the source took it and shows no change.") } as const
}

/** Writes events of one action into the trail, tied to each other by its id. */
const recorder = Effect.fnUntraced(function* (tenant: string, order: Order, { operation, subject, before }: Seen) {
  const trail = yield* AuditTrail
  const startedAt = yield* isoNow
  const distinction = (yield* Random.nextIntBetween(0, 0xff_ffff)).toString(16).padStart(6, "0")
  const action = `${tenant}-${startedAt.replaceAll(/[-:]|\.\d+/g, "")}-${distinction}`
  return (event: Pick<AuditEvent, "phase" | "outcome" | "after">) =>
    Effect.gen(function* () {
      const { actor, reason } = order
      yield* trail.append({ tenant, at: yield* isoNow, actor, operation, subject, action, reason, before, ...event })
    }).pipe(Effect.mapError((error) => storeFailure(error, tenant)))
})

const isoNow = Effect.map(Clock.currentTimeMillis, (ms) => new Date(ms).toISOString())

/** A state as the trail and `--json` keep it. */
const asJson = (state: unknown): Schema.Json => decodeJson(stringifyJson(state))

const decodeJson = Schema.decodeSync(Schema.fromJsonString(Schema.Json))

const notThere = ({ tenant, source }: Where, missing: ReadonlyArray<string>) =>
  Effect.fail(
    new Failure({
      code: "not-found",
      summary: `there is no ${missing.join(", no ")}; nothing was sent.`,
      where: { tenant, source },
      next: "look for the id with `list`; it may be gone already."
    })
  )

/** A write without an answer is told apart from one that the source refused: it may be tried again as it is. */
function notDone(failure: Failure): Failure {
  if (failure.code !== "unreachable") return failure
  const summary = `${failure.summary} It was looked at again: nothing was changed.`
  return reworded(failure, { summary, next: "run the same command again." })
}

/** The worst place to fail: the write is over, and the trail does not know how it ended. */
const unrecorded = (failure: Failure, outcome: string): Failure =>
  reworded(failure, {
    summary: `${failure.summary} The write is over (${outcome}), and the audit trail has its intention only.`,
    next: failure.next
  })

const reworded = ({ code, where, cause }: Failure, words: { readonly summary: string; readonly next: string }) =>
  new Failure({ code, where, ...words, ...(cause === undefined ? {} : { cause }) })

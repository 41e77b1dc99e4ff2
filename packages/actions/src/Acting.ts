/**
 * A write to a source, from the first look to the last: read, rehearse, show, confirm, record the intention, send once,
 * read back, record the outcome.
 *
 * **Details** Sources differ in what an {@link Action} does, never in this order. Only the state that is read back decides
 * the outcome: a lost answer is no failed write, and a good answer that cannot be seen in the state proves nothing.
 *
 * **Source** design/product.md, "Actions on devices and end users"; contracts/banyan.md, section 7, rules 2 and 4 to 6.
 */
import { Effect } from "effect"
import type { Acted, Action, Order, Place, Preview } from "./Action.ts"
import { ActionRefused, ChangedMeanwhile, OutcomeUnrecorded, SubjectMissing, Unconfirmed } from "./ActionError.ts"
import { endingOf, sendAndReadBack } from "./Ending.ts"
import { entriesOf, recorder, triedBefore } from "./Record.ts"
import { rivalOf } from "./Settling.ts"
import { asJson } from "./StateJson.ts"

/**
 * Does an action.
 *
 * **Errors** `E` if the source cannot be read first, `T` if the trail cannot be opened; `StoreError`, {@link SubjectMissing},
 * {@link ActionRefused}, {@link Unconfirmed}, {@link ChangedMeanwhile}: nothing was sent. {@link OutcomeUnrecorded}: the
 * write is over. All else is in the result.
 */
export const act = Effect.fn("actions.act")(function* <C, E, S, T, R>(
  action: Action<C, E, S>,
  place: Place<C, E, T>,
  order: Order<R>
) {
  const where = { tenant: place.tenant, source: place.source, operation: action.operation }
  const { subject } = action
  const refused = (reason: ActionRefused["reason"], touches: ReadonlyArray<string>) =>
    new ActionRefused({ ...where, subject, reason, touches })
  if (action.flaw !== undefined && action.flaw !== null) return yield* refused(action.flaw, [])

  const before = yield* action.read(place.client)
  const seen: Seen = {
    operation: `${place.source} ${action.operation}`,
    subject,
    before: asJson(before),
    touches: action.touches(before),
    remarks: [],
    problem: null
  }
  const alreadySo: Acted<E> = { ...seen, request: null, outcome: "already-so", after: seen.before }
  const missing = action.missing(before)
  if (missing.length > 0) {
    const entry = action.removesSubject === true ? yield* place.withTrail(triedBefore(place, action)) : null
    if (entry === null) return yield* new SubjectMissing({ ...where, missing })
    const how = entry.outcome === "done" ? "done" : "tried, with an outcome that nobody knew,"
    const remarks = [`${how} on ${entry.at} by ${entry.actor}, as the audit trail has it`]
    return { ...alreadySo, touches: [], remarks }
  }
  if (action.isSo(before, before)) return alreadySo
  const history = action.history === undefined ? [] : action.history(yield* place.withTrail(entriesOf(place.tenant)))
  const touches = [...seen.touches, ...history]
  const reason = action.refusal?.(before) ?? null
  if (reason !== null) return yield* refused(reason, touches)

  const request = yield* place.rehearse((client) => action.send(client, before))
  const preview: Preview = { tenant: place.tenant, operation: seen.operation, subject, touches, request }
  const shown: Shown = { ...seen, touches, request }
  const dryRun: Acted<E> = { ...shown, outcome: "dry-run", after: null }
  if (order.dryRun) return dryRun
  yield* order.show(preview)
  if (order.confirm !== null) {
    const wanted = action.typedBack(before)
    const answer = yield* order.confirm(wanted)
    if (answer !== "confirmed") return yield* new Unconfirmed({ ...where, answer, wanted: wanted.text })
    if (action.isUntouched !== undefined && !action.isUntouched(yield* action.read(place.client), before)) {
      return yield* new ChangedMeanwhile({ ...where, subject })
    }
  }
  return yield* place.withTrail(carryOut(action, place, order, before, shown))
})

type Seen = Pick<Acted<never>, "operation" | "subject" | "touches" | "before" | "remarks" | "problem">
type Shown = Seen & Pick<Preview, "request">

/** The part that is on record: once there is an intention there is an outcome, interrupted or not. */
const carryOut = Effect.fnUntraced(function* <C, E, S, T, R>(
  action: Action<C, E, S>,
  place: Place<C, E, T>,
  order: Order<R>,
  before: S,
  shown: Shown
) {
  const record = yield* recorder({
    ...(action.parameters === undefined ? {} : { parameters: action.parameters }),
    ...(order.process === undefined ? {} : { process: order.process }),
    tenant: place.tenant,
    operation: shown.operation,
    subject: action.subject,
    actor: order.actor,
    reason: order.reason,
    before: shown.before
  })
  return yield* Effect.uninterruptibleMask((restore) =>
    Effect.gen(function* () {
      const intention = yield* record({ phase: "intention", outcome: null, after: null })
      // The trail puts intentions in an order: of two at once the first goes on.
      const rival = order.isAlive === undefined ? null : yield* rivalOf(intention, order.isAlive)
      if (rival !== null) {
        yield* record({ phase: "outcome", outcome: "not-done", after: null })
        const { tenant, source } = place
        const reason = { _tag: "UnderWay", since: rival.at, actor: rival.actor } as const
        const { operation, subject } = action
        return yield* new ActionRefused({ tenant, source, operation, subject, reason, touches: [] })
      }
      const interrupted = record({ phase: "outcome", outcome: "unknown", after: null })
      const results = yield* sendAndReadBack(action, place, before).pipe(
        restore,
        Effect.onInterrupt(() => Effect.ignore(interrupted))
      )
      const ending = endingOf(action, place, before, results)
      const { outcome, after } = ending
      yield* Effect.mapError(
        record({ phase: "outcome", outcome, after }),
        (cause) =>
          new OutcomeUnrecorded({
            tenant: place.tenant,
            source: place.source,
            operation: action.operation,
            subject: action.subject,
            outcome,
            cause
          })
      )
      const acted: Acted<E> = { ...shown, ...ending }
      return acted
    })
  )
})

/**
 * How a write ended, as the state that is read back tells it.
 */
import { Context, Effect, Result, type Schema } from "effect"
import type { Acted, Action, ErrorNature, Outcome, Place } from "./Action.ts"
import { asJson } from "./StateJson.ts"

/**
 * Waits in milliseconds before each further look at a state that does not show a write; tests shorten them.
 *
 * **Details** A server that took a write, or whose answer was lost, may need a moment until its lists show it.
 */
export const LookAgainWaits = Context.Reference<ReadonlyArray<number>>("@rollcall/actions/LookAgainWaits", {
  defaultValue: () => [1000, 3000]
})

interface Results<E, S> {
  readonly sent: Result.Result<unknown, E>
  readonly now: Result.Result<S, E>
}

/** Sends the write once and reads back what became of it. */
export const sendAndReadBack = Effect.fnUntraced(function* <C, E, S, T>(
  action: Action<C, E, S>,
  { client, natureOf }: Place<C, E, T>,
  before: S
) {
  const sent = yield* Effect.result(action.send(client, before))
  const look = Effect.result(readBackOf(action, client, before))
  let now = yield* look
  const isFinal = Result.isFailure(sent) && isRefusal(natureOf(sent.failure))
  for (const waitMs of isFinal ? [] : yield* LookAgainWaits) {
    if (Result.isFailure(now) || action.isSo(now.success, before)) break
    yield* Effect.sleep(waitMs)
    now = yield* look
  }
  const results: Results<E, S> = { sent, now }
  return results
})

/** Whether the source said that it did nothing. */
const isRefusal = (nature: ErrorNature): boolean => nature === "refused" || nature === "barred"

/** Reads what became of an action. */
export const readBackOf = <C, E, S>(action: Action<C, E, S>, client: C, before: S): Effect.Effect<S, E> =>
  action.readBack === undefined ? action.read(client) : action.readBack(client, before)

/** What a state says of an action: it was done, not done, or something else happened. */
export function verdictOf<C, E, S>(action: Action<C, E, S>, now: S, before: S): "done" | "untouched" | "other" {
  if (action.isSo(now, before)) return "done"
  return action.isUntouched?.(now, before) === false ? "other" : "untouched"
}

type Ending<E> = Pick<Acted<E>, "after" | "remarks" | "problem"> & {
  readonly outcome: Outcome
}

/** The outcome, and what is to be told of it. */
export function endingOf<C, E, S, T>(
  action: Action<C, E, S>,
  { natureOf }: Pick<Place<C, E, T>, "natureOf">,
  before: S,
  { sent, now }: Results<E, S>
): Ending<E> {
  const error = Result.isFailure(sent) ? sent.failure : null
  if (Result.isFailure(now)) {
    const problem = { _tag: "Unreadable", error: now.failure, sent: error } as const
    return { outcome: "unknown", after: null, remarks: [], problem }
  }
  const state = now.success
  const verdict = verdictOf(action, state, before)
  const seen: { readonly after: Schema.Json; readonly remarks: ReadonlyArray<string> } = {
    after: asJson(state),
    // What was to come along with a change that did not come is no surprise.
    remarks: verdict === "untouched" ? [] : (action.remarks?.(before, state) ?? [])
  }
  if (verdict === "done") return { outcome: "done", ...seen, problem: null }
  if (error !== null && isRefusal(natureOf(error))) {
    return { outcome: "not-done", ...seen, problem: { _tag: "Refused", error } }
  }
  if (verdict === "other") return { outcome: "unknown", ...seen, problem: { _tag: "HalfDone", error } }
  return error === null
    ? { outcome: "unknown", ...seen, problem: { _tag: "NoChange" } }
    : { outcome: "not-done", ...seen, problem: { _tag: "AnswerLost", error } }
}

/**
 * The same action on a list: one line in, one line out, in order, each exactly once.
 *
 * **Source** design/product.md, "Actions on devices and end users"; contracts/banyan.md, section 7, rule 7.
 */
import { AuditTrail, StoreError, type Trail } from "@rollcall/store"
import { Clock, Duration, Effect, Ref, Result } from "effect"
import type { Acted, Action, ErrorNature, Order, Place } from "./Action.ts"
import { act } from "./Acting.ts"
import { type ActionError, ActionRefused, isActionError, OutcomeUnrecorded, Unconfirmed } from "./ActionError.ts"

/** What became of a line. */
export type LineEnding<E> =
  | { readonly _tag: "Acted"; readonly acted: Acted<E> }
  /** Nothing was sent, or, after {@link OutcomeUnrecorded}, nothing is on record. */
  | { readonly _tag: "Failed"; readonly error: E | ActionError }
  /** Nothing but blanks. */
  | { readonly _tag: "Blank" }
  /** The same as an earlier line, whose ending holds. */
  | { readonly _tag: "Duplicate"; readonly ofLine: number }
  /** The list was stopped before it. */
  | { readonly _tag: "NotTried"; readonly afterLine: number }

export interface LineResult<E> {
  /** From 1 on. */
  readonly line: number
  /** As it came. */
  readonly text: string
  readonly ending: LineEnding<E>
}

/** A list of subjects, and what is done to each. */
export interface List<C, E, S, R> {
  readonly lines: ReadonlyArray<string>
  readonly action: (line: string) => Action<C, E, S>
  readonly place: Place<C, E>
  readonly order: Order<R>
  /** Told each line as soon as it has ended. */
  readonly onLine: (result: LineResult<E>) => Effect.Effect<void, never, R>
}

/**
 * The lines of a text, one subject each.
 *
 * **Details** A byte-order mark, carriage returns and the end of the last line are no part of a subject. There are no comments:
 * a serial number may begin with `#`.
 */
export const linesOf = (text: string): ReadonlyArray<string> => {
  const lines = text.replace(/^\uFEFF/, "").split(/\r?\n/)
  return lines.at(-1) === "" ? lines.slice(0, -1) : lines
}

/**
 * Acts on one line after the other and gives the result of each.
 *
 * **Details** Stops at the first line whose outcome is unknown or not on record, and where the source, the store or nobody at
 * the terminal would fail the next line as well; what was not tried is said line by line. A second run skips what is done.
 */
export const actMany = Effect.fn("actions.actMany")(function* <C, E, S, R>(list: List<C, E, S, R>) {
  const seen = new Map<string, number>()
  const results: Array<LineResult<E>> = []
  const remembering = { ...list, place: yield* rememberingTrail(list.place) }
  let stoppedAt: number | null = null
  for (const [index, text] of list.lines.entries()) {
    const line = index + 1
    const ending: LineEnding<E> =
      stoppedAt === null
        ? yield* lineEnding(remembering, text, { line, seen })
        : { _tag: "NotTried", afterLine: stoppedAt }
    if (stoppedAt === null && stops(ending, list.place.natureOf)) stoppedAt = line
    const result = { line, text, ending }
    results.push(result)
    yield* list.onLine(result)
  }
  const all: ReadonlyArray<LineResult<E>> = results
  return all
})

/** How long a list goes by what it has read of the trail: another line's entries say nothing of this one's subject. */
const trailKept = Duration.seconds(30)

/** A trail grows with the list, and to read all of it for each line would take hours. */
const rememberingTrail = Effect.fnUntraced(function* <C, E>(place: Place<C, E>) {
  const known = yield* Ref.make<{ readonly readMs: number; readonly trail: Trail } | null>(null)
  const reading = ({ append, read }: AuditTrail["Service"]): AuditTrail["Service"] => ({
    append,
    read: Effect.fnUntraced(function* (tenant: string) {
      const nowMs = yield* Clock.currentTimeMillis
      const last = yield* Ref.get(known)
      if (last !== null && nowMs - last.readMs < Duration.toMillis(trailKept)) return last.trail
      const trail = yield* read(tenant)
      yield* Ref.set(known, { readMs: nowMs, trail })
      return trail
    })
  })
  const remembering: Place<C, E> = {
    ...place,
    withTrail: (effect) => place.withTrail(Effect.updateService(effect, AuditTrail, reading))
  }
  return remembering
})

const lineEnding = Effect.fnUntraced(function* <C, E, S, R>(
  { action: actionOf, place, order }: List<C, E, S, R>,
  text: string,
  { line, seen }: { readonly line: number; readonly seen: Map<string, number> }
) {
  if (text.trim() === "") return { _tag: "Blank" } as const
  const action = actionOf(text)
  const earlier = seen.get(action.subject)
  if (earlier !== undefined) return { _tag: "Duplicate", ofLine: earlier } as const
  seen.set(action.subject, line)
  if (text !== text.trim()) {
    // Which of the two was meant, nobody can say: a serial number may end in a blank.
    const reason = { _tag: "NoIdentifier", what: "line", rule: "begins or ends with a blank" } as const
    const where = { tenant: place.tenant, source: place.source, operation: action.operation, subject: text }
    return { _tag: "Failed", error: new ActionRefused({ ...where, reason, touches: [] }) } as const
  }
  const result = yield* Effect.result(act(action, place, order))
  return Result.isSuccess(result)
    ? ({ _tag: "Acted", acted: result.success } as const)
    : ({ _tag: "Failed", error: result.failure } as const)
})

/** Whether the lines after this one are better left alone. */
function stops<E>(ending: LineEnding<E>, natureOf: (error: E) => ErrorNature): boolean {
  if (ending._tag === "Acted") {
    const { outcome, problem } = ending.acted
    return outcome === "unknown" || (problem?._tag === "Refused" && natureOf(problem.error) === "barred")
  }
  if (ending._tag !== "Failed") return false
  const { error } = ending
  if (error instanceof Unconfirmed) return error.answer === "nobody-there"
  if (isActionError(error)) return error instanceof OutcomeUnrecorded || error instanceof StoreError
  return natureOf(error) === "lost" || natureOf(error) === "barred"
}

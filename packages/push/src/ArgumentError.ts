/**
 * What is wrong with an argument, found before anything is sent.
 */
import { Effect, Schema } from "effect"

/** An argument that the API would refuse, or worse, misunderstand. Nothing was sent. */
export class ArgumentError extends Schema.TaggedError<ArgumentError>()("ArgumentError", {
  /** Resource and verb, such as `employees.merge`. */
  operation: Schema.String,
  argument: Schema.String,
  /** What the argument must be, to be read after its name. */
  rule: Schema.String
}) {
  override get message() {
    return `push ${this.operation}: ${this.argument} ${this.rule}.`
  }
}

/** A rule for one argument, and whether it is kept. */
export interface ArgumentRule {
  readonly argument: string
  readonly rule: string
  readonly isKept: boolean
}

/** Fails with the first rule that is broken. */
export function keepRules(operation: string, rules: ReadonlyArray<ArgumentRule>): Effect.Effect<void, ArgumentError> {
  const broken = rules.find((each) => !each.isKept)
  if (broken === undefined) return Effect.void
  return Effect.fail(new ArgumentError({ operation, argument: broken.argument, rule: broken.rule }))
}

/** The id becomes a part of the path, so `.` and `..` would address another operation. */
export const isId = (argument: string, id: string): ArgumentRule => ({
  argument,
  rule: "must be an id: not blank, not `.` or `..`",
  isKept: id.trim() !== "" && id !== "." && id !== ".." && id.isWellFormed()
})

export const isNotBlank = (argument: string, text: string): ArgumentRule => ({
  argument,
  rule: "must not be blank",
  isKept: text.trim() !== ""
})

/** Lengths are counted in code points: contracts/push.md, section 6, row 21. */
export const hasLength = (
  argument: string,
  text: string,
  { min, max }: { readonly min: number; readonly max: number }
): ArgumentRule => {
  const length = Array.from(text).length
  const rule = min === 0 ? `must have at most ${max} characters` : `must have ${min} to ${max} characters`
  return { argument, rule, isKept: length >= min && length <= max }
}

export const isOneOf = (argument: string, value: string, known: ReadonlyArray<string>): ArgumentRule => ({
  argument,
  rule: `must be one of ${known.join(", ")}`,
  isKept: known.includes(value)
})

/** An update without a member would be a request that asks for nothing. */
export const changesSomething = (update: Readonly<Record<string, unknown>>): ArgumentRule => ({
  argument: "update",
  rule: "must change something",
  isKept: Object.values(update).some((value) => value !== undefined)
})

/** The rule if there is a value to keep it, none otherwise. */
export const ifGiven = <A>(
  value: A | null | undefined,
  rule: (value: A) => ArgumentRule
): ReadonlyArray<ArgumentRule> => (value === undefined || value === null ? [] : [rule(value)])

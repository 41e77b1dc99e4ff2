/**
 * What is wrong with an argument of a client, found before anything is sent.
 */
import { Effect, Schema } from "effect"

/** An argument that the API would refuse, or worse, misunderstand. Nothing was sent. */
export class ArgumentError extends Schema.TaggedError<ArgumentError>()("ArgumentError", {
  source: Schema.String,
  /** Resource and verb, such as `employees.merge`. */
  operation: Schema.String,
  argument: Schema.String,
  /** What the argument must be, to be read after its name. */
  rule: Schema.String
}) {
  override get message() {
    return `${this.source} ${this.operation}: ${this.argument} ${this.rule}.`
  }
}

/** A rule for one argument, and whether it is kept. */
export interface ArgumentRule {
  readonly argument: string
  readonly rule: string
  readonly isKept: boolean
}

/** Makes the check of a source's arguments: it fails with the first rule that is broken. */
export const keepRulesOf =
  (source: string) =>
  (operation: string, rules: ReadonlyArray<ArgumentRule>): Effect.Effect<void, ArgumentError> => {
    const broken = rules.find((each) => !each.isKept)
    if (broken === undefined) return Effect.void
    return Effect.fail(new ArgumentError({ source, operation, argument: broken.argument, rule: broken.rule }))
  }

export const isNotBlank = (argument: string, text: string): ArgumentRule => ({
  argument,
  rule: "must not be blank",
  isKept: text.trim() !== ""
})

export const isOneOf = (argument: string, value: string, known: ReadonlyArray<string>): ArgumentRule => ({
  argument,
  rule: `must be one of ${known.join(", ")}`,
  isKept: known.includes(value)
})

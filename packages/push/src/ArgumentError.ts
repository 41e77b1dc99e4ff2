/**
 * The rules for arguments of the Push API, checked before anything is sent.
 */
import { type ArgumentRule, keepRulesOf } from "@rollcall/transport"

export { ArgumentError, type ArgumentRule, isNotBlank, isOneOf } from "@rollcall/transport"

/** Fails with the first rule that is broken. */
export const keepRules = keepRulesOf("push")

/** The id becomes a part of the path, so `.` and `..` would address another operation. */
export const isId = (argument: string, id: string): ArgumentRule => ({
  argument,
  rule: "must be an id: not blank, not `.` or `..`",
  isKept: id.trim() !== "" && id !== "." && id !== ".." && id.isWellFormed()
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

/**
 * Serial numbers, addresses and ids: which of them may go out, and when two are the same.
 *
 * **Source** contracts/banyan.md, section 7, rules 1 to 3; section 5, row 7.
 */
import { type ArgumentRule, keepRulesOf } from "@rollcall/transport"

/** Fails with the first rule that is broken. */
export const keepRules = keepRulesOf("banyan")

/**
 * An identifier that can only mean what it says.
 *
 * An empty one would widen a deletion to the whole device, a wildcard might, and `undefined` is a mistake of the caller.
 */
export const isIdentifier = (argument: string, text: string): ArgumentRule => ({
  argument,
  rule: "must be a real identifier: not blank, not `undefined` or `null`, not wildcards alone, no control or broken characters",
  isKept: typeof text === "string" && text.isWellFormed() && !/\p{Cc}/u.test(text) && !saysNothing(text)
})

/** An {@link isIdentifier} that becomes a part of the path, where dots would address another operation. */
export const isPathIdentifier = (argument: string, text: string): ArgumentRule => {
  const { rule, isKept } = isIdentifier(argument, text)
  return { argument, rule: `${rule}, not \`.\` or \`..\``, isKept: isKept && text !== "." && text !== ".." }
}

const saysNothing = (text: string): boolean => /^(?:undefined|null)?$/i.test(text.replace(blanksAndWildcards, ""))

/** Some letters and signs are blank as well: Unicode has most of them ignored, the empty braille cell excepted. */
const blanksAndWildcards = /[\s\p{Cf}\p{Default_Ignorable_Code_Point}\u2800*%]/gu

/**
 * Whether a serial number is what makers and virtual machines put where there is none, so that unrelated devices share it.
 *
 * **Details** Such a number can be read and written like any other: whoever acts on it must mean all of those devices.
 */
export const isPlaceholderSerial = (serialNumber: string): boolean => {
  const text = serialNumber.trim().toLowerCase().replace(/\s+/g, " ")
  // One sign however often: 0, 00000000, XXXXXXXX, dots and dashes.
  return placeholderSerials.has(text) || /^(.)\1*$/u.test(text)
}

const placeholderSerials: ReadonlySet<string> = new Set([
  "none",
  "n/a",
  "na",
  "unknown",
  "invalid",
  "empty",
  "default",
  "default string",
  "not specified",
  "not available",
  "not applicable",
  "system serial number",
  "chassis serial number",
  "serial number",
  "to be filled by o.e.m.",
  "to be filled by o.e.m",
  "to be filled by oem",
  "0123456789",
  "1234567890",
  "123456789"
])

/** Addresses differ in letter case from list to list; nothing else may differ. */
export const isSameEmail = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase()

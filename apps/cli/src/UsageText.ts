/**
 * What is wrong with a command line, in words.
 */
import type { CliError } from "effect/cli"

/** What the parser puts before the words of a rule that a value breaks. */
const brokenRule = /^Schema validation failed: (?:Expected )?/

/** One mistake of a command line. */
export function usageText(error: CliError.CliError): string {
  if (error._tag !== "InvalidValue" || !brokenRule.test(error.expected)) return error.message
  const name = error.kind === "flag" ? `--${error.option}` : error.option
  const rule = error.expected.replace(brokenRule, "").replace(/^must be /, "")
  return `${name} must be ${rule}, but is ${JSON.stringify(error.value)}.`
}

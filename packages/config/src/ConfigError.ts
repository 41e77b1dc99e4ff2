/**
 * What is wrong with a configuration file, all of it together.
 */
import { Schema } from "effect"

/** One mistake: where it stands, what it is, what to do about it. Never holds a value that could be secret. */
export const ConfigProblem = Schema.Struct({
  /** `null` if it belongs to no line, as with a file that is not there. */
  line: Schema.NullOr(Schema.Int),
  message: Schema.String,
  next: Schema.String
})
export type ConfigProblem = typeof ConfigProblem.Type

/** The configuration cannot be used. */
export class ConfigError extends Schema.TaggedError<ConfigError>()("ConfigError", {
  file: Schema.String,
  problems: Schema.NonEmptyArray(ConfigProblem)
}) {
  override get message(): string {
    return this.problems.map((each) => `${this.place(each)}: ${each.message}.\n  Next: ${each.next}`).join("\n")
  }

  private place(problem: ConfigProblem): string {
    return problem.line === null ? this.file : `${this.file} line ${problem.line}`
  }
}

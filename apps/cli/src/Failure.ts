/**
 * What went wrong, as a person and a script are told it: what happened, where, what to do next, and the exit code.
 */
import { Schema } from "effect"

/** Every kind of failure. */
const FailureCode = Schema.Literals([
  "failed",
  "unreachable",
  "not-understood",
  "partial",
  "store",
  "output",
  "usage",
  "declined",
  "config",
  "secret",
  "some-tenants-failed",
  "not-found",
  "refused",
  "fail-on",
  "verification-failed",
  "interrupted"
])
export type FailureCode = typeof FailureCode.Type

/**
 * Every kind of failure with its exit code.
 *
 * **Source** design/product.md, "Command line".
 */
export const exitCodes: Readonly<Record<FailureCode, number>> = {
  failed: 1,
  unreachable: 1,
  "not-understood": 1,
  partial: 1,
  store: 1,
  output: 1,
  usage: 2,
  declined: 2,
  config: 2,
  secret: 2,
  "some-tenants-failed": 3,
  "not-found": 4,
  refused: 5,
  "fail-on": 6,
  "verification-failed": 7,
  interrupted: 130
}

/** Where something happened; only what is known. */
export interface Where {
  readonly tenant?: string
  readonly source?: string
  readonly operation?: string
  readonly file?: string
  readonly line?: number
}

/** A failure that is told to the user and ends a command, or one tenant's part of it. */
export class Failure extends Schema.TaggedError<Failure>()("Failure", {
  code: FailureCode,
  summary: Schema.String,
  where: Schema.Struct({
    tenant: Schema.optionalKey(Schema.String),
    source: Schema.optionalKey(Schema.String),
    operation: Schema.optionalKey(Schema.String),
    file: Schema.optionalKey(Schema.String),
    line: Schema.optionalKey(Schema.Number)
  }),
  next: Schema.String,
  cause: Schema.optionalKey(Schema.Defect())
}) {
  override get message() {
    return this.summary
  }
}

/** The failure as `--json` prints it. */
export const failureDocument = (failure: Failure) => ({
  code: failure.code,
  message: failure.summary,
  where: failure.where,
  next: failure.next
})

/** The failure as lines for a terminal: `where: what happened`, then what to do. */
export function failureLines(failure: Failure): ReadonlyArray<string> {
  const place = placeOf(failure.where)
  const said = `${place === "" ? "" : `${place}: `}${failure.summary}`
  return [said, ...`Next: ${failure.next}`.split("\n").map((line) => `  ${line}`)]
}

function placeOf(where: Where): string {
  const reading = [where.source, where.operation].filter((part) => part !== undefined).join(" ")
  const file = where.file === undefined ? "" : `${where.file}${where.line === undefined ? "" : `:${where.line}`}`
  return [where.tenant ?? "", reading, file].filter((part) => part !== "").join(" · ")
}

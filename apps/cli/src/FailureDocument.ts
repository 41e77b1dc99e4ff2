/**
 * A failure as `--json` prints it, as schemas.
 */
import { Schema } from "effect"
import { Failure } from "./Failure.ts"

/** What went wrong and what to do next. */
export const Problem = Schema.Struct({
  code: Failure.fields.code,
  message: Schema.String,
  where: Schema.Struct({ ...Failure.fields.where.fields, line: Schema.optionalKey(Schema.Int) }),
  next: Schema.String
}).annotate({ identifier: "Problem" })

/** The whole document where there is nothing else to say. */
export const FailureDocument = Schema.Struct({ schemaVersion: Schema.Literal(1), error: Problem })

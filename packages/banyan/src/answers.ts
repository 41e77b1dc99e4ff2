/**
 * Answers about one thing: JSON or not, success or not, decoded or refused.
 *
 * **Source** contracts/banyan.md, sections 1.4 and 3.
 */
import {
  describeMismatch,
  fingerprint,
  oneLine,
  parseJson,
  Rejected,
  type Requests,
  SchemaMismatch,
  SourceError,
  Unavailable
} from "@rollcall/transport"
import { Effect, Result, Schema } from "effect"
import * as HttpClientRequest from "effect/http/HttpClientRequest"

/** Fails an operation. */
export const failed = (operation: string, reason: SourceError["reason"]): Effect.Effect<never, SourceError> =>
  Effect.fail(new SourceError({ source: "banyan", operation, reason }))

/** Fails an operation for an answer of another shape than documented. */
export const mismatched = (
  operation: string,
  answer: unknown,
  where: { readonly path: string; readonly expected: string }
): Effect.Effect<never, SourceError> =>
  Effect.flatMap(fingerprint(answer), (print) =>
    failed(operation, new SchemaMismatch({ ...where, fingerprint: print }))
  )

/** Makes the decoder of an operation's answers. */
export function decodeAnswer<A>(schema: Schema.ConstraintDecoder<A>, operation: string) {
  const decode = Schema.decodeUnknownEffect(schema)
  return (answer: unknown): Effect.Effect<A, SourceError> =>
    decode(answer).pipe(Effect.catch((error) => mismatched(operation, answer, describeMismatch(error))))
}

/** The JSON of a write's answer; `null` stands for a page or anything else that is none. */
export const jsonIn = (text: string): { readonly json: unknown } | null => {
  try {
    return { json: parseJson(text) }
  } catch {
    return null
  }
}

/**
 * Sends a write and gives the JSON of its answer.
 *
 * **Errors** `Unavailable` for an answer that is not JSON: the write may have happened.
 */
export const send = (
  write: Requests["write"],
  operation: string,
  request: HttpClientRequest.HttpClientRequest
): Effect.Effect<unknown, SourceError> =>
  Effect.flatMap(write(operation, HttpClientRequest.acceptJson(request)), (text) => {
    const answer = jsonIn(text)
    return answer === null ? failed(operation, notJson(text)) : Effect.succeed(answer.json)
  })

/** A success without JSON: nobody knows what ran. */
export const notJson = (text: string): Unavailable =>
  new Unavailable({
    detail: `the answer has ${text.length} characters that are not JSON`,
    cause: null,
    responded: true
  })

/** Takes the data out of a v2 envelope; success needs an `error_code` of 0 besides the status. */
export const dataIn =
  (operation: string) =>
  (answer: unknown): Effect.Effect<unknown, SourceError> => {
    const decoded = decodeEnvelope(answer)
    if (Result.isFailure(decoded)) return mismatched(operation, answer, describeMismatch(decoded.failure))
    const { error_code: code, error_description: description, data } = decoded.success
    return Number(code) === 0 ? Effect.succeed(data) : failed(operation, saidNo(Number(code), description ?? ""))
  }

/**
 * What speaks against success in a v1 answer with a good status: an error code, or a message that says something else.
 * `null` if nothing does.
 */
export function objectionIn(answer: unknown): SourceError["reason"] | null {
  if (Array.isArray(answer)) return answer.map(objectionIn).find((each) => each !== null) ?? null
  const failure = failureIn(answer)
  if (failure !== null) return failure
  const Message = Result.getOrNull(decodeStatement(answer))?.Message
  if (Message === undefined || Message === null || isSuccessMessage(Message)) return null
  return new Rejected({ status: 200, detail: oneLine(Message, textMax) })
}

/** The failure that a v1 answer with a good status has the code of, `null` if it has none. */
export function failureIn(answer: unknown): SourceError["reason"] | null {
  const said = decodeStatement(answer)
  if (Result.isFailure(said)) return null
  const { error_code: code, error, Message } = said.success
  return code === undefined || Number(code) === 0 ? null : saidNo(Number(code), error ?? Message ?? "")
}

/** Whether a v1 answer says `Success`, once or for each of several. */
export const saysSuccess = (answer: unknown): boolean =>
  Array.isArray(answer) ? answer.length > 0 && answer.every(isSuccess) : isSuccess(answer)

const isSuccess = Schema.is(Schema.Struct({ Message: Schema.Literal("Success") }))

const isSuccessMessage = (message: string): boolean => message === "Success"

/** As much of a text as an error quotes. */
const textMax = 200

/** A server's own error leaves open whether a write happened; any other refusal does not. */
function saidNo(code: number, description: string): Rejected | Unavailable {
  const detail = oneLine(`error ${code}${description === "" ? "" : `: ${description}`}`, textMax)
  return code >= 500
    ? new Unavailable({ detail: `HTTP 200 with ${detail}`, cause: null, responded: true })
    : new Rejected({ status: 200, detail, code: String(code) })
}

const ErrorCode = Schema.Union([Schema.Int, Schema.String.check(Schema.isPattern(/^-?\d{1,9}$/))])

const decodeEnvelope = Schema.decodeUnknownResult(
  Schema.Struct({
    error_code: ErrorCode,
    error_description: Schema.optionalKey(Schema.NullOr(Schema.String)),
    data: Schema.optionalKey(Schema.Unknown)
  })
)

const decodeStatement = Schema.decodeUnknownResult(
  Schema.Struct({
    error_code: Schema.optionalKey(ErrorCode),
    error: Schema.optionalKey(Schema.NullOr(Schema.String)),
    Message: Schema.optionalKey(Schema.NullOr(Schema.String))
  })
)

/**
 * What came back: a body read up to a bound, and the reason that a status stands for.
 */
import { Effect, Stream } from "effect"
import type { HttpClientError } from "effect/http/HttpClientError"
import type { HttpClientRequest } from "effect/http/HttpClientRequest"
import type { HttpClientResponse } from "effect/http/HttpClientResponse"
import { parseJson } from "./json.ts"
import { errorText, excerpt, oneLine, withoutKeys } from "./excerpt.ts"
import {
  Forbidden,
  Incomplete,
  NotFound,
  NotOffered,
  RateLimited,
  Rejected,
  type SourceErrorReason,
  Unauthorized,
  Unavailable
} from "./SourceError.ts"
import { unpack } from "./unpack.ts"

/** The largest successful body that is read: far above a page, far below what hurts. */
const bodyBytesMax = 64 * 1024 * 1024

/** As much of an error body as is looked at; contracts/push.md, section 4.18. */
const errorBodyBytesMax = 2048

/** A response whose body is here. */
export interface Answer {
  readonly status: number
  readonly headers: { readonly [name: string]: string | undefined }
  readonly text: string
}

/** Whether a status reports success. */
export const isSuccess = (status: number): boolean => status >= 200 && status < 300

/** Reads the body of a response, of an error only its beginning. */
export const receive = (response: HttpClientResponse): Effect.Effect<Answer, Unavailable | Incomplete> =>
  Effect.suspend(() => {
    const isWhole = isSuccess(response.status)
    const bytesMax = isWhole ? bodyBytesMax : errorBodyBytesMax
    const chunks: Array<Uint8Array> = []
    let sizeBytes = 0
    return response.stream.pipe(
      Stream.runForEachWhile((chunk) =>
        Effect.sync(() => {
          chunks.push(chunk)
          sizeBytes += chunk.byteLength
          return sizeBytes <= bytesMax
        })
      ),
      Effect.mapError((error) => cutOff(codeOf(error.cause ?? error), response.status, error)),
      Effect.flatMap(() => (sizeBytes > bytesMax ? overlong(isWhole) : Effect.void)),
      Effect.andThen(Effect.suspend(() => unpack(joined(chunks, Math.min(sizeBytes, bytesMax)), bytesMax))),
      Effect.tap((body) => (body.bytes.byteLength > bytesMax ? overlong(isWhole) : Effect.void)),
      Effect.tap((body) =>
        isWhole && !body.isWhole ? Effect.fail(cutOff("it cannot be unpacked", response.status)) : Effect.void
      ),
      Effect.map(({ bytes }) => ({
        status: response.status,
        headers: response.headers,
        text: new TextDecoder().decode(bytes.subarray(0, bytesMax))
      }))
    )
  })

/** Of an error body the beginning will do; a list must be whole. */
const overlong = (isWhole: boolean): Effect.Effect<void, Incomplete> =>
  isWhole
    ? Effect.fail(new Incomplete({ detail: `an answer is larger than ${bodyBytesMax / 1024 / 1024} MiB` }))
    : Effect.void

/** The value of a JSON body; any other body is a failure that says what came instead. */
export function readJson(answer: Answer, request: HttpClientRequest): Effect.Effect<unknown, Unavailable> {
  return Effect.try({
    try: () => parseJson(answer.text),
    // The parser's own error quotes the body, which may hold a record or a token: it is not kept as the cause.
    catch: () =>
      new Unavailable({
        detail: `HTTP ${answer.status} with ${whatCame(answer, request)} instead of JSON`,
        cause: null,
        responded: true
      })
  })
}

/**
 * The reason that an unsuccessful answer stands for.
 *
 * **Source** contracts/push.md, sections 1, 4.18 and 5 (16, 17, 19); contracts/banyan.md, section 1.4.
 */
export function reasonOf(
  answer: Answer,
  request: HttpClientRequest,
  { waitMs, errorCodes }: { readonly waitMs: number | null; readonly errorCodes: ReadonlyArray<string> }
): SourceErrorReason {
  const { status } = answer
  const detail = errorText(withoutKeys(answer.text, request))
  switch (status) {
    case 401:
      return new Unauthorized({ status })
    case 403:
      return new Forbidden({ status })
    // A list that no longer takes GET, or is gone, is as little there as one that never was.
    case 404:
    case 405:
    case 410:
      return new NotFound(detail === "" ? {} : { detail })
    case 429:
      return new RateLimited({ waitMs })
    case 501:
      return new NotOffered({})
    case 500:
    case 502:
    case 503:
    case 504:
      return new Unavailable({
        detail: detail === "" ? `HTTP ${status}` : `HTTP ${status}: ${detail}`,
        cause: null,
        responded: true
      })
    default:
      return rejected(status, isRedirect(status) ? "a redirection, which is not followed" : detail, {
        code: errorCodes.find((code) => answer.text.includes(code))
      })
  }
}

/** A body that names a cause in a place that is not quoted is quoted with the cause first. */
function rejected(status: number, detail: string, { code }: { readonly code: string | undefined }): Rejected {
  if (code === undefined) return new Rejected({ status, detail })
  return new Rejected({ status, detail: detail.includes(code) ? detail : `${code} ${detail}`.trim(), code })
}

/** A failure before any answer came. */
export function noAnswer(error: HttpClientError): Unavailable {
  const cause = error.cause ?? error
  return new Unavailable({ detail: `no connection (${codeOf(cause)})`, cause, responded: false })
}

function cutOff(how: string, status: number, error?: HttpClientError): Unavailable {
  return new Unavailable({
    detail: `the answer (HTTP ${status}) was cut off (${how})`,
    cause: error?.cause ?? error ?? null,
    responded: true
  })
}

/** A redirected request would carry the key to wherever the answer points. */
function isRedirect(status: number): boolean {
  return status >= 300 && status < 400
}

/** Markup is a page that anybody may see; other text could hold records or a token and is only measured. */
function whatCame(answer: Answer, request: HttpClientRequest): string {
  if (answer.text === "") return "an empty body"
  const type = oneLine(answer.headers["content-type"] ?? "no content type", 60)
  if (!answer.text.trimStart().startsWith("<")) return `${type}, ${answer.text.length} characters`
  return `${type}, "${excerpt(withoutKeys(answer.text.slice(0, errorBodyBytesMax), request))}"`
}

function codeOf(cause: unknown): string {
  if (typeof cause === "object" && cause !== null && "code" in cause && typeof cause.code === "string")
    return cause.code
  return cause instanceof Error ? cause.name : "unknown cause"
}

function joined(chunks: ReadonlyArray<Uint8Array>, sizeBytes: number): Uint8Array {
  const [only] = chunks
  if (chunks.length === 1 && only !== undefined) return only.subarray(0, sizeBytes)
  const whole = new Uint8Array(sizeBytes)
  let at = 0
  for (const chunk of chunks) {
    const part = chunk.subarray(0, sizeBytes - at)
    whole.set(part, at)
    at += part.byteLength
  }
  return whole
}

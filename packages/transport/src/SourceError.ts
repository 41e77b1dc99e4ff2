/**
 * The one error of a source client: {@link SourceError} says where, its `reason` says what and whether a repeated
 * read can help.
 *
 * No reason holds a key, a token or a record.
 */
import { Schema } from "effect"

/** The source refused the key or token (HTTP 401). */
export class Unauthorized extends Schema.TaggedError<Unauthorized>()("Unauthorized", { status: Schema.Int }) {
  readonly isRetryable = false
  override get message() {
    return `the source refused the key (HTTP ${this.status})`
  }
}

/** The key is not allowed to do this (HTTP 403); some gateways answer so to an unknown key as well. */
export class Forbidden extends Schema.TaggedError<Forbidden>()("Forbidden", { status: Schema.Int }) {
  readonly isRetryable = false
  override get message() {
    return `the source does not allow this with the key (HTTP ${this.status})`
  }
}

/** There is no such record or no such list (HTTP 404, 405, 410). */
export class NotFound extends Schema.TaggedError<NotFound>()("NotFound", {
  /** What is missing, where that is known; one line. */
  detail: Schema.optionalKey(Schema.String)
}) {
  readonly isRetryable = false
  override get message() {
    return `the source has no such record or list${this.detail === undefined ? "" : `: ${this.detail}`}`
  }
}

/** The source says that it does not implement the operation (HTTP 501). */
export class NotOffered extends Schema.TaggedError<NotOffered>()("NotOffered", {}) {
  readonly isRetryable = false
  override get message() {
    return "the source does not offer this (HTTP 501)"
  }
}

/** Too many requests (HTTP 429), for longer than the client waits. */
export class RateLimited extends Schema.TaggedError<RateLimited>()("RateLimited", {
  /** The wait that the source asked for last, `null` if it named none. */
  waitMs: Schema.NullOr(Schema.Finite)
}) {
  readonly isRetryable = true
  override get message() {
    const asked = this.waitMs === null ? "" : ` and asks to wait ${Math.ceil(this.waitMs / 1000)} s`
    return `the source refuses more requests for now (HTTP 429)${asked}`
  }
}

/** No usable answer: network failure, timeout, server error, a cut body or one that is not JSON. */
export class Unavailable extends Schema.TaggedError<Unavailable>()("Unavailable", {
  detail: Schema.String,
  cause: Schema.Defect(),
  /** `false` if no answer ever came: connection refused, unknown host, reset, silence. */
  responded: Schema.Boolean
}) {
  readonly isRetryable = true
  override get message() {
    return `no usable answer: ${this.detail}`
  }
}

/** The source refused the request for what it is (any other status). */
export class Rejected extends Schema.TaggedError<Rejected>()("Rejected", {
  status: Schema.Int,
  /** What the error body says, one line; `""` if it says nothing. */
  detail: Schema.String,
  /** The cause in a word of the API's own, if the body holds one that the client knows. */
  code: Schema.optionalKey(Schema.String)
}) {
  readonly isRetryable = false
  override get message() {
    return `the source refused the request (HTTP ${this.status})${this.detail === "" ? "" : `: ${this.detail}`}`
  }
}

/** The answer is JSON of another shape than documented. */
export class SchemaMismatch extends Schema.TaggedError<SchemaMismatch>()("SchemaMismatch", {
  /** Member path, `""` for the answer itself. */
  path: Schema.String,
  expected: Schema.String,
  /** First 16 hex digits of the SHA-256 of the answer, to find it again without showing it. */
  fingerprint: Schema.String
}) {
  readonly isRetryable = false
  override get message() {
    const where = this.path === "" ? "the answer" : this.path
    return `the answer has another shape than documented: ${where}: ${this.expected} (fingerprint ${this.fingerprint})`
  }
}

/** A list that cannot be read to its end. */
export class Incomplete extends Schema.TaggedError<Incomplete>()("Incomplete", { detail: Schema.String }) {
  readonly isRetryable = false
  override get message() {
    return `the list cannot be read to its end: ${this.detail}`
  }
}

/** Why a call to a source failed: one reason for each thing that a caller can do about it. */
export const SourceErrorReason = Schema.Union([
  Unauthorized,
  Forbidden,
  NotFound,
  NotOffered,
  RateLimited,
  Unavailable,
  Rejected,
  SchemaMismatch,
  Incomplete
])
export type SourceErrorReason = typeof SourceErrorReason.Type

/** A call to a source that failed. */
export class SourceError extends Schema.TaggedError<SourceError>()("SourceError", {
  source: Schema.String,
  /** Resource and verb, such as `employees.list`. */
  operation: Schema.String,
  reason: SourceErrorReason
}) {
  override get message() {
    return `${this.source} ${this.operation}: ${this.reason.message}.`
  }
}

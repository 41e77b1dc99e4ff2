/**
 * What the clients of all sources share: how requests are sent, how they fail, and how pages become records.
 */
export { ArgumentError, type ArgumentRule, isNotBlank, isOneOf, keepRulesOf } from "./ArgumentError.ts"
export { baseUrlProblem } from "./base-url.ts"
export { oneLine } from "./excerpt.ts"
export { canonicalJson, parseJson, stringifyJson } from "./json.ts"
export { makeRateLimiters, RateLimiters, withHeadroom } from "./RateLimiters.ts"
export {
  describeMismatch,
  fingerprint,
  type Fold,
  type Identity,
  makeRecordFold,
  type Page,
  type ReadRecord,
  type RecordFold,
  type RecordFoldOptions,
  type Refusal,
  type Resumption
} from "./records.ts"
export { makeRequests, RequestLimits, type Requests, type RequestsOptions } from "./Requests.ts"
export {
  Forbidden,
  Incomplete,
  NotFound,
  NotOffered,
  RateLimited,
  Rejected,
  SchemaMismatch,
  SourceError,
  SourceErrorReason,
  Unauthorized,
  Unavailable
} from "./SourceError.ts"
export {
  type BucketState,
  fullBucket,
  makeTokenBucket,
  pauseBucket,
  type RateLimit,
  takeToken,
  type TokenBucket
} from "./TokenBucket.ts"
export { Leads, makeWaitingLine, type SpareTokens, type WaitingLine } from "./WaitingLine.ts"

/**
 * What a client's errors mean for whoever sent the request.
 */
import type { SourceError } from "@rollcall/banyan"
import type { ErrorNature } from "./Action.ts"

/** The nature of an error of any of our clients; an argument that a client refuses was never sent. */
export function natureOf(error: SourceError | { readonly _tag: "ArgumentError" }): ErrorNature {
  if (error._tag === "ArgumentError") return "refused"
  switch (error.reason._tag) {
    case "Unauthorized":
    case "Forbidden":
    case "RateLimited":
      return "barred"
    case "NotFound":
    case "NotOffered":
      return "refused"
    case "Rejected":
      return isFromBetween(error.reason.status) ? "lost" : "refused"
    case "Unavailable":
      return "lost"
    case "SchemaMismatch":
    case "Incomplete":
      return "garbled"
  }
}

/** Proxies have statuses of their own for an answer that they did not wait for, such as 408, 499 and 524. */
const isFromBetween = (status: number): boolean => status === 408 || status === 499 || status >= 500

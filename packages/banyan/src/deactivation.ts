/**
 * Marking end users and devices inactive, which v2 does in one way for both.
 *
 * **Source** contracts/banyan.md, section 3.1, operation 5, and section 3.2, operation 10.
 */
import type { Requests } from "@rollcall/transport"
import { Effect } from "effect"
import * as HttpClientRequest from "effect/http/HttpClientRequest"
import { dataIn, send } from "./answers.ts"
import { isIdentifier, keepRules } from "./identifiers.ts"

/** Makes the deactivation of one id for each call. */
export const deactivation = (
  write: Requests["write"],
  { operation, path, member }: { readonly operation: string; readonly path: string; readonly member: string }
) =>
  Effect.fnUntraced(function* (id: string) {
    yield* keepRules(operation, [isIdentifier("id", id)])
    const answer = yield* HttpClientRequest.delete(path).pipe(
      HttpClientRequest.bodyJsonUnsafe({ [member]: [id] }),
      (request) => send(write, operation, request)
    )
    yield* dataIn(operation)(answer)
  })

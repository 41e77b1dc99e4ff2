/**
 * The deletion of a device, whose path is documented in one way and served, by other evidence, in another.
 *
 * **Source** contracts/banyan.md, section 3.1, operation 3, "Path".
 */
import type { Requests, SourceError } from "@rollcall/transport"
import { Effect, Result } from "effect"
import * as HttpClientRequest from "effect/http/HttpClientRequest"
import { failed, jsonIn, mismatched, notJson, objectionIn } from "./answers.ts"
import { type Parameters, withQuery } from "./queries.ts"

const documentedPath = "/v1/v1/delete_device"
const otherPath = "/v1/delete_device"

/** What became of an attempt; a path that is not served has done nothing, one that is may have. */
type Attempt =
  | "done"
  | { readonly isServed: "no" | "perhaps" | "yes"; readonly failure: Effect.Effect<never, SourceError> }

/**
 * Makes the deletion of one client, which remembers the path that worked.
 *
 * **Details** The other path is tried only if the documented one answered that it does not exist, or with something that is
 * not JSON, *and* what was to be deleted is still there. Anything else is final: it may have been deleted.
 */
export function deviceDeletion(write: Requests["write"]) {
  let knownPath: string | null = null

  const attempt = Effect.fnUntraced(function* (operation: string, path: string, parameters: Parameters) {
    const request = HttpClientRequest.delete(withQuery(path, parameters), { acceptJson: true })
    const result = yield* Effect.result(write(operation, request))
    const ended = Result.isSuccess(result) ? answered(operation, result.success) : refused(result.failure)
    if (ended === "done") knownPath = path
    return ended
  })

  return Effect.fnUntraced(function* <E>(
    operation: string,
    parameters: Parameters,
    isStillThere: (mayBeDone: boolean) => Effect.Effect<boolean, E>
  ) {
    const mayLookFurther = knownPath === null
    const first = yield* attempt(operation, knownPath ?? documentedPath, parameters)
    if (first === "done") return
    if (!mayLookFurther || first.isServed === "yes") return yield* first.failure
    const maySendAgain = yield* Effect.orElseSucceed(isStillThere(first.isServed === "perhaps"), () => false)
    if (!maySendAgain) return yield* first.failure
    const second = yield* attempt(operation, otherPath, parameters)
    if (second !== "done") return yield* second.failure
  })
}

const refused = (error: SourceError): Attempt => ({
  isServed: error.reason._tag === "NotFound" ? "no" : "yes",
  failure: Effect.fail(error)
})

/** Success is a bare text, and what it says is not looked at, since texts change. */
function answered(operation: string, text: string): Attempt {
  const answer = jsonIn(text)
  if (answer === null) return { isServed: "perhaps", failure: failed(operation, notJson(text)) }
  if (typeof answer.json === "string") return "done"
  const objection = objectionIn(answer.json)
  const failure =
    objection === null
      ? mismatched(operation, answer.json, { path: "", expected: "a text" })
      : failed(operation, objection)
  return { isServed: "yes", failure }
}

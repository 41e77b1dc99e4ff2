/**
 * Who uses an account: a list whose form is not certain.
 */
import { type Requests, SchemaMismatch, type SourceError } from "@rollcall/transport"
import { Effect, Stream } from "effect"
import * as HttpClientRequest from "effect/http/HttpClientRequest"
import { type ArgumentError, isId, keepRules } from "./ArgumentError.ts"
import { failed, pathOf, unknownId } from "./answers.ts"
import { pageLimit, type Position } from "./paging.ts"
import { readPages } from "./reading.ts"
import { AccountUse } from "./schema/AccountUse.ts"

/**
 * Makes the reading of an account's uses.
 *
 * **Details** Documented is one bare object; the parameters speak of a list. A list in an envelope, a bare list, an object
 * and `null` are all taken for what they are.
 *
 * **Source** contracts/push.md, section 3.1, operation 5, and section 5, row 12.
 */
export function accountUses(read: Requests["read"], accounts: { readonly path: string }) {
  const operation = "accounts.usedBy"
  const fetchPage = (id: string) => (position: Position | null) =>
    read(
      operation,
      HttpClientRequest.get(pathOf(accounts, id, "/usedBy"), {
        acceptJson: true,
        urlParams: { limit: pageLimit, ...position }
      })
    ).pipe(Effect.map(envelopeOf), Effect.mapError(unknownIdAtFirst(position)))

  return Effect.fnUntraced(function* (
    id: string
  ): Effect.fn.Return<ReadonlyArray<AccountUse>, SourceError | ArgumentError> {
    yield* keepRules(operation, [isId("id", id)])
    const pages = yield* Stream.runCollect(
      // A use has no id of its own: only what is equal in every member is the same one.
      readPages({ operation, schema: AccountUse, identify: () => null, readings: [fetchPage(id)], spare: null }, null)
    )
    const refusal = pages.flatMap((page) => page.refusals)[0]
    if (refusal !== undefined) {
      const { reason, fingerprint } = refusal
      return yield* failed(operation, new SchemaMismatch({ path: "result", expected: reason, fingerprint }))
    }
    return pages.flatMap((page) => page.records.map((record) => record.value))
  })
}

/** An object that is neither an envelope nor a use is left to fail as no envelope. */
function envelopeOf(answer: unknown): unknown {
  if (answer === null) return { result: [] }
  if (Array.isArray(answer)) return { result: answer }
  return isBareUse(answer) ? { result: [answer] } : answer
}

/** Any member may be absent, so that any one must do. */
const isBareUse = (answer: unknown): boolean =>
  typeof answer === "object" && answer !== null && !("result" in answer) && useMembers.some((name) => name in answer)

const useMembers = ["employeeId", "lastUsedTimestamp", "passwordManuallyTyped"]

/** On a later page the position may be what is wrong. */
const unknownIdAtFirst = (position: Position | null) => (error: SourceError) =>
  position === null ? unknownId(error) : error

import { Rejected, type Requests } from "@rollcall/transport"
import { Effect, Schema } from "effect"
import * as HttpClientRequest from "effect/http/HttpClientRequest"
import { accountUses } from "../account-uses.ts"
import { isId, isOneOf, keepRules } from "../ArgumentError.ts"
import { decodeAnswer, explainRefusal, failed, getRecord, pathOf, readRecord, send } from "../answers.ts"
import { listResource } from "../ListResource.ts"
import { Account } from "../schema/Account.ts"
import { deletableLoginMethods } from "../schema/LoginMethods.ts"

export type AccountsFilters = {
  /** Part of an address. */
  readonly email?: string
  readonly appType?: string
  /** Whether this matches the primary employee only is not documented. */
  readonly employeeId?: string
  readonly passwordId?: string
  /** UNIX seconds. */
  readonly lastUsedTimestampAfter?: number
  /** UNIX seconds. */
  readonly lastUsedTimestampBefore?: number
}

const definition = { name: "accounts", path: "/v1/accounts", schema: Account, idOf: (record: Account) => record.id }

/**
 * Accounts on apps that Push knows.
 *
 * **Source** `/v1/accounts`; contracts/push.md, section 3.1, operations 1 to 5.
 */
export const accounts = ({ read, write, spare }: Requests) => ({
  ...listResource<Account, AccountsFilters>({ read, spare }, definition),

  get: getRecord(read, definition),

  /**
   * Reads who uses an account, to the end of the list.
   *
   * **Source** `GET /v1/accounts/{id}/usedBy`, operation 5.
   */
  usedBy: accountUses(read, definition),

  /**
   * Makes Push forget an account; it comes back when it is used again.
   *
   * **Errors** `Rejected` if the answer does not say that the account was deleted.
   *
   * **Source** `DELETE /v1/accounts/{id}`, operation 3.
   */
  forget: Effect.fnUntraced(function* (id: string) {
    const operation = "accounts.forget"
    yield* keepRules(operation, [isId("id", id)])
    const answer = yield* send(write, operation, HttpClientRequest.delete(pathOf(definition, id)))
    if (isDeleted(answer)) return
    return yield* failed(
      operation,
      new Rejected({ status: 200, detail: "the answer does not say that the account was deleted" })
    )
  }),

  /**
   * Takes a login method from an account and gives the account without it.
   *
   * **Source** `DELETE /v1/accounts/{id}/loginMethods`, operation 4. The two generations of the documentation disagree on the
   * answer; an answer that is no account makes this read the account.
   */
  deleteLoginMethod: Effect.fnUntraced(function* (id: string, method: (typeof deletableLoginMethods)[number]) {
    const operation = "accounts.deleteLoginMethod"
    yield* keepRules(operation, [isId("id", id), isOneOf("method", method, deletableLoginMethods)])
    const reread = readRecord(read, definition, { operation, id })
    const answer = yield* HttpClientRequest.delete(pathOf(definition, id, "/loginMethods")).pipe(
      HttpClientRequest.bodyJsonUnsafe({ loginMethod: method }),
      (request) => send(write, operation, request),
      Effect.catch(explainRefusal(reread))
    )
    if (hasId(answer)) return yield* decodeAnswer(Account, operation)(answer)
    return (yield* reread).value
  })
})

const isDeleted = Schema.is(Schema.Struct({ deleted: Schema.Literals([true, "true"]) }))

const hasId = Schema.is(Schema.Struct({ id: Schema.NonEmptyString }))

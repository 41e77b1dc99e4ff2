import { type ArgumentError, NotFound, type ReadRecord, Rejected, SourceError } from "@rollcall/transport"
import { Effect } from "effect"
import * as HttpClientRequest from "effect/http/HttpClientRequest"
import { dataIn, decodeAnswer, mismatched } from "../answers.ts"
import { deactivation } from "../deactivation.ts"
import type { FilterDefinitions } from "../filters.ts"
import { isPathIdentifier, isSameEmail, keepRules } from "../identifiers.ts"
import { makeList, type PagedResource } from "../ListResource.ts"
import { EndUserV2 } from "../schema/EndUserV2.ts"
import type { Calls } from "../tokens.ts"

export type EndUsersV2Filters = {
  readonly email?: string
  readonly name?: string
  /** Of a device. This and the next four are a hint only: a record does not tell. */
  readonly serialNumber?: string
  readonly roleNames?: string
  /** Without it, inactive end users are listed too. */
  readonly active?: true
  /** UNIX nanoseconds. */
  readonly lastLoginBefore?: bigint
  /** UNIX nanoseconds. */
  readonly lastLoginAfter?: bigint
}

/** Whether inactive records are to be left out. */
export interface OnlyActive {
  readonly active?: true
}

/** People as v2 of the device API knows them. */
export interface EndUsersV2Resource extends PagedResource<EndUserV2, EndUsersV2Filters> {
  /**
   * Reads the end users with exactly this address, inactive ones too unless told otherwise.
   *
   * **Errors** `SchemaMismatch` also if one record of the answer could not be understood: it might be one of them.
   */
  readonly withEmail: (
    email: string,
    only?: OnlyActive
  ) => Effect.Effect<ReadonlyArray<ReadRecord<EndUserV2>>, SourceError | ArgumentError>

  /**
   * Reads one end user, trust included.
   *
   * **Errors** `NotFound` for an unknown id, which the source answers with 400.
   *
   * **Source** `GET /v2/enduser/{id}`, operation 8.
   */
  readonly get: (id: string) => Effect.Effect<ReadRecord<EndUserV2>, SourceError | ArgumentError>

  /**
   * Marks one end user inactive, and every device of theirs that has no other active user.
   *
   * **Gotchas** Only the end user's next login brings them back. One id for each call: whether the others of a list are
   * processed when one of them is unknown is not documented.
   *
   * **Errors** `Rejected` for an id that is unknown or inactive already.
   *
   * **Source** `DELETE /v2/endusers`, operation 5.
   */
  readonly deactivate: (id: string) => Effect.Effect<void, SourceError | ArgumentError>
}

/**
 * People as v2 of the device API knows them, active or not.
 *
 * **Source** `GET /v2/enduser`; contracts/banyan.md, section 3.2, operations 7 and 8, and section 3.1, operation 5.
 */
export const endusersV2 = ({ read, write }: Calls, pageSize: number): EndUsersV2Resource => {
  const { findPaged, pages } = makeList<EndUserV2, EndUsersV2Filters>(
    { read, pageSize },
    {
      name: "endusersV2",
      path: "/v2/enduser",
      member: "endusers",
      // In the order of creation, what is added while the list is read comes last.
      order: { order_by: "created_at", order: "asc" },
      filters,
      unwrap: dataIn,
      schema: EndUserV2,
      identify: ({ id }) => ({ key: id, id })
    }
  )
  return {
    pages,

    withEmail: (email, only) =>
      Effect.map(findPaged("endusersV2.withEmail", { ...only, email }), (found) =>
        found.filter(({ value }) => value.email === email)
      ),

    get: Effect.fnUntraced(function* (id: string) {
      const operation = "endusersV2.get"
      yield* keepRules(operation, [isPathIdentifier("id", id)])
      const request = HttpClientRequest.get(`/v2/enduser/${encodeURIComponent(id)}`, { acceptJson: true })
      const raw = yield* read(operation, request).pipe(Effect.flatMap(dataIn(operation)), Effect.mapError(unknownId))
      const value = yield* decodeAnswer(EndUserV2, operation)(raw)
      if (value.id !== id)
        return yield* mismatched(operation, raw, { path: "id", expected: "the id that was asked for" })
      return { id, value, raw }
    }),

    deactivate: deactivation(write, { operation: "endusersV2.deactivate", path: "/v2/endusers", member: "enduser_ids" })
  }
}

const filters = {
  email: {
    parameter: "email",
    isMet: ({ email }, wanted) => email !== undefined && email !== null && isSameEmail(email, wanted)
  },
  name: { parameter: "name", isMet: ({ name }, wanted) => name === wanted },
  serialNumber: { parameter: "serial_number" },
  roleNames: { parameter: "role_names" },
  active: { parameter: "active" },
  lastLoginBefore: { parameter: "last_login_before" },
  lastLoginAfter: { parameter: "last_login_after" }
} as const satisfies FilterDefinitions<EndUserV2, EndUsersV2Filters>

/** Nothing but the id can be wrong with a read by id. */
function unknownId(error: SourceError): SourceError {
  const { source, operation, reason } = error
  const isUnknown = reason instanceof Rejected && (reason.status === 400 || reason.code === "400")
  if (!isUnknown) return error
  return new SourceError({
    source,
    operation,
    reason: new NotFound(reason.detail === "" ? {} : { detail: reason.detail })
  })
}

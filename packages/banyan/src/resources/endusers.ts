import type { ArgumentError, ReadRecord, SourceError } from "@rollcall/transport"
import type { Effect } from "effect"
import type { FilterDefinitions } from "../filters.ts"
import { isSameEmail } from "../identifiers.ts"
import { type ListResource, makeList } from "../ListResource.ts"
import { EndUser } from "../schema/EndUser.ts"
import type { Calls } from "../tokens.ts"

export type EndUsersFilters = {
  /** Of a device. Pages may not tell devices, so this list is read with one request. */
  readonly serialNumber?: string
  readonly email?: string
  readonly name?: string
}

/** People as v1 of the device API knows them. */
export interface EndUsersResource extends ListResource<EndUser, EndUsersFilters> {
  /**
   * Reads the end users with this address in whatever letter case, serial numbers included.
   *
   * **Errors** `SchemaMismatch` also if one record of the answer could not be understood: it might be one of them.
   */
  readonly withEmail: (email: string) => Effect.Effect<ReadonlyArray<ReadRecord<EndUser>>, SourceError | ArgumentError>
}

/**
 * People as v1 of the device API knows them.
 *
 * **Details** The id is the address as it came, since v1 has no other; a record without one is named by its fingerprint.
 *
 * **Source** `GET /v1/endusers`; contracts/banyan.md, section 3.1, operation 1.
 */
export const endusers = ({ read }: Calls, pageSize: number): EndUsersResource => {
  const { find, pages, all } = makeList<EndUser, EndUsersFilters>(
    { read, pageSize },
    {
      name: "endusers",
      path: "/v1/endusers",
      member: "endusers",
      order: { orderby: "email", order: "asc" },
      filters,
      schema: EndUser,
      // Who was deleted and came back has two records, which are not one that comes twice.
      identify: ({ Email, is_deleted }) =>
        Email === undefined || Email === null || Email === ""
          ? null
          : { key: is_deleted === true ? `deleted ${Email}` : Email, id: Email },
      constantPart: withoutPageable
    }
  )
  return { pages, all, withEmail: (email) => find("endusers.withEmail", { email }) }
}

const filters = {
  serialNumber: {
    parameter: "serialnumber",
    isMet: ({ SerialNumbers }, wanted) => SerialNumbers?.includes(wanted) === true,
    needsLinks: true
  },
  email: {
    parameter: "email",
    isMet: ({ Email }, wanted) => Email !== undefined && Email !== null && isSameEmail(Email, wanted)
  },
  name: { parameter: "name", isMet: ({ Name }, wanted) => Name === wanted }
} as const satisfies FilterDefinitions<EndUser, EndUsersFilters>

/** Members that are told or not told depending on how the list is read; contracts/banyan.md, section 2.2. */
const pageable: ReadonlySet<string> = new Set(["LastLogin", "LoginCount", "SerialNumbers"])

const withoutPageable = (raw: unknown): unknown =>
  typeof raw === "object" && raw !== null
    ? Object.fromEntries(Object.entries(raw).filter(([name]) => !pageable.has(name)))
    : raw

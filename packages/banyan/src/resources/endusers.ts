import type { Requests } from "@rollcall/transport"
import { listResource } from "../ListResource.ts"
import { EndUser } from "../schema/EndUser.ts"

/**
 * People as the device API knows them.
 *
 * **Details** The id is the address as it came, since v1 has no other; a record without one is named by its fingerprint.
 *
 * **Source** `GET /v1/endusers`; contracts/banyan.md, section 3.1, operation 1.
 */
export const endusers = (read: Requests["read"], pageSize: number) =>
  listResource<EndUser>(read, pageSize, {
    name: "endusers",
    orderBy: "email",
    schema: EndUser,
    identify: ({ Email }) => (Email === undefined || Email === null || Email === "" ? null : { key: Email, id: Email }),
    constantPart: withoutPageable
  })

/** Members that are told or not told depending on how the list is read; contracts/banyan.md, section 2.2. */
const pageable: ReadonlySet<string> = new Set(["LastLogin", "LoginCount", "SerialNumbers"])

const withoutPageable = (raw: unknown): unknown =>
  typeof raw === "object" && raw !== null
    ? Object.fromEntries(Object.entries(raw).filter(([name]) => !pageable.has(name)))
    : raw

import type { EndUser } from "@rollcall/banyan/schema"
import type { TenantConfig } from "@rollcall/config"
import { type Owned, resolveAlias } from "@rollcall/model"
import { Effect } from "effect"
import { type BanyanList, type BanyanListInput, printList } from "../BanyanListing.ts"
import { allHold, day, firstOf, isText, known, serialsOf } from "../BanyanText.ts"
import { typedEmail } from "../EmailArgument.ts"

export interface EndUserListInput extends BanyanListInput {
  readonly filters: EndUserFilters
}

interface EndUserFilters {
  readonly email?: string
  readonly serial?: string
  readonly level?: string
}

export const run = Effect.fn("cli.endUserList")(function* ({ filters, ...input }: EndUserListInput) {
  const email = filters.email === undefined ? {} : { email: yield* typedEmail(filters.email) }
  yield* printList(endUserList({ ...filters, ...email }), input)
})

const endUserList = (filters: EndUserFilters): BanyanList<EndUser> => ({
  name: "endusers",
  of: ({ endusers }) => endusers,
  pages: (client) => client.endusers.pages(),
  key: ({ Email }) => Email ?? "",
  isWanted: (owned, tenant) => isWanted(owned, filters, tenant),
  asksForLinks: filters.email !== undefined || filters.serial !== undefined,
  columns: [
    { head: "EMAIL", narrow: 24, narrowest: 12 },
    { head: "NAME", narrow: 8 },
    { head: "DEVICE", narrow: 12 },
    { head: "TRUST" },
    { head: "LAST LOGIN" },
    { head: "DELETED" }
  ],
  row: (owned) => [
    known(owned.record.Email),
    known(owned.record.Name),
    firstOf(serialsOf(owned)),
    known(owned.record.TrustData?.Level),
    day(owned.record.LastLogin),
    owned.isDeleted ? "yes" : "no"
  ]
})

const isWanted = (owned: Owned<EndUser>, filters: EndUserFilters, tenant: TenantConfig): boolean | null =>
  allHold([
    filters.email === undefined || isCalled(owned, filters.email, tenant),
    filters.serial === undefined ? true : hasDevice(owned, filters.serial),
    isText(owned.record.TrustData?.Level, filters.level)
  ])

const isCalled = ({ owners }: Owned<EndUser>, email: string, tenant: TenantConfig): boolean =>
  owners.some(({ emails }) => emails.includes(resolveAlias(email, tenant.email)))

function hasDevice(owned: Owned<EndUser>, serial: string): boolean | null {
  const serials = serialsOf(owned)
  if (serials?.includes(serial)) return true
  return Array.isArray(owned.record.SerialNumbers) ? false : null
}

import type { Device } from "@rollcall/banyan/schema"
import type { TenantConfig } from "@rollcall/config"
import { type Owned, resolveAlias } from "@rollcall/model"
import { Effect } from "effect"
import { type BanyanList, type BanyanListInput, printList } from "../BanyanListing.ts"
import { allHold, day, firstOf, isSaid, isText, known, ownersOf, trustLevel, yesOrNo } from "../BanyanText.ts"
import { typedEmail } from "../EmailArgument.ts"

export interface DeviceListInput extends BanyanListInput {
  readonly filters: DeviceFilters
}

interface DeviceFilters {
  readonly email?: string
  readonly serial?: string
  readonly platform?: string
  readonly level?: string
  readonly banned?: boolean
}

export const run = Effect.fn("cli.deviceList")(function* ({ filters, ...input }: DeviceListInput) {
  const email = filters.email === undefined ? {} : { email: yield* typedEmail(filters.email) }
  yield* printList(deviceList({ ...filters, ...email }), input)
})

const deviceList = (filters: DeviceFilters): BanyanList<Device> => ({
  name: "devices",
  of: ({ devices }) => devices,
  pages: (client) => client.devices.pages(),
  key: ({ SerialNumber }) => SerialNumber ?? "",
  isWanted: (owned, tenant) => isWanted(owned, filters, tenant),
  asksForLinks: filters.email !== undefined,
  columns: [
    { head: "SERIAL NUMBER", narrowest: 16 },
    { head: "NAME", narrow: 8 },
    { head: "OWNER", narrow: 12 },
    { head: "PLATFORM", narrowest: 7 },
    { head: "TRUST" },
    { head: "BANNED" },
    { head: "LAST LOGIN" }
  ],
  row: (owned) => [
    known(owned.record.SerialNumber),
    known(owned.record.DeviceFriendlyName),
    firstOf(ownersOf(owned)),
    known(owned.record.Platform),
    known(trustLevel(owned.record)),
    owned.isDeleted && owned.record.Banned !== true ? "deleted" : yesOrNo(owned.record.Banned),
    day(owned.record.LastLogin)
  ]
})

const isWanted = (owned: Owned<Device>, filters: DeviceFilters, tenant: TenantConfig): boolean | null =>
  allHold([
    filters.serial === undefined || owned.record.SerialNumber === filters.serial,
    filters.email === undefined ? true : isOwnedBy(owned, filters.email, tenant),
    isText(owned.record.Platform, filters.platform),
    isText(trustLevel(owned.record), filters.level),
    isSaid(owned.record.Banned, filters.banned)
  ])

/** By any spelling of the address; a device whose owners are not told may still be theirs. */
function isOwnedBy({ owners, ownersTold }: Owned<Device>, email: string, tenant: TenantConfig): boolean | null {
  const key = resolveAlias(email, tenant.email)
  if (owners.some(({ emails }) => emails.includes(key))) return true
  return ownersTold ? false : null
}

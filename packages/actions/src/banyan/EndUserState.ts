/**
 * What deactivating an end user rests on: the v2 record with the address, whether it is active, and the person's devices.
 *
 * **Source** contracts/banyan.md, section 3.1, operation 5; sections 4.8 and 4.9.
 */
import type { OnlyActive, Page } from "@rollcall/banyan"
import type { Device } from "@rollcall/banyan/schema"
import { Effect, Schema, Stream } from "effect"
import type { BanyanActionsClient } from "./BanyanActionsClient.ts"
import { isAskable, isSameEmail } from "./identifiers.ts"
import { atOnce, eachOnce, readHoldings, readNamersOf } from "./ties.ts"

const EndUserFacts = Schema.Struct({
  /** Opaque. */
  id: Schema.String,
  /** Spelt as the source does. */
  email: Schema.String,
  name: Schema.String,
  /** The source's own word; its values are not documented. */
  status: Schema.String,
  /** Whether the list of active end users has it. */
  isActive: Schema.Boolean
})
type EndUserFacts = typeof EndUserFacts.Type

/** A device of the person. */
const UsedDevice = Schema.Struct({
  DeviceID: Schema.String,
  SerialNumber: Schema.String,
  /** Other users of it who are active; without one it goes inactive as well. `null`: the source does not tell them. */
  otherActiveUsers: Schema.NullOr(Schema.Array(Schema.String)),
  /** Of its serial number, how many devices the list of active devices has; `null` if it has no serial number. */
  activeWithSerial: Schema.NullOr(Schema.Int)
})
export type UsedDevice = typeof UsedDevice.Type

/** The state of an address. */
export const EndUserState = Schema.Struct({
  endUsers: Schema.Array(EndUserFacts),
  /** Absent where nobody looked: nobody, or several, have the address. */
  devices: Schema.optionalKey(Schema.Array(UsedDevice))
})
export type EndUserState = typeof EndUserState.Type

/** Reads everybody with this address, and the devices if it is one person. */
export const readEndUser = Effect.fnUntraced(function* (client: BanyanActionsClient, email: string) {
  const spellings = yield* readSpellings(client, email)
  const endUsers = yield* readEndUsers(client, spellings)
  if (endUsers.length !== 1) return { endUsers }
  const { devices } = yield* readHoldings(client, spellings.at(-1) ?? email)
  const used = yield* Effect.forEach(devices, (device) => readUsedDevice(client, device, email), {
    concurrency: atOnce
  })
  return { endUsers, devices: used.toSorted((one, other) => (nameOf(one) < nameOf(other) ? -1 : 1)) }
})

const readUsedDevice = Effect.fnUntraced(function* (
  client: BanyanActionsClient,
  { DeviceID, SerialNumber, Emails }: Device,
  email: string
) {
  const serial = SerialNumber ?? ""
  const namers = !isAskable(serial) ? [] : yield* readNamersOf(client, serial)
  const told = namers === null || Emails === undefined || Emails === null ? null : eachOnce([...Emails, ...namers])
  const users = told?.every(isAskable) === true ? told : null
  const others = (users ?? []).filter((each) => !isSameEmail(each, email))
  const device: UsedDevice = {
    DeviceID: DeviceID ?? "",
    SerialNumber: serial,
    otherActiveUsers: users === null ? null : yield* Effect.filter(others, (other) => isActiveUser(client, other)),
    activeWithSerial: yield* countActive(client, serial)
  }
  return device
})

const nameOf = ({ SerialNumber, DeviceID }: UsedDevice): string => `${SerialNumber}\u0000${DeviceID}`

/** `null` for a device that cannot be asked for, having no serial number. */
const countActive = (client: BanyanActionsClient, serial: string) =>
  isAskable(serial)
    ? Effect.map(
        client.devicesV2.withSerialNumber(serial, { active: true }),
        (records): number | null => records.length
      )
    : Effect.succeed(null)

/** Everybody with this address in any of the spellings, active or not. */
const readEndUsers = Effect.fnUntraced(function* (client: BanyanActionsClient, spellings: ReadonlyArray<string>) {
  const all = yield* readRecords(client, spellings)
  const active = yield* readRecords(client, spellings, { active: true })
  return all.map((record): EndUserFacts => ({
    id: record.id,
    email: record.email ?? "",
    name: record.name ?? "",
    status: record.status ?? "",
    isActive: active.some(({ id }) => id === record.id)
  }))
})

const isActiveUser = Effect.fnUntraced(function* (client: BanyanActionsClient, email: string) {
  const active = yield* readRecords(client, yield* readSpellings(client, email), { active: true })
  return active.length > 0
})

/**
 * The address as it was given and, last, as v1 spells it, since v2 is asked for one spelling at a time.
 *
 * A source may tell letter cases apart where it filters: then the whole list shows how it spells the address.
 */
const readSpellings = Effect.fnUntraced(function* (client: BanyanActionsClient, email: string) {
  const asked = yield* client.endusers.withEmail(email)
  const known = asked.length > 0 ? asked : (yield* Stream.runCollect(client.endusers.pages())).flatMap(recordsOf)
  const spelt = known.flatMap(({ value }) => value.Email ?? []).filter((each) => isSameEmail(each, email))
  return [...new Set([email, ...spelt])]
})

const recordsOf = <A>(page: Page<A>) => page.records

/** The v2 records under any of the spellings, each once, in one order. */
const readRecords = (client: BanyanActionsClient, spellings: ReadonlyArray<string>, only?: OnlyActive) =>
  Effect.map(
    Effect.forEach(spellings, (spelling) => client.endusersV2.withEmail(spelling, only)),
    (found) =>
      [...new Map(found.flat().map(({ id, value }) => [id, value])).values()].toSorted((one, other) =>
        one.id < other.id ? -1 : 1
      )
  )

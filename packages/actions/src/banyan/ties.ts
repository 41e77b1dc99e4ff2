/**
 * Who is tied to what: devices name people and people name serial numbers, and either side may be silent.
 *
 * **Source** contracts/banyan.md, section 4.1, `SerialNumbers`; section 4.2, `Emails`; section 5, rule 8.
 */
import type { Device } from "@rollcall/banyan/schema"
import { Effect, Stream } from "effect"
import type { BanyanActionsClient } from "./BanyanActionsClient.ts"
import { isAskable, isSameEmail } from "./identifiers.ts"

/** Requests that are under way side by side; the client holds the rate. */
export const atOnce = 4

/** What the source knows of a person. */
export interface Holdings {
  /** Spelt as the v1 list of end users does; `null` if it has no such end user, or only a deleted one. */
  readonly endUser: string | null
  /** Serial numbers that the person's own record names. */
  readonly serials: ReadonlyArray<string>
  /** Devices that name the person or that the person's record names. */
  readonly devices: ReadonlyArray<Device>
}

/** Reads what a person holds. */
export const readHoldings = Effect.fnUntraced(function* (client: BanyanActionsClient, email: string) {
  const records = (yield* client.endusers.withEmail(email)).map(({ value }) => value)
  const serials = [...new Set(records.flatMap(({ SerialNumbers }) => SerialNumbers ?? []))]
  const naming = (yield* client.devices.ofOwner(email)).map(({ value }) => value)
  const named = yield* Effect.forEach(
    serials.filter((serial) => isAskable(serial) && !naming.some(({ SerialNumber }) => SerialNumber === serial)),
    (serial) => client.devices.withSerialNumber(serial),
    { concurrency: atOnce }
  )
  const holdings: Holdings = {
    endUser: records.find(({ is_deleted }) => is_deleted !== true)?.Email ?? null,
    serials,
    devices: [...naming, ...named.flat().map(({ value }) => value)]
  }
  return holdings
})

/** The addresses of end users whose own record names a serial number; `null` if one of the records cannot be understood. */
export const readNamersOf = Effect.fnUntraced(function* (client: BanyanActionsClient, serial: string) {
  const pages = yield* Stream.runCollect(client.endusers.pages({ serialNumber: serial }))
  if (pages.some(({ refusals }) => refusals.length > 0)) return null
  return pages.flatMap(({ records }) => records).flatMap(({ value }) => value.Email ?? [])
})

/** Addresses, each person once, in one order; blank ones are nobody's. */
export const eachOnce = (emails: ReadonlyArray<string>): ReadonlyArray<string> =>
  emails
    .filter((email) => email.trim() !== "")
    .filter((email, index, all) => all.findIndex((each) => isSameEmail(each, email)) === index)
    .toSorted()

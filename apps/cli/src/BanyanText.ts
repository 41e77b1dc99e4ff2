/**
 * What the device API says of a device or an end user, in words; what it does not say is `unknown`, never `no`.
 */
import type { Device, EndUser } from "@rollcall/banyan/schema"
import type { Owned } from "@rollcall/model"

/** Text, or `unknown`. */
export const known = (text: string | null | undefined): string => (isBlank(text) ? unknown : text)

/** A source leaves text out in four ways. */
export const isBlank = (text: string | null | undefined): text is "" | null | undefined =>
  text === undefined || text === null || text === ""

/** Yes, no, or `unknown`. */
export const yesOrNo = (value: boolean | null | undefined): string =>
  value === true ? "yes" : value === false ? "no" : unknown

/** The day of an instant, or `unknown`. */
export const day = (instant: string | null | undefined): string => known(instant).slice(0, 10)

/** The level in force: of the newer trust block where there is one, else of the older. */
export const trustLevel = ({ trust, TrustData }: Device): string | null | undefined =>
  trust === undefined || trust === null ? TrustData?.Level : trust.level

/** A device's owners by address; `null` where nobody told them. */
export const ownersOf = ({ owners, ownersTold }: Owned<Device>): ReadonlyArray<string> | null =>
  owners.length === 0 && !ownersTold ? null : owners.map(({ email }) => email ?? "no address")

/** The serial numbers of an end user's devices, as the end user and the devices tell them; `null` where nobody does. */
export function serialsOf({ record, owners }: Owned<EndUser>): ReadonlyArray<string> | null {
  const joined = owners.flatMap(({ devices }) =>
    devices.map(({ SerialNumber, DeviceID }) => SerialNumber || DeviceID || "")
  )
  const told = record.SerialNumbers
  if (joined.length === 0 && (told === undefined || told === null)) return null
  return [...new Set([...(told ?? []), ...joined])].filter((serial) => serial !== "").toSorted()
}

/** The first of several and how many more. */
export function firstOf(texts: ReadonlyArray<string> | null): string {
  if (texts === null) return unknown
  const [first, ...rest] = texts
  if (first === undefined) return "none"
  return rest.length === 0 ? first : `${first} +${rest.length}`
}

/** Whether a text is the wanted one, in any letter case; `unknown` asks for those that are not told. */
export function isText(text: string | null | undefined, wanted: string | undefined): boolean | null {
  if (wanted === undefined) return true
  if (isBlank(text)) return wanted.toLowerCase() === unknown ? true : null
  return text.toLowerCase() === wanted.toLowerCase()
}

/** Whether a statement is the wanted one; `null` if it is not told. */
export const isSaid = (value: boolean | null | undefined, wanted: boolean | undefined): boolean | null =>
  wanted === undefined ? true : (value ?? null) === null ? null : value === wanted

/** All of several: one that does not hold decides, else one that is not known. */
export const allHold = (conditions: ReadonlyArray<boolean | null>): boolean | null =>
  conditions.includes(false) ? false : conditions.includes(null) ? null : true

const unknown = "unknown"

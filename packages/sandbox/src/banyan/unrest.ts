/**
 * What a reader of pages has to live with: short pages, and lists that change between two of them
 * (contracts/banyan.md, section 6, rows F5 and F20).
 */
import type { BanyanSwitches } from "../switches.ts"
import { uuidOf } from "../tenants/random.ts"
import type { Device, EndUser } from "./state.ts"
import { nextCreatedAt, type Row, type Table } from "./table.ts"

/** The unrest of one list. */
export interface Unrest<T> {
  /** The most records that the next page may hold. */
  readonly nextPageSizeMax: () => number
  /** Changes the list as the switch says; the record is the first of a page that was not the last. */
  readonly afterPage: (first: T) => void
}

/** Makes the unrest of a list; `renew` makes a newcomer out of a record. */
export const makeUnrest = <T extends Row>(
  table: Table<T>,
  renew: (record: T, number: number, createdAt: bigint) => T,
  switches: BanyanSwitches
): Unrest<T> => {
  let pageCount = 0
  let changeCount = 0
  return {
    nextPageSizeMax: () => {
      pageCount += 1
      const isShort = switches.shortPageEvery > 0 && pageCount % switches.shortPageEvery === 0
      return isShort ? Math.min(switches.shortPageSize, switches.pageCap) : switches.pageCap
    },
    afterPage: (first) => {
      const { changesWhilePaging, changeCountMax } = switches
      if (changesWhilePaging === "none" || changeCount >= (changeCountMax ?? Number.POSITIVE_INFINITY)) return
      changeCount += 1
      if (changesWhilePaging === "appears") table.put(renew(first, changeCount, nextCreatedAt(table)))
      else if (changesWhilePaging === "disappears") table.remove(first.id)
      else table.moveToEnd(first.id)
    }
  }
}

// Newcomers sort before what is there, by name and by time: only so do they push a record over a page's edge.

/** A device that was not there before. */
export const newDevice = (device: Device, number: number, createdAt: bigint): Device => {
  const id = uuidOf(`${device.id}/newcomer/${number}`)
  const record = {
    ...device.record,
    DeviceID: id,
    SerialNumber: `000-NEW-${number}`,
    DeviceFriendlyName: "",
    Emails: []
  }
  return { id, isActive: true, createdAt, record }
}

/** An end user who was not there before. */
export const newEndUser = (endUser: EndUser, number: number, createdAt: bigint): EndUser => {
  const record = { ...endUser.record, Name: "", Email: `000-new-${number}@newcomer.example`, SerialNumbers: [] }
  return { id: uuidOf(`${endUser.id}/newcomer/${number}`), isActive: true, createdAt, invitedAt: 0n, record }
}

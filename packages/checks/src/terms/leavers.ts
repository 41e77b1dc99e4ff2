import type { Person } from "@rollcall/model"
import { once } from "../Basis.ts"
import type { Known } from "../logic.ts"
import { addressKeys, ambiguousKeys, normalisedKeys } from "./address-key.ts"
import { todayOf } from "./today.ts"

/**
 * Tells whether a person's last day, on the list of leavers, is over in the tenant's time zone.
 *
 * **Details** Without a list nobody is marked as left. An entry whose address is ambiguous may mean somebody else: `null`.
 */
export const hasLeft = once((basis): ((person: Person) => Known) => {
  const { leavers } = basis.parameters
  if (leavers === undefined || leavers.length === 0) return () => false
  const keyOf = addressKeys(basis)
  const today = todayOf(basis)
  // Who came back and leaves again is listed twice: the later day counts.
  const lastDays = new Map<string, string>()
  for (const { address, lastDay } of leavers) {
    const key = keyOf(address)
    if (key !== null && lastDay > (lastDays.get(key) ?? "")) lastDays.set(key, lastDay)
  }
  const isPast = (key: string): boolean => {
    const lastDay = lastDays.get(key)
    return lastDay !== undefined && lastDay < today
  }
  return ({ emails }) => {
    const past = emails.map(normalisedKeys(basis)).filter(isPast)
    if (past.length === 0) return false
    return past.some((key) => !ambiguousKeys(basis).has(key)) ? true : null
  }
})

/**
 * Who has left, by the list of leavers: somebody whose last day is reached in the tenant's time zone.
 */
import type { Person } from "@rollcall/model"
import { once } from "../Basis.ts"
import type { Known } from "../logic.ts"
import { addressKeys, ambiguousKeys, normalisedKeys } from "./address-key.ts"
import { todayOf } from "./today.ts"

/** Tells whether a last day is reached; nobody's is who is not on the list. */
export const lastDayReached = once((basis) => {
  const today = todayOf(basis)
  return (lastDay: string | null): boolean => lastDay !== null && lastDay <= today
})

/**
 * Tells whether a person has left.
 *
 * **Details** Without a list nobody has. An entry whose address is ambiguous may mean somebody else: `null`.
 */
export const hasLeft = once((basis): ((person: Person) => Known) => {
  const { leavers } = basis.parameters
  if (leavers === undefined || leavers.length === 0) return () => false
  const keyOf = addressKeys(basis)
  const isReached = lastDayReached(basis)
  // Who came back and leaves again is listed twice: the later day counts.
  const lastDays = new Map<string, string>()
  for (const { address, lastDay } of leavers) {
    const key = keyOf(address)
    if (key !== null && lastDay > (lastDays.get(key) ?? "")) lastDays.set(key, lastDay)
  }
  return ({ emails }) => {
    const reached = emails.map(normalisedKeys(basis)).filter((key) => isReached(lastDays.get(key) ?? null))
    if (reached.length === 0) return false
    return reached.some((key) => !ambiguousKeys(basis).has(key)) ? true : null
  }
})

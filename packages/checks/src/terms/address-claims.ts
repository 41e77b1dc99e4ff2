import type { Person } from "@rollcall/model"
import { once } from "../Basis.ts"
import { addressKeys } from "./address-key.ts"

type Employee = NonNullable<Person["employee"]>

/** Keys of all addresses that employees claim. */
export const claimedKeys = once((basis): ReadonlySet<string> => {
  const keyOf = addressKeys(basis)
  const keys = new Set<string>()
  for (const { employee } of basis.roster.people) {
    if (employee !== null) for (const address of addressesOf(employee)) keys.add(keyOf(address) ?? address)
  }
  return keys
})

/** An employee's own address and those that the source knows besides. */
export const addressesOf = ({ email, knownEmails }: Employee): ReadonlyArray<string> => {
  const known = knownEmails ?? []
  return email === null || email === undefined ? known : [email, ...known]
}

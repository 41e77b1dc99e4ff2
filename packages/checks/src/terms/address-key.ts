/**
 * What addresses are compared by.
 */
import { normaliseEmail, resolveAlias } from "@rollcall/model"
import { once } from "../Basis.ts"

/** Gives an address's key: normalised as in the join, then what `aliases` says that it stands for; `null` if it is none. */
export const addressKeys = once((basis) => {
  const keyOf = normalisedKeys(basis)
  return (address: string): string | null => {
    const email = normaliseEmail(address)
    return email === null ? null : keyOf(email)
  }
})

/** Gives the key of an address that is normalised already, as all of a person's are. */
export const normalisedKeys = once(({ tenant, parameters }) => {
  const aliases = new Map<string, string>()
  for (const [alias, address] of Object.entries(parameters.aliases ?? {})) {
    const [from, to] = [normaliseEmail(alias), normaliseEmail(address)]
    if (from !== null && to !== null) aliases.set(resolveAlias(from, tenant.email), resolveAlias(to, tenant.email))
  }
  return (email: string): string => {
    const key = resolveAlias(email, tenant.email)
    return aliases.get(key) ?? key
  }
})

/** Keys that several employees claim: nothing is joined through them. */
export const ambiguousKeys = once(
  ({ roster }): ReadonlySet<string> => new Set(roster.correlation.ambiguousEmails.map(({ email }) => email))
)

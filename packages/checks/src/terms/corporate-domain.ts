import { asciiDomain, domainOf, normaliseEmail, type Tenant } from "@rollcall/model"

/** The organisation's own domains with those that stand for them; `null` if none was configured. */
export function corporateDomains({ domains, email }: Tenant): ReadonlySet<string> | null {
  if (domains === null) return null
  const own = new Set(domains.map(asciiDomain))
  const standIns = Object.entries(email.aliases).filter(([, target]) => own.has(asciiDomain(target)))
  return new Set([...own, ...standIns.map(([alias]) => asciiDomain(alias))])
}

/** Whether an address is of one of the domains; `null` if it is no address. */
export function isAtDomain(address: string, domains: ReadonlySet<string>): boolean | null {
  const email = normaliseEmail(address)
  return email === null ? null : domains.has(domainOf(email))
}

/** Tells whether an address is of the organisation's own domains, `null` if it is no address; `null` if there are none. */
export function ownAddresses(tenant: Tenant): ((address: string) => boolean | null) | null {
  const domains = corporateDomains(tenant)
  if (domains === null) return null
  // Plain addresses, nearly all of a million, need no more than a look at their end.
  const ends = Array.from(domains, (domain) => domain.replace(/[^a-z0-9-]/gu, "\\$&")).join("|")
  const isPlainlyOwn = new RegExp(`^[!-?A-~]+@(?:${ends})$`, "i")
  return (address) => isPlainlyOwn.test(address) || isAtDomain(address, domains)
}

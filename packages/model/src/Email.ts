/**
 * Email addresses as join keys.
 */
import type { EmailRules } from "./Tenant.ts"

declare const URL: new (url: string) => { readonly hostname: string }

/** Addresses of which only letter case can differ from how they are compared, as of most: seeing it takes a tenth of the rest. */
const isPlain = /^[a-z0-9._+'-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)*$/i

/**
 * Brings an address to the spelling that is compared: NFKC, trimmed, lower case, domain in ASCII.
 *
 * **Details** `null` if the text is not one local part and one domain around a single `@`. The result is its own spelling.
 *
 * **Source** design/product.md, "The join".
 */
export function normaliseEmail(text: string): string | null {
  if (isPlain.test(text)) return text.toLowerCase()
  const address = text.normalize("NFKC").trim().toLowerCase()
  const at = address.indexOf("@")
  if (at < 1 || at !== address.lastIndexOf("@") || /[\s\p{Cc}]/u.test(address)) return null
  const domain = asciiDomain(address.slice(at + 1))
  return domain === "" ? null : `${address.slice(0, at)}@${domain}`
}

/** The address that a normalised one stands for under a tenant's rules: domain alias, then plus tag, then whose it is. */
export function resolveAlias(email: string, rules: EmailRules): string {
  const at = email.indexOf("@")
  const domain = email.slice(at + 1)
  const plus = rules.ignorePlusTag ? email.indexOf("+") : -1
  const isTagged = plus > 0 && plus < at
  const isAliased = Object.hasOwn(rules.aliases, domain)
  // Most addresses stand for themselves: putting one together again would double what this takes, and comparing the result too.
  const key =
    isTagged || isAliased
      ? `${email.slice(0, isTagged ? plus : at)}@${isAliased ? rules.aliases[domain] : domain}`
      : email
  const { addresses } = rules
  return addresses === undefined || !Object.hasOwn(addresses, key) ? key : (addresses[key] ?? key)
}

/**
 * Rules with addresses that are told to be somebody's, as they are written.
 *
 * **Details** One that leads on to another leads to the last; what is no address, or leads back to itself, is left out.
 */
export function addressRules(rules: EmailRules, written: Readonly<Record<string, string>>): EmailRules {
  const keyOf = (text: string) => {
    const email = normaliseEmail(text)
    return email === null ? null : resolveAlias(email, rules)
  }
  const targets = new Map(Object.entries(written).map(([alias, address]) => [keyOf(alias), keyOf(address)]))
  const addresses: Record<string, string> = {}
  for (const [alias, target] of targets) {
    const last = alias === null ? null : lastOf(target ?? null, targets)
    if (alias !== null && last !== null && last !== alias) addresses[alias] = last
  }
  return { ...rules, addresses }
}

/** The end of a chain; `null` if it has none. */
function lastOf(start: string | null, targets: ReadonlyMap<string | null, string | null>): string | null {
  const seen = new Set<string | null>()
  let last = start
  while (last !== null && targets.has(last)) {
    if (seen.has(last)) return null
    seen.add(last)
    last = targets.get(last) ?? null
  }
  return last
}

/** Every address that a tenant's rules take for this one, itself first; but for plus tags, of which there is no end. */
export function spellingsOf(key: string, rules: EmailRules): ReadonlyArray<string> {
  const told = Object.entries(rules.addresses ?? {}).filter(([, address]) => address === key)
  const spelled = [key, ...told.map(([alias]) => alias)]
  return spelled.concat(
    spelled.flatMap((each) => {
      const at = each.indexOf("@")
      const standIns = Object.entries(rules.aliases).filter(([, domain]) => domain === each.slice(at + 1))
      return standIns.map(([alias]) => `${each.slice(0, at)}@${alias}`)
    })
  )
}

/** The domain of a normalised address. */
export const domainOf = (email: string): string => email.slice(email.indexOf("@") + 1)

/** A domain as the resolver knows it: IDNA ASCII form, lower case, no final dot; what is not a domain stays as it is. */
export function asciiDomain(domain: string): string {
  const text = domain.normalize("NFKC").trim().toLowerCase()
  // A URL ends its host at these signs, and what stood behind them would be lost: two domains would become one.
  const isHost = !/^[\x20-\x7e]*$/.test(text) && !/[/\\?#:%[\]]/.test(text)
  // Dots are looked for at last, as some scripts have their own, which only the ASCII form spells as dots.
  return (isHost ? hostOf(text) : text).replace(/\.+$/, "")
}

function hostOf(text: string): string {
  try {
    return new URL(`http://${text}/`).hostname
  } catch {
    return text
  }
}

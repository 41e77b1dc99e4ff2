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

/** The address that a normalised one stands for under a tenant's rules: domain alias, then plus tag. */
export function resolveAlias(email: string, rules: EmailRules): string {
  const at = email.indexOf("@")
  const domain = email.slice(at + 1)
  const plus = rules.ignorePlusTag ? email.indexOf("+") : -1
  const local = email.slice(0, plus > 0 && plus < at ? plus : at)
  return `${local}@${Object.hasOwn(rules.aliases, domain) ? rules.aliases[domain] : domain}`
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

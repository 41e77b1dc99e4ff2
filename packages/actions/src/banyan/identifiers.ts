/**
 * Serial numbers and addresses: which may be acted on, and which are the same.
 *
 * **Source** contracts/banyan.md, section 7, rule 1; section 5, rule 7.
 */
import { normaliseEmail } from "@rollcall/model"
import type { Refusal } from "../Refusal.ts"

/** What keeps a text from being a serial number. */
export function serialFlaw(serial: string): Refusal | null {
  const rule = identifierRule(serial)
  return rule === null ? null : { _tag: "NoIdentifier", what: "serial number", rule }
}

/** What keeps a text from being an address. */
export function emailFlaw(email: string): Refusal | null {
  const rule = identifierRule(email) ?? (normaliseEmail(email) === null ? "is not an email address" : null)
  return rule === null ? null : { _tag: "NoIdentifier", what: "email", rule }
}

/** Addresses are compared as the join compares them: lists differ in letter case. */
export function isSameEmail(one: string, other: string): boolean {
  return one === other || (normaliseEmail(one) !== null && normaliseEmail(one) === normaliseEmail(other))
}

/** Whether the source can be asked for a text at all. */
export const isAskable = (text: string): boolean => identifierRule(text) === null

function identifierRule(text: string): string | null {
  if (text.trim() === "") return "is empty or blank"
  if (/\p{Cc}/u.test(text)) return "holds a control character"
  // Half a character would go out as another one.
  if (!text.isWellFormed()) return "holds half a character"
  // An address of wildcards has an @ between them.
  if (/^[*%?@\s]+$/.test(text)) return "is made of wildcards only"
  if (/^(?:undefined|null)$/i.test(text.trim())) return `is the word ${text.trim()}`
  return null
}

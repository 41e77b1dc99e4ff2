/**
 * Service and test identities, as the configuration marks them.
 *
 * **Details** A matcher is an address, compared as in the join, or a pattern in which `*` stands for any text and `?` for
 * any one character, in any letter case. Without matchers nobody is marked.
 */
import { asciiDomain, normaliseEmail, type Person, resolveAlias } from "@rollcall/model"
import { type Basis, once } from "../Basis.ts"
import { nameKey } from "../exceptions.ts"
import type { Known } from "../logic.ts"

/** Whether a person is marked; unknown of somebody without address. */
export function isNonHuman({ emails }: Person, basis: Basis): Known {
  const isMarked = marks(basis)
  if (isMarked === null) return false
  return emails.length === 0 ? null : emails.some(isMarked)
}

/** Accounts, on apps of any kind, whose address or owner is marked. */
export const nonHumanAccounts = once((basis) => {
  const records = new Set<object>()
  const ids = new Set<string>()
  const isMarked = marks(basis)
  if (isMarked === null) return { records, ids }
  const mark = (owned: ReadonlyArray<AnyAccount>, isOwnerMarked: boolean): void => {
    // Most of a person's accounts have the same address as the one before.
    let email: string | null | undefined
    let isEmailMarked = false
    for (const record of owned) {
      if (record.email !== email) isEmailMarked = record.email ? isMarked(record.email) : false
      email = record.email
      if (!isEmailMarked && !isOwnerMarked) continue
      records.add(record)
      ids.add(record.id)
    }
  }
  for (const person of basis.roster.people) {
    const isOwnerMarked = isNonHuman(person, basis) === true
    mark(person.accounts, isOwnerMarked)
    mark(person.accountsOther, isOwnerMarked)
  }
  for (const owned of [basis.roster.accounts, basis.roster.accountsOther]) {
    for (const { record, owners } of owned) if (owners.length === 0) mark([record], false)
  }
  return { records, ids }
})

type AnyAccount = Person["accounts"][number] | Person["accountsOther"][number]

const marks = once(({ parameters, tenant }) => {
  const matchers = parameters.nonHuman ?? []
  if (matchers.length === 0) return null
  const literals = new Set<string>()
  const patterns: Array<string> = []
  for (const matcher of matchers) {
    if (typeof matcher === "string") literals.add(nameKey(matcher, tenant))
    else patterns.push(patternKey(matcher.pattern))
  }
  const known = new Map<string, boolean>()
  return (address: string): boolean => {
    const before = known.get(address)
    if (before !== undefined) return before
    const email = normaliseEmail(address)
    const spelling = email ?? nameKey(address, tenant)
    const key = email === null ? spelling : resolveAlias(email, tenant.email)
    const isMarked = literals.has(key) || patterns.some((pattern) => fits(spelling, pattern) || fits(key, pattern))
    known.set(address, isMarked)
    return isMarked
  }
})

function patternKey(pattern: string): string {
  const text = pattern.normalize("NFKC").trim().toLowerCase()
  const at = text.lastIndexOf("@")
  return at < 0 ? text : `${text.slice(0, at)}@${asciiDomain(text.slice(at + 1))}`
}

/** A regular expression would take time without bound for some patterns; this takes the product of both lengths at most. */
function fits(text: string, pattern: string): boolean {
  let at = 0
  let place = 0
  let star = -1
  let resumeAt = 0
  while (at < text.length) {
    if (pattern[place] === "*") {
      star = place++
      resumeAt = at
    } else if (pattern[place] === "?" || pattern[place] === text[at]) {
      place++
      at++
    } else if (star >= 0) {
      place = star + 1
      at = ++resumeAt
    } else return false
  }
  while (pattern[place] === "*") place++
  return place === pattern.length
}

/**
 * Service and test identities, as the configuration marks them.
 *
 * **Details** A matcher is an address, compared as in the join, or a pattern in which `*` stands for any text and `?` for
 * any one character, in any letter case. Without matchers nobody is marked.
 */
import { asciiDomain, normaliseEmail, type Person, type RecordColumns, resolveAlias } from "@rollcall/model"
import { type Basis, once } from "../Basis.ts"
import { nameKey } from "../exceptions.ts"
import type { Known } from "../logic.ts"
import { membersOf } from "../position-lists.ts"
import type { AccountSubject } from "../subjects/accounts.ts"
import type { FindingSubject } from "../subjects/findings.ts"

/** Whether a person is marked; unknown of somebody without address. */
export function isNonHuman({ emails }: Person, basis: Basis): Known {
  const isMarked = marks(basis)
  if (isMarked === null) return false
  return emails.length === 0 ? null : emails.some(isMarked)
}

/** Tells what is of service and test identities. */
export interface NonHumans {
  /** Whether its address or an owner is marked. */
  readonly hasAccount: (account: AccountSubject) => boolean
  /** Whether it names a marked account, on an app of any kind, or has a marked owner; nothing marks somebody without address. */
  readonly hasFinding: (finding: FindingSubject) => boolean
}

const nobody: NonHumans = { hasAccount: () => false, hasFinding: () => false }

export const nonHumans = once((basis): NonHumans => {
  const isMarked = marks(basis)
  if (isMarked === null) return nobody
  const { columns, people } = basis.roster
  const marked = people.map((person) => isNonHuman(person, basis) === true)
  const isOwned = (owners: ReadonlyArray<number>) => owners.some((owner) => marked[owner])
  const markedOf = ({ records, owners }: RecordColumns<{ readonly email?: string | null | undefined }>) =>
    records.map(
      ({ email }, position) =>
        (email ? isMarked(email) : false) || isOwned(membersOf(owners, position, (person) => person))
    )
  const [accounts, others] = [markedOf(columns.accounts), markedOf(columns.accountsOther)]
  // Ids are an account's own within its resource alone; as in the join, one on an app that Push knows comes first.
  const ids = new Set(columns.accounts.ids.filter((_, position) => accounts[position]))
  const otherIds = new Set(columns.accountsOther.ids.filter((_, position) => others[position]))
  if (otherIds.size > 0) for (const id of columns.accounts.ids) otherIds.delete(id)
  return {
    hasAccount: ({ position }) => accounts[position] === true,
    hasFinding: ({ record, ownerPositions }) =>
      ids.has(record.accountId ?? "") || otherIds.has(record.accountId ?? "") || isOwned(ownerPositions)
  }
})

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

import type { Owned, Person, ReasonCode, Roster } from "@rollcall/model"
import { gapOf } from "../judgement.ts"
import { and, type Known } from "../logic.ts"
import type { Account, Finding } from "../records.ts"

/** The findings of a type that are open, and those of which that is unknown. */
export interface OpenFindings {
  readonly open: ReadonlyArray<Finding>
  readonly undecided: ReadonlyArray<Finding>
}

/** Those among findings that are open and of a type, or may be. */
export const openFindings = (findings: ReadonlyArray<Finding>, type: string): OpenFindings => ({
  open: findings.filter((finding) => isOpen(finding, type) === true),
  undecided: findings.filter((finding) => isOpen(finding, type) === null)
})

/** Why it is unknown whether a finding is open, of the type asked for, and about the account asked for. */
export function gapOfFinding({ accountId, type, state }: Finding): ReasonCode {
  if (type === null || type === undefined) return gapOf(type)
  if (state === null || state === undefined) return gapOf(state)
  if (state !== "OPEN" && state !== "RESOLVED") return "unknown_value"
  return accountId === null || accountId === undefined ? gapOf(accountId) : "unknown_value"
}

/**
 * Looks up an account's open findings of a type.
 *
 * **Details** A finding of the owner that names no account may be about this one: it is undecided, unless it names
 * another app.
 */
export function openFindingsByAccount(roster: Roster, type: string): (account: Owned<Account>) => OpenFindings {
  const byAccount = new Map<string, Array<Finding>>()
  const byPerson = new Map<Person, Array<Finding>>()
  for (const { record, owners } of roster.findings) {
    if (isOpen(record, type) === false) continue
    const { accountId } = record
    if (typeof accountId === "string") add(byAccount, accountId, record)
    else for (const owner of owners) add(byPerson, owner, record)
  }
  return ({ id, record, owners }) => {
    const { open, undecided } = openFindings(byAccount.get(id) ?? [], type)
    const accountless = owners.flatMap((owner) => byPerson.get(owner) ?? [])
    return { open, undecided: [...undecided, ...accountless.filter((finding) => mayBeAbout(finding, record))] }
  }
}

function isOpen(finding: Finding, type: string): Known {
  const { state } = finding
  const isOfType = finding.type === null || finding.type === undefined ? null : finding.type === type
  return and(isOfType, state === "OPEN" ? true : state === "RESOLVED" ? false : null)
}

const mayBeAbout = (finding: Finding, account: Account): boolean =>
  mayBeSame(finding.appId, account.appId) && mayBeSame(finding.appType, account.appType)

const mayBeSame = (a: string | null | undefined, b: string | null | undefined): boolean =>
  typeof a !== "string" || typeof b !== "string" || a === b

function add<K>(map: Map<K, Array<Finding>>, key: K, finding: Finding) {
  const list = map.get(key)
  if (list === undefined) map.set(key, [finding])
  else list.push(finding)
}

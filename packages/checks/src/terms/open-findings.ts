import type { Person, ReasonCode } from "@rollcall/model"
import { type Basis, once } from "../Basis.ts"
import { gapOf } from "../judgement.ts"
import { and, type Known } from "../logic.ts"
import type { Account, Finding } from "../records.ts"
import type { AccountSubject } from "../subjects/accounts.ts"
import { indexBy } from "../subjects/owned.ts"

/** The findings of a type that are open, and those of which that is unknown. */
export interface OpenFindings {
  readonly open: ReadonlyArray<Finding>
  readonly undecided: ReadonlyArray<Finding>
}

const none: OpenFindings = { open: [], undecided: [] }

/** Whether a state is that of an open finding. */
export const isOpenState = (state: string | null | undefined): Known =>
  state === "OPEN" ? true : state === "RESOLVED" ? false : null

/** Those among findings that are open and of a type, or may be. */
export function openFindings(findings: ReadonlyArray<Finding>, type: string): OpenFindings {
  if (findings.length === 0) return none
  return {
    open: findings.filter((finding) => isOpen(finding, type) === true),
    undecided: findings.filter((finding) => isOpen(finding, type) === null)
  }
}

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
export function openFindingsByAccount(basis: Basis, type: string): (account: AccountSubject) => OpenFindings {
  const { byAccount, withoutAccount } = unresolved(basis)
  return ({ id, record, owners }) => {
    const own = byAccount.get(id)
    if (own === undefined && !owners.some((owner) => withoutAccount.has(owner))) return none
    const others = owners.flatMap((owner) => withoutAccount.get(owner) ?? [])
    const { open, undecided } = openFindings(own ?? [], type)
    const unclear = others.filter((finding) => isOpen(finding, type) !== false && mayBeAbout(finding, record))
    return { open, undecided: [...undecided, ...unclear] }
  }
}

/** Findings that are open, or may be: by the account that they name, else by the person whose they are. */
const unresolved = once(({ roster }) => {
  const unresolvedFindings = roster.findings.filter(({ record }) => isOpenState(record.state) !== false)
  const byAccount = indexBy(
    unresolvedFindings.map(({ record }) => record),
    ({ accountId }) => accountId ?? undefined
  )
  const withoutAccount = new Map<Person, Array<Finding>>()
  for (const { record, owners } of unresolvedFindings) {
    if (typeof record.accountId === "string") continue
    for (const owner of owners) {
      const same = withoutAccount.get(owner)
      if (same === undefined) withoutAccount.set(owner, [record])
      else same.push(record)
    }
  }
  return { byAccount, withoutAccount }
})

function isOpen(finding: Finding, type: string): Known {
  const isOfType = finding.type === null || finding.type === undefined ? null : finding.type === type
  return and(isOfType, isOpenState(finding.state))
}

const mayBeAbout = (finding: Finding, account: Account): boolean =>
  mayBeSame(finding.appId, account.appId) && mayBeSame(finding.appType, account.appType)

const mayBeSame = (a: string | null | undefined, b: string | null | undefined): boolean =>
  typeof a !== "string" || typeof b !== "string" || a === b

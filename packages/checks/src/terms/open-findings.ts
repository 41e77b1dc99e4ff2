import type { Person, ReasonCode } from "@rollcall/model"
import { type Basis, once } from "../Basis.ts"
import { gapOf } from "../judgement.ts"
import { and, type Known } from "../logic.ts"
import type { Account, Finding } from "../records.ts"
import { accounts, type AccountSubject } from "../subjects/accounts.ts"

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
  let open: Array<Finding> | undefined
  let undecided: Array<Finding> | undefined
  for (const finding of findings) {
    const isSuch = isOpen(finding, type)
    if (isSuch === true) (open ??= []).push(finding)
    else if (isSuch === null) (undecided ??= []).push(finding)
  }
  return open === undefined && undecided === undefined ? none : { open: open ?? [], undecided: undecided ?? [] }
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
  const { byAccount, withoutAccount } = unresolvedFindings(basis)
  return (account) => {
    const own = byAccount[account.position]?.findings
    if (own === undefined && !account.owners.some((owner) => withoutAccount.has(owner))) return none
    const others = account.owners.flatMap((owner) => withoutAccount.get(owner) ?? [])
    const { open, undecided } = openFindings(own ?? [], type)
    const unclear = others.filter((finding) => isOpen(finding, type) !== false && mayBeAbout(finding, account.record))
    return { open, undecided: [...undecided, ...unclear] }
  }
}

/** What findings name by an account's id. */
export interface NamedAccounts {
  readonly findings: ReadonlyArray<Finding>
  /** Mostly one; none if there is no such account. */
  readonly accounts: ReadonlyArray<AccountSubject>
}

interface UnresolvedFindings {
  readonly byId: ReadonlyMap<string, NamedAccounts>
  /** By an account's position. */
  readonly byAccount: ReadonlyArray<NamedAccounts | undefined>
  /** Those that name no account, by the person whose they are. */
  readonly withoutAccount: ReadonlyMap<Person, ReadonlyArray<Finding>>
}

/** Findings that are open, or may be. */
export const unresolvedFindings = once((basis): UnresolvedFindings => {
  const byId = new Map<string, { readonly findings: Array<Finding>; readonly accounts: Array<AccountSubject> }>()
  const withoutAccount = new Map<Person, Array<Finding>>()
  for (const { record, owners } of basis.roster.findings) {
    if (isOpenState(record.state) === false) continue
    const { accountId } = record
    if (typeof accountId === "string") {
      const named = byId.get(accountId)
      if (named === undefined) byId.set(accountId, { findings: [record], accounts: [] })
      else named.findings.push(record)
    } else for (const owner of owners) withoutAccount.set(owner, [...(withoutAccount.get(owner) ?? []), record])
  }
  const byAccount = accounts.all(basis).map((account) => {
    const named = byId.get(account.id)
    named?.accounts.push(account)
    return named
  })
  return { byId, byAccount, withoutAccount }
})

function isOpen(finding: Finding, type: string): Known {
  const isOfType = finding.type === null || finding.type === undefined ? null : finding.type === type
  return and(isOfType, isOpenState(finding.state))
}

const mayBeAbout = (finding: Finding, account: Account): boolean =>
  mayBeSame(finding.appId, account.appId) && mayBeSame(finding.appType, account.appType)

const mayBeSame = (a: string | null | undefined, b: string | null | undefined): boolean =>
  typeof a !== "string" || typeof b !== "string" || a === b

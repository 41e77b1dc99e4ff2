import type { ReasonCode } from "@rollcall/model"
import { type Basis, once } from "../Basis.ts"
import { gapOf } from "../judgement.ts"
import { and, type Known } from "../logic.ts"
import { membersOf, renumbered } from "../position-lists.ts"
import type { Account, Finding } from "../records.ts"
import type { AccountSubject } from "../subjects/accounts.ts"
import { findings, type FindingSubject } from "../subjects/findings.ts"
import type { PersonSubject } from "../subjects/people.ts"
import { namedAccounts } from "./named-accounts.ts"

/** The findings of a type that are open, and those of which that is unknown. */
export interface OpenFindings {
  readonly open: ReadonlyArray<FindingSubject>
  readonly undecided: ReadonlyArray<FindingSubject>
}

const none: OpenFindings = { open: [], undecided: [] }

/** Looks up a person's open findings of a type. */
export function openFindingsByPerson(basis: Basis, type: string): (person: PersonSubject) => OpenFindings {
  const { at, columns, isOpen, type: types } = findings.rows(basis)
  const held = renumbered(columns.held, (position) =>
    isOpenOfType(isOpen.at(position), types.at(position), type) === false ? -1 : position
  )
  return ({ position }) => openFindings(membersOf(held, position, at), type)
}

/** Those among findings that are open and of a type, or may be. */
function openFindings(among: ReadonlyArray<FindingSubject>, type: string): OpenFindings {
  if (among.length === 0) return none
  let open: Array<FindingSubject> | undefined
  let undecided: Array<FindingSubject> | undefined
  for (const finding of among) {
    const isSuch = isOpenOfType(finding.isOpen, finding.type, type)
    if (isSuch === true) (open ??= []).push(finding)
    else if (isSuch === null) (undecided ??= []).push(finding)
  }
  return open === undefined && undecided === undefined ? none : { open: open ?? [], undecided: undecided ?? [] }
}

/** Why it is unknown whether a finding is open, of the type asked for, and about the account asked for. */
export function gapOfFinding({ record: { accountId, type, state } }: FindingSubject): ReasonCode {
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
  const { findingsOf } = namedAccounts(basis)
  const withoutAccount = findingsWithoutAccount(basis)
  return ({ position, ownerPositions, record }) => {
    const own = findingsOf(position)
    const others = ownerPositions.flatMap(withoutAccount)
    if (own.length === 0 && others.length === 0) return none
    const { open, undecided } = openFindings(own, type)
    const unclear = others.filter(
      (finding) => isOpenOfType(finding.isOpen, finding.type, type) !== false && mayBeAbout(finding.record, record)
    )
    return { open, undecided: [...undecided, ...unclear] }
  }
}

/** Of a person, the findings that are open or may be and name no account. */
const findingsWithoutAccount = once((basis): ((person: number) => ReadonlyArray<FindingSubject>) => {
  const { at, columns, isOpen: openness } = findings.rows(basis)
  const held = renumbered(columns.held, (position) =>
    openness.at(position) === false || typeof columns.records[position]?.accountId === "string" ? -1 : position
  )
  return (person) => membersOf(held, person, at)
})

function isOpenOfType(isOpen: Known, given: string | null | undefined, type: string): Known {
  return and(given === null || given === undefined ? null : given === type, isOpen)
}

const mayBeAbout = (finding: Finding, account: Account): boolean =>
  mayBeSame(finding.appId, account.appId) && mayBeSame(finding.appType, account.appType)

const mayBeSame = (a: string | null | undefined, b: string | null | undefined): boolean =>
  typeof a !== "string" || typeof b !== "string" || a === b

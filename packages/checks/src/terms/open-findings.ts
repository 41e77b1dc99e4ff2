import type { ReasonCode, RecordColumns } from "@rollcall/model"
import { type Basis, once, unprovenReason } from "../Basis.ts"
import { gapOf } from "../judgement.ts"
import { and, type Known } from "../logic.ts"
import { indexBy, placeOf } from "../order.ts"
import { lengthOf, membersOf, renumbered } from "../position-lists.ts"
import type { Account, Finding } from "../records.ts"
import { accounts, type AccountSubject } from "../subjects/accounts.ts"
import { findings, type FindingSubject } from "../subjects/findings.ts"
import type { PersonSubject } from "../subjects/people.ts"
import { namedAccounts } from "./named-accounts.ts"

/** The findings of a type that are open, and those of which that is unknown. */
export interface OpenFindings {
  readonly open: ReadonlyArray<FindingSubject>
  readonly undecided: ReadonlyArray<FindingSubject>
}

const noFindings: ReadonlyArray<FindingSubject> = []

const none: OpenFindings = { open: noFindings, undecided: noFindings }

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
 * **Details** A finding that names no account may be about this one, and is undecided, if it is the owner's or names the
 * employee whom the account names, unless it names another app. Where not all employees were read, one of an employee who
 * is not there may be about any account that is no known employee's.
 */
export function openFindingsByAccount(basis: Basis, type: string): (account: AccountSubject) => OpenFindings {
  const { findingsOf } = namedAccounts(basis)
  const { nearby, ofUnread } = findingsWithoutAccount(basis)
  const { at, isOpen, type: types } = findings.rows(basis)
  // One is enough to leave it open, of however many.
  const stray = ofUnread.find((position) => isOpenOfType(isOpen.at(position), types.at(position), type) !== false)
  return (account) => {
    const own = findingsOf(account.position)
    const others = nearby(account)
    const anybodys = stray === undefined || isEmployees(account) ? undefined : at(stray)
    if (own.length === 0 && others.length === 0 && anybodys === undefined) return none
    const { open, undecided } = openFindings(own, type)
    const unclear = others.filter(
      (finding) =>
        isOpenOfType(finding.isOpen, finding.type, type) !== false && mayBeAbout(finding.record, account.record)
    )
    if (anybodys !== undefined) unclear.push(anybodys)
    return { open, undecided: [...undecided, ...unclear] }
  }
}

const isEmployees = ({ owners }: AccountSubject): boolean => owners.some(({ employee }) => employee !== null)

/** The findings that are open or may be and name no account. */
interface WithoutAccount {
  /** Those of an account's owners, and those of the employee whom the account names although there is none. */
  readonly nearby: (account: AccountSubject) => ReadonlyArray<FindingSubject>
  /** Where those are whose employee may not have been read: any account may be theirs that is no known employee's. */
  readonly ofUnread: ReadonlyArray<number>
}

const findingsWithoutAccount = once((basis): WithoutAccount => {
  const { at, columns, isOpen, size } = findings.rows(basis)
  const { records } = columns
  const isSuch = (position: number): boolean =>
    isOpen.at(position) !== false && typeof records[position]?.accountId !== "string"
  const held = renumbered(columns.held, (position) => (isSuch(position) ? position : -1))
  const nobodys: Array<number> = []
  for (let position = 0; position < size; position++) {
    if (isNobodys(columns, position) && isSuch(position)) nobodys.push(position)
  }
  const byEmployee = indexBy(nobodys, (position) => records[position]?.employeeId ?? undefined)
  const { owners } = accounts.rows(basis).columns
  const naming = ({ employeeId }: Account): ReadonlyArray<FindingSubject> | undefined =>
    typeof employeeId === "string" ? byEmployee.get(employeeId)?.map(at) : undefined
  return {
    nearby: (account) => {
      const { position, namesEmployee } = account
      // A finding of nobody names no employee who is there, and is asked for by none who names one.
      let found = byEmployee.size === 0 || namesEmployee !== false ? undefined : naming(account.record)
      for (let place = owners.begins[position] ?? 0; place < (owners.begins[position + 1] ?? 0); place++) {
        const theirs = membersOf(held, owners.positions[place] ?? 0, at)
        found = found === undefined || found.length === 0 ? theirs : found.concat(theirs)
      }
      return found ?? noFindings
    },
    ofUnread: unprovenReason(basis, ["push.employees"]) === undefined ? [] : [...byEmployee.values()].flat()
  }
})

/** Whether an open finding of a type may be nobody's only because the account that it names is not there. */
export function isOwnerHidden(basis: Basis, type: string): boolean {
  const { isOpen, type: types } = findings.rows(basis)
  return findingsOfAbsent(basis).some(
    (position) => isOpenOfType(isOpen.at(position), types.at(position), type) !== false
  )
}

/** Where the findings of nobody are that are open or may be and name an account that is not there. */
const findingsOfAbsent = once((basis): ReadonlyArray<number> => {
  const { columns, isOpen, size } = findings.rows(basis)
  const { accountsOf } = namedAccounts(basis)
  const others = basis.roster.columns.accountsOther.records
  const isOther = (id: string): boolean => others[placeOf(id, others.length, (place) => others[place]?.id)]?.id === id
  const found: Array<number> = []
  for (let position = 0; position < size; position++) {
    if (isOpen.at(position) === false || !isNobodys(columns, position)) continue
    const id = columns.records[position]?.accountId
    if (typeof id === "string" && accountsOf(position).length === 0 && !isOther(id)) found.push(position)
  }
  return found
})

const isNobodys = ({ owners }: RecordColumns<Finding>, position: number): boolean => lengthOf(owners, position) === 0

function isOpenOfType(isOpen: Known, given: string | null | undefined, type: string): Known {
  return and(given === null || given === undefined ? null : given === type, isOpen)
}

const mayBeAbout = (finding: Finding, account: Account): boolean =>
  mayBeSame(finding.appId, account.appId) && mayBeSame(finding.appType, account.appType)

const mayBeSame = (a: string | null | undefined, b: string | null | undefined): boolean =>
  typeof a !== "string" || typeof b !== "string" || a === b

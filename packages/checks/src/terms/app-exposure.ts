/**
 * Open findings about credentials, by the app that they expose.
 */
import type { ReasonCode } from "@rollcall/model"
import { once } from "../Basis.ts"
import { and, type Known } from "../logic.ts"
import type { App, Finding } from "../records.ts"
import { accounts, type AccountSubject } from "../subjects/accounts.ts"
import { appOf } from "../subjects/apps.ts"
import { people } from "../subjects/people.ts"
import { gapOfFinding, isOpenState } from "./open-findings.ts"

const types: ReadonlySet<string> = new Set([
  "LEAKED_PASSWORD",
  "STOLEN_CREDENTIALS",
  "WEAK_PASSWORD",
  "REUSED_PASSWORD",
  "SHARED_ACCOUNT"
])

/** What findings say of an app's credentials. */
export interface Exposure {
  /** How many open findings name the app or an account on it. */
  readonly count: number
  /** The types of these. */
  readonly types: ReadonlySet<string>
  /** Why it is unknown of some finding whether it is one of these. */
  readonly gap: ReasonCode | undefined
}

/** Looks up an app's exposure. */
export const exposureOf = once((basis): ((app: App) => Exposure) => {
  const exposed = new Map<App, { count: number; readonly types: Set<string>; gap: ReasonCode | undefined }>()
  const appOfRecord = appOf(basis)
  /** Findings about an account that is not their person's, with the app that they name themselves. */
  const ofOthers = new Map<string, Array<readonly [Finding, App | undefined]>>()
  let untold: ReasonCode | undefined

  const tie = (finding: Finding, app: App): void => {
    const exposure = exposed.get(app) ?? { count: 0, types: new Set(), gap: undefined }
    exposed.set(app, exposure)
    if (isExposing(finding) === true) {
      exposure.count++
      exposure.types.add(finding.type ?? "")
    } else exposure.gap ??= gapOfFinding(finding)
  }
  const place = (finding: Finding, own: ReadonlyArray<AccountSubject>): void => {
    if (isExposing(finding) === false) return
    const named = appOfRecord(finding)
    if (named !== undefined) tie(finding, named)
    const { accountId } = finding
    if (!accountId) {
      if (isUntold(finding)) untold = "field_missing"
      return
    }
    const account = own.find(({ id }) => id === accountId)
    if (account === undefined) ofOthers.set(accountId, [...(ofOthers.get(accountId) ?? []), [finding, named]])
    else if (account.app !== undefined && account.app !== named) tie(finding, account.app)
  }

  for (const { person, accounts: own } of people.all(basis)) for (const finding of person.findings) place(finding, own)
  for (const { record, owners } of basis.roster.findings) if (owners.length === 0) place(record, [])
  if (ofOthers.size > 0) {
    for (const { id, app } of accounts.all(basis)) {
      for (const [finding, named] of ofOthers.get(id) ?? []) if (app !== undefined && app !== named) tie(finding, app)
    }
  }
  return (app) => {
    const { count = 0, types: found = none, gap } = exposed.get(app) ?? {}
    return { count, types: found, gap: gap ?? untold }
  }
})

const none: ReadonlySet<string> = new Set()

function isExposing({ type, state }: Finding): Known {
  if (type !== null && type !== undefined && !types.has(type)) return false
  const isOpen = isOpenState(state)
  return type === null || type === undefined ? and(null, isOpen) : isOpen
}

/** Whether a finding lacks what would tie it to an app; `null` is documented as "not tied to one", a fact. */
const isUntold = ({ accountId, appId, appType }: Finding): boolean =>
  !appId && !appType && (accountId === undefined || appId === undefined)

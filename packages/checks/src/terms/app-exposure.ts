/**
 * Open findings about credentials, by the app that they expose.
 */
import type { ReasonCode } from "@rollcall/model"
import { once } from "../Basis.ts"
import { and, type Known } from "../logic.ts"
import type { App, Finding } from "../records.ts"
import type { AccountSubject } from "../subjects/accounts.ts"
import { appPositionOf } from "../subjects/apps.ts"
import { findings, type FindingSubject } from "../subjects/findings.ts"
import { people } from "../subjects/people.ts"
import { eachOf } from "../Subjects.ts"
import { namedAccounts } from "./named-accounts.ts"
import { gapOfFinding } from "./open-findings.ts"

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
  const { apps } = basis.roster
  const appPosition = appPositionOf(basis)
  const { accountsOf } = namedAccounts(basis)
  /** Findings about an account that is not their person's, by the account's position. */
  const ofOthers = new Map<number, { readonly account: AccountSubject; readonly findings: Array<FindingSubject> }>()
  let untold: ReasonCode | undefined

  const appOf = ({ record }: FindingSubject): App | undefined => apps[appPosition(record)]
  const tie = (finding: FindingSubject, app: App | undefined): void => {
    if (app === undefined) return
    const exposure = exposed.get(app) ?? { count: 0, types: new Set(), gap: undefined }
    exposed.set(app, exposure)
    if (isExposing(finding) === true) {
      exposure.count++
      exposure.types.add(finding.type ?? "")
    } else exposure.gap ??= gapOfFinding(finding)
  }
  const tieThrough = (finding: FindingSubject, { app }: AccountSubject): void => {
    if (app !== appOf(finding)) tie(finding, app)
  }
  const place = (finding: FindingSubject, person: number | undefined): void => {
    if (isExposing(finding) === false) return
    tie(finding, appOf(finding))
    const { accountId } = finding.record
    if (!accountId) {
      if (isUntold(finding.record)) untold = "field_missing"
      return
    }
    const named = accountsOf(finding.position)
    const own = person === undefined ? undefined : named.find((account) => account.ownerPositions.includes(person))
    if (own !== undefined) return tieThrough(finding, own)
    for (const account of named) {
      const same = ofOthers.get(account.position)
      if (same === undefined) ofOthers.set(account.position, { account, findings: [finding] })
      else same.findings.push(finding)
    }
  }

  for (const { position, findings: own } of eachOf(people.rows(basis))) for (const each of own) place(each, position)
  for (const each of eachOf(findings.rows(basis))) if (each.ownerPositions.length === 0) place(each, undefined)
  for (const [, { account, findings: about }] of [...ofOthers].toSorted(([a], [b]) => a - b)) {
    for (const finding of about) tieThrough(finding, account)
  }
  return (app) => {
    const { count = 0, types: found = none, gap } = exposed.get(app) ?? {}
    return { count, types: found, gap: gap ?? untold }
  }
})

const none: ReadonlySet<string> = new Set()

function isExposing({ type, isOpen }: FindingSubject): Known {
  if (type !== null && type !== undefined && !types.has(type)) return false
  return type === null || type === undefined ? and(null, isOpen) : isOpen
}

/** Whether a finding lacks what would tie it to an app; `null` is documented as "not tied to one", a fact. */
const isUntold = ({ accountId, appId, appType }: Finding): boolean =>
  !appId && !appType && (accountId === undefined || appId === undefined)

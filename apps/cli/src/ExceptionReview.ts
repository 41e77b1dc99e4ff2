/**
 * A tenant's configured exceptions, seen from the newest snapshot and from today.
 */
import { catalogue, type CheckDefinition, type ExplainedOutcome, explaining } from "@rollcall/checks"
import type { TenantConfig } from "@rollcall/config"
import { correlate } from "@rollcall/correlation"
import { dateInZone, isRead, type PostureException, type SnapshotHeader } from "@rollcall/model"
import { Effect } from "effect"
import type { ListedException } from "./ExceptionDocuments.ts"
import { monthBeforeSnapshot } from "./MonthBefore.ts"
import { newestLoaded } from "./StoredSnapshot.ts"
import { tenantOf } from "./StoreWiring.ts"

/** For so many days before its last one an exception is said to expire soon. */
const soonDays = 30

/** An exception is for a year at most (guides/checks.md, "Exceptions"). */
const longDays = 366

/** What the checks say of subjects in one snapshot. */
export interface Explainer {
  readonly snapshot: SnapshotHeader
  readonly explain: (check: CheckDefinition, subject: string) => ReadonlyArray<ExplainedOutcome>
}

/** Joins the newest snapshot and makes ready to judge it. */
export const newestExplainer = Effect.fnUntraced(function* (tenant: TenantConfig) {
  const snapshot = yield* newestLoaded(tenant)
  const before = yield* monthBeforeSnapshot(tenant, snapshot)
  const who = tenantOf(tenant)
  const roster = correlate(snapshot, who)
  const explainer: Explainer = {
    snapshot,
    explain: explaining(roster, who, tenant.parameters, tenant.exceptions, before?.history)
  }
  return explainer
})

/** An exception as it is configured, with its line and the days that are left. */
export function configured(tenant: TenantConfig, position: number, exception: PostureException, nowMs: number) {
  const today = dateInZone(nowMs, tenant.timezone)
  const daysLeft = Math.round((Date.parse(exception.expires) - Date.parse(today)) / 86_400_000)
  return { ...exception, line: tenant.exceptionLines[position] ?? 1, daysLeft }
}

/** What became of each of a tenant's exceptions; `null` stands for no snapshot. */
export const reviewed = (
  tenant: TenantConfig,
  newest: Explainer | null,
  nowMs: number
): ReadonlyArray<ListedException> =>
  tenant.exceptions.map((exception, position) => {
    const entry = configured(tenant, position, exception, nowMs)
    const { covers, ...found } = stateOf(exception, position, newest)
    const isExpired = entry.daysLeft < 0
    return {
      ...entry,
      covers,
      state: isExpired ? "expired" : found.state,
      expiresSoon: !isExpired && entry.daysLeft <= soonDays,
      remark:
        isExpired && covers !== null && covers > 0
          ? "it covered failures in the newest snapshot, which count again"
          : (found.remark ?? (entry.daysLeft > longDays ? "it runs for more than a year" : null))
    }
  })

type State = Pick<ListedException, "covers" | "state" | "remark">

function stateOf(exception: PostureException, position: number, newest: Explainer | null): State {
  const check = catalogue.find(({ id, code }) => id === exception.check || code === exception.check)
  if (check === undefined) return { covers: 0, state: "matches-nothing", remark: noSuchCheck(exception.check) }
  if (newest === null) return { covers: null, state: "not-known", remark: "there is no snapshot yet" }
  const outcomes = newest.explain(check, exception.subject)
  const covers = outcomes.filter(({ coveredBy }) => coveredBy.includes(position)).length
  if (covers > 0) return { covers, state: "applied", remark: null }
  if (outcomes.length > 0) return { covers, state: "matches-nothing", remark: whyNotCovered(outcomes) }
  const unread = unreadOf(check, newest.snapshot)
  return unread.length === 0
    ? { covers, state: "matches-nothing", remark: "the check has no such subject" }
    : { covers, state: "not-known", remark: `${unread.join(", ")} were not read to their end` }
}

/** Resources that a check rests on and that prove no absence. */
export const unreadOf = ({ population, needs }: CheckDefinition, snapshot: SnapshotHeader): ReadonlyArray<string> =>
  [...new Set([...population, ...needs])].filter((key) => !isRead(snapshot, key)).map((key) => key.replace(".", " "))

function noSuchCheck(name: string): string {
  const meant = catalogue.find(({ id, code }) => id === name.toLowerCase() || code === name.toUpperCase())
  if (meant === undefined) return `there is no check ${name}; \`rollcall checks\` has them all`
  return `there is no check ${name}: write ${meant.code === name.toUpperCase() ? meant.code : meant.id}`
}

function whyNotCovered(outcomes: ReadonlyArray<ExplainedOutcome>): string {
  if (outcomes.every(({ outcome }) => outcome === "pass")) return "the subject passes: it is not needed any more"
  if (outcomes.some(({ outcome }) => outcome === "not-assessable")) return "the subject cannot be assessed now"
  return "it covered nothing when the snapshot was made"
}

import type { TenantConfig } from "@rollcall/config"
import { Clock, Effect, type Option, Result } from "effect"
import type { ExceptionList, ListedException } from "../ExceptionDocuments.ts"
import { newestExplainer, reviewed } from "../ExceptionReview.ts"
import { exitWith } from "../Exit.ts"
import { type Failure, failureDocument } from "../Failure.ts"
import { fittedTable } from "../FittedTable.ts"
import { note, noteFailure, print } from "../Output.ts"
import { tenantsNamed } from "../StoredSnapshot.ts"
import { exitCodeOf, forEachTenant, type TenantOutcome } from "../Tenants.ts"
import { terminalText } from "../Table.ts"
import { configuration, withStore } from "../StoreWiring.ts"

export interface ExceptionsListInput {
  readonly tenant: Option.Option<string>
}

interface Listed {
  readonly snapshot: string | null
  readonly exceptions: ReadonlyArray<ListedException>
}

export const run = Effect.fn("cli.exceptionsList")(function* (input: ExceptionsListInput) {
  const config = yield* configuration
  const tenants = yield* tenantsNamed(config, input.tenant)
  const outcomes = yield* withStore(config, forEachTenant(tenants, 1, listed))
  yield* Effect.forEach(outcomes, endNotes, { discard: true })
  const isOne = tenants.length === 1
  const shown = outcomes.flatMap(shownOf)
  const [heads, ...rows] = yield* fittedTable(
    columns(isOne),
    shown.map((each) => rowOf(each, isOne))
  )
  const document: ExceptionList = { schemaVersion: 1, file: config.file, tenants: outcomes.map(documentOf) }
  yield* print(
    () => JSON.stringify(document, null, 2),
    () =>
      rows.length === 0
        ? ["no exceptions"]
        : [heads ?? "", ...rows.flatMap((row, index) => [row].concat(detailLines(shown[index])))]
  )
  yield* exitWith(exitCodeOf(outcomes.map(({ result }) => (Result.isFailure(result) ? result.failure.code : null))))
})

const listed = Effect.fnUntraced(function* (tenant: TenantConfig) {
  const nowMs = yield* Clock.currentTimeMillis
  if (tenant.exceptions.length === 0) return { snapshot: null, exceptions: [] } satisfies Listed
  const newest = yield* newestExplainer(tenant).pipe(
    // Without a snapshot the calendar is all there is to judge by.
    Effect.catchTag("Failure", (failure: Failure) =>
      failure.code === "not-found" ? Effect.succeed(null) : Effect.fail(failure)
    )
  )
  const result: Listed = { snapshot: newest?.snapshot.id ?? null, exceptions: reviewed(tenant, newest, nowMs) }
  return result
})

const endNotes = Effect.fnUntraced(function* ({ tenant, result }: TenantOutcome<Listed>) {
  if (Result.isFailure(result)) return yield* noteFailure(result.failure)
  const { exceptions, snapshot } = result.success
  if (exceptions.length === 0) return
  const count = (isCounted: (each: ListedException) => boolean, words: string) => {
    const many = exceptions.filter(isCounted).length
    return many === 0 ? [] : [`${many} ${words}`]
  }
  const words = [
    exceptions.length === 1 ? "1 exception" : `${exceptions.length} exceptions`,
    ...count(({ state }) => state === "expired", "expired"),
    ...count(({ expiresSoon }) => expiresSoon, "expiring within 30 days"),
    ...count(({ state }) => state === "matches-nothing", "cover nothing"),
    ...count(({ state }) => state === "not-known", "not known to cover anything")
  ]
  yield* note(`${tenant}: ${words.join("; ")}${snapshot === null ? "" : ` (as of ${snapshot})`}`)
})

/** An exception with its tenant. */
type Shown = ListedException & { readonly tenant: string }

const shownOf = ({ tenant, result }: TenantOutcome<Listed>): ReadonlyArray<Shown> =>
  Result.isFailure(result) ? [] : result.success.exceptions.map((each) => Object.assign({ tenant }, each))

const columns = (isOneTenant: boolean) => [
  ...(isOneTenant ? [] : [{ head: "TENANT", narrow: 6 }]),
  { head: "LINE" },
  { head: "CHECK", narrowest: 12 },
  { head: "SUBJECT", narrow: 16, narrowest: 8 },
  { head: "STATE" },
  { head: "COVERS" },
  { head: "UNTIL" }
]

const rowOf = (each: Shown, isOneTenant: boolean): ReadonlyArray<string> => [
  ...(isOneTenant ? [] : [each.tenant]),
  String(each.line),
  each.check,
  each.subject,
  stateText(each),
  each.covers === null ? "?" : String(each.covers),
  each.expires
]

/** By whom and why it was approved, and what should be known of it. */
const detailLines = (shown: Shown | undefined): ReadonlyArray<string> =>
  shown === undefined
    ? []
    : [`approved by ${shown.approvedBy}: ${shown.reason}`, ...(shown.remark === null ? [] : [shown.remark])].map(
        (line) => `        ${terminalText(line)}`
      )

function stateText({ state, expiresSoon, daysLeft }: ListedException): string {
  const words = {
    applied: "applied",
    expired: "EXPIRED",
    "matches-nothing": "COVERS NOTHING",
    "not-known": "not known"
  }
  if (!expiresSoon) return words[state]
  const left = daysLeft === 0 ? "last day" : daysLeft === 1 ? "1 day left" : `${daysLeft} days left`
  return state === "applied" ? left : `${words[state]}, ${left}`
}

function documentOf({ tenant, result }: TenantOutcome<Listed>): ExceptionList["tenants"][number] {
  if (Result.isFailure(result)) {
    return { tenant, outcome: "failed", snapshot: null, exceptions: [], error: failureDocument(result.failure) }
  }
  return { tenant, outcome: "listed", ...result.success }
}

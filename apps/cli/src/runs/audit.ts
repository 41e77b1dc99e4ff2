import type { BrokenChain } from "@rollcall/model"
import { AuditTrail, type StoreError } from "@rollcall/store"
import { Effect, Option } from "effect"
import { actionLines, actionsOf, endOf, type RecordedAction } from "../AuditReview.ts"
import { settleIfPossible } from "../BanyanAccess.ts"
import { exitWith } from "../Exit.ts"
import { exitCodes, Failure, failureDocument, failureLines } from "../Failure.ts"
import { storeFailure } from "../failures.ts"
import { oneTenant } from "../OneTenant.ts"
import { note, print } from "../Output.ts"
import { apart } from "../Table.ts"
import { configuration, withStore } from "../StoreWiring.ts"
import { httpLayer } from "../Wiring.ts"

export interface AuditInput {
  readonly tenant: Option.Option<string>
  readonly limit: Option.Option<number>
  readonly expect: Option.Option<string>
}

export const run = Effect.fn("cli.audit")(function* (input: AuditInput) {
  const config = yield* configuration
  // One hash belongs to one trail; without one, every trail is looked at.
  const isAll = Option.isNone(input.tenant) && Option.isNone(input.expect)
  const tenants = isAll ? config.tenants : [yield* oneTenant(config, input.tenant)]
  yield* Effect.forEach(tenants, (tenant) => settleIfPossible(config, tenant), { discard: true }).pipe(
    Effect.provide(httpLayer)
  )
  const trails = yield* withStore(
    config,
    Effect.forEach(tenants, ({ id }) => reviewed(id, input))
  )
  const failures = trails.flatMap(({ failure }) => failure ?? [])
  yield* Effect.forEach(failures.flatMap(failureLines), note, { discard: true })
  yield* print(
    () => JSON.stringify({ schemaVersion: 1, tenants: trails.map(trailDocument) }, null, 2),
    () => apart(trails.map(trailLines))
  )
  if (failures.length === 0 && Option.isNone(input.expect) && trails.some(({ newest }) => newest !== null)) {
    yield* note(
      "What is removed from the end leaves no gap: keep the newest hash elsewhere and check it with --expect."
    )
  }
  yield* exitWith(failures.length === 0 ? 0 : exitCodes["verification-failed"])
})

/** A tenant's trail, judged. */
interface Reviewed {
  readonly tenant: string
  readonly entryCount: number
  readonly newest: { readonly sequence: number; readonly hash: string } | null
  readonly broken: BrokenChain | null
  /** Actions without an outcome, by their ids; shown or not. */
  readonly open: ReadonlyArray<string>
  /** What is to be shown. */
  readonly shown: ReadonlyArray<RecordedAction>
  readonly hiddenCount: number
  readonly failure: Failure | null
}

const reviewed = Effect.fnUntraced(function* (tenant: string, { limit, expect }: AuditInput) {
  const trail = yield* AuditTrail
  const { entries, broken } = yield* Effect.mapError(trail.read(tenant), (error) => trailFailure(error, tenant))
  const actions = actionsOf(entries)
  const newest = entries.at(-1)
  const hiddenCount = Math.max(0, actions.length - Option.getOrElse(limit, () => actions.length))
  const review: Reviewed = {
    tenant,
    entryCount: entries.length,
    newest: newest === undefined ? null : { sequence: newest.sequence, hash: newest.hash },
    broken,
    open: actions.filter((action) => endOf(action) === "open").map(({ entries: [{ action }] }) => action),
    shown: actions.slice(hiddenCount),
    hiddenCount,
    failure:
      broken !== null
        ? brokenFailure(tenant, `entry ${broken.sequence}: ${broken.why}.`)
        : Option.exists(expect, (wanted) => !entries.some(({ hash }) => hash === wanted))
          ? brokenFailure(
              tenant,
              "no entry has the expected hash: the newest were removed, or the hash is another trail's."
            )
          : null
  }
  return review
})

/** An entry that cannot be read any more was changed as well; a file that is no database is another matter. */
function trailFailure(error: StoreError, tenant: string): Failure {
  const isEntry = error.reason === "corrupt" && error.cause === undefined
  return isEntry ? brokenFailure(tenant, `${error.detail}.`) : storeFailure(error, tenant)
}

const brokenFailure = (tenant: string, what: string): Failure =>
  new Failure({
    code: "verification-failed",
    summary: `the audit trail does not hold: ${what}`,
    where: { tenant },
    next: "compare with a backup of the store, and find out who could write to it; from there on it proves nothing."
  })

const trailDocument = ({ tenant, entryCount, newest, broken, open, shown, failure }: Reviewed) => ({
  tenant,
  outcome: failure === null ? "holds" : "broken",
  broken,
  entryCount,
  newest,
  open,
  entries: shown.flatMap(({ entries }) => entries).toSorted((a, b) => a.sequence - b.sequence),
  ...(failure === null ? {} : { error: failureDocument(failure) })
})

function trailLines({ tenant, entryCount, newest, broken, open, shown, hiddenCount, failure }: Reviewed) {
  if (newest === null) return [`${tenant}: nothing on record`]
  const verdict =
    broken !== null
      ? `BROKEN at entry ${broken.sequence}`
      : failure === null
        ? "the chain holds"
        : "entries are MISSING"
  const count = entryCount === 1 ? "1 entry" : `${entryCount} entries`
  const unended = open.length === 0 ? [] : [open.length === 1 ? "1 action is open" : `${open.length} actions are open`]
  return [
    `${tenant}: ${[count, verdict, ...unended].join(", ")}`,
    ...actionLines(shown, broken).map((line) => `  ${line}`),
    ...(hiddenCount === 0 ? [] : [`  ${hiddenCount} older actions are not shown (--limit)`]),
    `  newest hash (entry ${newest.sequence}): ${newest.hash}`
  ]
}

import { assess } from "@rollcall/checks"
import type { TenantConfig } from "@rollcall/config"
import { correlate } from "@rollcall/correlation"
import {
  isRead,
  type Person,
  type Posture,
  type ResourceKey,
  type SnapshotHeader,
  stringifyJson
} from "@rollcall/model"
import { Effect, Option, Result } from "effect"
import { allHold } from "../BanyanText.ts"
import { checkNamed } from "../CheckArgument.ts"
import { exitWith } from "../Exit.ts"
import { failureDocument } from "../Failure.ts"
import { fittedTable } from "../FittedTable.ts"
import { monthBeforeSnapshot } from "../MonthBefore.ts"
import { note, noteFailure, print } from "../Output.ts"
import { missingIn, notConfiguredIn } from "../LookupMatches.ts"
import { addressText } from "../PersonCard.ts"
import type { PersonList } from "../PersonDocument.ts"
import { newestLoaded, tenantsNamed } from "../StoredSnapshot.ts"
import { exitCodeOf, forEachTenant, type TenantOutcome } from "../Tenants.ts"
import { configuration, tenantOf, withStore } from "../StoreWiring.ts"

export interface PersonListInput {
  readonly tenant: Option.Option<string>
  readonly withoutDevice: boolean
  readonly withoutBrowser: boolean
  readonly withoutEmployee: boolean
  readonly employeesOnly: boolean
  readonly failing: Option.Option<string>
  readonly limit: Option.Option<number>
}

export const run = Effect.fn("cli.personList")(function* (input: PersonListInput) {
  const config = yield* configuration
  const tenants = yield* tenantsNamed(config, input.tenant)
  const failing = yield* Effect.transposeOption(Option.map(input.failing, checkNamed))
  const filters = { ...input, failing: Option.getOrNull(Option.map(failing, ({ id }) => id)) }
  const outcomes = yield* withStore(
    config,
    forEachTenant(tenants, 1, (tenant) => listed(tenant, filters))
  )
  yield* Effect.forEach(outcomes, endNotes, { discard: true })
  const table = yield* fittedTable(columns(tenants.length), outcomes.flatMap(rowsOf(tenants.length)))
  yield* print(
    () => stringifyJson({ schemaVersion: 1, tenants: outcomes.map(documentOf) } satisfies PersonList),
    () => (table.length === 1 ? ["nobody"] : table)
  )
  yield* exitWith(exitCodeOf(outcomes.map(({ result }) => (Result.isFailure(result) ? result.failure.code : null))))
})

interface Filters extends Omit<PersonListInput, "failing"> {
  readonly failing: string | null
}

type Judged = Person & { readonly posture: Posture }

interface Listed {
  readonly snapshot: SnapshotHeader
  readonly people: ReadonlyArray<Judged>
  readonly undecided: number
  readonly cut: boolean
  /** Devices whose people the source left out. */
  readonly untoldDevices: number
}

const listed = Effect.fnUntraced(function* (tenant: TenantConfig, filters: Filters) {
  const { records, ...snapshot } = yield* newestLoaded(tenant)
  const who = tenantOf(tenant)
  const roster = correlate({ ...snapshot, records }, who)
  const before = yield* monthBeforeSnapshot(tenant, snapshot)
  const { postures } = assess(roster, who, tenant.parameters, tenant.exceptions, before)
  // As in a report and in lookup: what was read by half makes no score.
  const isWhole = missingIn(snapshot).length === 0
  const judged = roster.people.map((person, index): Judged => {
    const { failing, score } = postures[index] ?? { score: null, failing: [] }
    return { ...person, posture: { score: isWhole ? score : null, failing } }
  })
  const verdicts = judged.map((person) => ({ person, wanted: isWanted(person, filters, snapshot) }))
  const wanted = verdicts.flatMap((each) => (each.wanted === true ? [each.person] : []))
  const people = wanted.slice(0, Option.getOrUndefined(filters.limit))
  const result: Listed = {
    snapshot,
    people,
    undecided: verdicts.filter((each) => each.wanted === null).length,
    cut: people.length < wanted.length,
    untoldDevices: filters.withoutDevice ? roster.devices.filter((each) => !each.ownersTold).length : 0
  }
  return result
})

/** What tells who holds a device: both lists name owners. */
const deviceLinks: ReadonlyArray<ResourceKey> = ["banyan.devices", "banyan.endusers"]

/** Whether somebody is asked for; `null` if what was asked for is not known of them. */
const isWanted = (person: Judged, filters: Filters, snapshot: SnapshotHeader): boolean | null =>
  allHold([
    !filters.withoutDevice || isWithout(person.devices, deviceLinks, snapshot),
    !filters.withoutBrowser || isWithout(person.browsers, ["push.browsers"], snapshot),
    !filters.withoutEmployee || negated(isEmployee(person, snapshot)),
    !filters.employeesOnly || isEmployee(person, snapshot),
    filters.failing === null || person.posture.failing.includes(filters.failing)
  ])

/** An absence counts only in what was read to its end. */
function isWithout(
  records: ReadonlyArray<unknown>,
  needs: ReadonlyArray<ResourceKey>,
  snapshot: SnapshotHeader
): boolean | null {
  if (records.length > 0) return false
  return isHoldingKnown(needs, snapshot) ? true : null
}

/** Who is no employee in a list half read may be one. */
const isEmployee = ({ employee }: Judged, snapshot: SnapshotHeader): boolean | null =>
  employee !== null ? true : isRead(snapshot, "push.employees") ? false : null

const negated = (known: boolean | null): boolean | null => (known === null ? null : !known)

/** As in a report: employees tell which addresses are one person's. */
const isHoldingKnown = (needs: ReadonlyArray<ResourceKey>, snapshot: SnapshotHeader): boolean =>
  (!snapshot.sources.includes("push") || isRead(snapshot, "push.employees")) &&
  needs.every((key) => isRead(snapshot, key))

const columns = (tenantCount: number) => [
  ...(tenantCount === 1 ? [] : [{ head: "TENANT", narrow: 6 }]),
  { head: "EMAIL", narrow: 24, narrowest: 12 },
  { head: "NAME", narrow: 8 },
  { head: "BROWSERS" },
  { head: "ACCOUNTS" },
  { head: "DEVICES" },
  { head: "FAILING" },
  { head: "SCORE" }
]

const rowsOf =
  (tenantCount: number) =>
  ({ tenant, result }: TenantOutcome<Listed>): ReadonlyArray<ReadonlyArray<string>> => {
    if (Result.isFailure(result)) return []
    const { people, snapshot } = result.success
    return people.map((person) =>
      (tenantCount === 1 ? [] : [tenant]).concat([
        addressText(person),
        person.name ?? "–",
        countText(person.browsers.length, ["push.browsers"], snapshot),
        countText(
          person.accounts.length + person.accountsOther.length,
          ["push.accounts", "push.accountsOther"],
          snapshot
        ),
        countText(person.devices.length, deviceLinks, snapshot),
        String(person.posture.failing.length),
        person.posture.score?.toFixed(1) ?? "–"
      ])
    )
  }

/** A number that there may be more of has a plus sign; none of something half read is not known. */
function countText(count: number, needs: ReadonlyArray<ResourceKey>, snapshot: SnapshotHeader): string {
  if (isHoldingKnown(needs, snapshot)) return String(count)
  return count === 0 ? "?" : `${count}+`
}

const endNotes = Effect.fnUntraced(function* ({ tenant, result }: TenantOutcome<Listed>) {
  if (Result.isFailure(result)) return yield* noteFailure(result.failure)
  const { people, snapshot, undecided, cut, untoldDevices } = result.success
  const words = [
    `${people.length === 1 ? "1 person" : `${people.length} people`} as of ${snapshot.id}, finished ${snapshot.finishedAt}`,
    ...(cut ? ["stopped at --limit, there are more"] : []),
    ...(undecided === 0 ? [] : [`${undecided} left out, as what was asked for is not known of them`]),
    ...(notConfiguredIn(snapshot).notConfigured ?? []).map((source) => `${source} is not configured`),
    ...(untoldDevices === 0 ? [] : [`the source does not say whose ${untoldDevices} devices are`])
  ]
  yield* note(`${tenant}: ${words.join("; ")}`)
})

function documentOf({ tenant, result }: TenantOutcome<Listed>): PersonList["tenants"][number] {
  if (Result.isFailure(result)) {
    const error = failureDocument(result.failure)
    return { tenant, outcome: "failed", snapshot: null, finishedAt: null, people: [], undecided: 0, cut: false, error }
  }
  const { snapshot, people, undecided, cut } = result.success
  const outcome = snapshot.complete ? "complete" : "partial"
  const { id, finishedAt } = snapshot
  return { tenant, outcome, snapshot: id, finishedAt, ...notConfiguredIn(snapshot), people, undecided, cut }
}

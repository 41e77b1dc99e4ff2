/**
 * Those whom a query means, as a lookup shows them.
 */
import { assess } from "@rollcall/checks"
import type { TenantConfig } from "@rollcall/config"
import { correlate, type RosterMatch, search } from "@rollcall/correlation"
import {
  type AssessmentRecord,
  type LookupMatch,
  normaliseEmail,
  type Person,
  resolveAlias,
  type Roster,
  type Snapshot,
  type SnapshotHeader,
  Source,
  type Tenant
} from "@rollcall/model"
import { isDevice, type Wanted } from "./LookupRecords.ts"
import { tenantOf } from "./StoreWiring.ts"

/** Matches with the roster that they are of. */
export interface Found {
  readonly roster: Roster
  readonly matches: ReadonlyArray<RosterMatch>
}

/** What a query may lead to by its letters alone, the first that does: the owner of an address, a serial number or id. */
export function waysBy(query: string, tenant: Tenant): ReadonlyArray<Wanted> {
  const address = addressIn(query, tenant)
  const device = { addresses: new Set<string>(), device: query, employeeIds: new Set<string>() }
  return address === null ? [device] : [{ ...device, addresses: new Set([address]), device: null }, device]
}

/** Whom the query means among these records; `null` if nobody and nothing has it as an address, serial number or id. */
export function foundByName(snapshot: Snapshot, query: string, tenant: Tenant): Found | null {
  const roster = correlate(snapshot, tenant)
  const address = addressIn(query, tenant)
  const isNamed =
    (address !== null && roster.people.some(({ emails }) => emails.includes(address))) ||
    roster.devices.some(({ record }) => isDevice(record, query))
  return isNamed ? { roster, matches: search(roster, query, tenant) } : null
}

/** What leads to people who were found by other means. */
export const wantedOf = (people: ReadonlyArray<Person>, tenant: Tenant): Wanted => ({
  addresses: new Set(people.flatMap(({ emails }) => emails.map((email) => resolveAlias(email, tenant.email)))),
  device: null,
  employeeIds: new Set(people.flatMap(({ employee }) => (employee === null ? [] : [employee.id])))
})

/** The same people and devices among other records. */
export function foundAgain(snapshot: Snapshot, before: ReadonlyArray<RosterMatch>, tenant: Tenant): Found {
  const roster = correlate(snapshot, tenant)
  const names = new Set(before.flatMap(({ person }) => (person === null ? [] : [nameOf(person)])))
  const people = roster.people.filter((person) => names.has(nameOf(person)))
  return {
    roster,
    matches: [...people.map((person) => ({ person, device: null })), ...before.filter(({ device }) => device !== null)]
  }
}

/** Resources that a person is made of and judged by; the others are not asked for when the sources are. */
const peoples: ReadonlySet<string> = new Set([
  "employees",
  "browsers",
  "accounts",
  "accountsOther",
  "apps",
  "findings",
  "endusers",
  "devices"
])

/** The matches as the document has them, each person with their posture, which some checks judge by the month before. */
export function judged(
  { roster, matches }: Found,
  tenant: TenantConfig,
  { snapshot, before }: { readonly snapshot: string | null; readonly before: AssessmentRecord | null }
): ReadonlyArray<LookupMatch> {
  if (matches.length === 0) return []
  const { postures } = assess(roster, tenantOf(tenant), tenant.parameters, tenant.exceptions, before)
  const places = new Map(roster.people.map((person, place) => [person, place]))
  const missing = missingIn(roster.snapshot)
  const at = { tenant: tenant.id, snapshot, missing, ...notConfiguredIn(roster.snapshot) }
  return matches.flatMap(({ person, device }): ReadonlyArray<LookupMatch> => {
    if (person === null) return device === null ? [] : [{ ...at, person, device }]
    const { score, failing } = postures[places.get(person) ?? -1] ?? { score: null, failing: [] }
    // As in a report: what was read by half makes no score.
    const posture = { score: missing.length > 0 ? null : score, failing }
    return [{ ...at, person: { ...person, posture } }]
  })
}

/** Resources that people are made of and that were not read to their end. */
export const missingIn = (snapshot: SnapshotHeader): ReadonlyArray<string> =>
  snapshot.resources
    .filter(({ complete, offered, resource }) => offered && !complete && peoples.has(resource))
    .map(({ source, resource }) => `${source}.${resource}`)

/** Sources that a snapshot is not of; left out where it is of both. */
export function notConfiguredIn({ sources }: SnapshotHeader): { readonly notConfigured?: ReadonlyArray<Source> } {
  const notConfigured = Source.literals.filter((source) => !sources.includes(source))
  return notConfigured.length === 0 ? {} : { notConfigured }
}

function addressIn(query: string, tenant: Tenant): string | null {
  const email = normaliseEmail(query)
  return email === null ? null : resolveAlias(email, tenant.email)
}

/** What a person is known by in any roster of the same records. */
const nameOf = ({ employee, email }: Person): string =>
  employee === null ? `address ${email}` : `employee ${employee.id}`

/**
 * Snapshots of a made-up tenant; each test adds the records that it is about.
 */
import { noRecords, type ResourceKey, type Snapshot, type SnapshotRecords, type Tenant } from "@rollcall/model"

export const aTenant = (fields: Partial<Tenant> = {}): Tenant => ({
  id: "acme",
  name: "Acme Corporation",
  timezone: "Europe/Berlin",
  domains: ["acme.example"],
  email: { aliases: { "acme.test": "acme.example" }, ignorePlusTag: false },
  ...fields
})

const keys: ReadonlyArray<ResourceKey> = [
  "push.employees",
  "push.browsers",
  "push.accounts",
  "push.accountsOther",
  "push.apps",
  "push.appsOther",
  "push.findings",
  "banyan.endusers",
  "banyan.devices"
]

export interface Reading {
  /** Resources that were begun and not finished. */
  readonly partial?: ReadonlyArray<ResourceKey>
  /** Resources that were not collected at all. */
  readonly without?: ReadonlyArray<ResourceKey>
}

/** A snapshot with these records, all else being empty and read to its end. */
export function aSnapshot(
  records: Partial<SnapshotRecords> = {},
  { partial = [], without = [] }: Reading = {}
): Snapshot {
  const all = { ...noRecords, ...records }
  const resources = keys
    .filter((key) => !without.includes(key))
    .map((key) => ({
      source: key.startsWith("push.") ? ("push" as const) : ("banyan" as const),
      resource: key.slice(key.indexOf(".") + 1),
      records: 0,
      pages: 1,
      duplicates: 0,
      refused: 0,
      reportedTotal: null,
      offered: true,
      complete: !partial.includes(key),
      drift: [],
      refusals: [],
      problem: null,
      startedAt: "2026-10-31T08:00:00Z",
      finishedAt: "2026-10-31T08:01:00Z"
    }))
  return {
    id: "snapshot-1",
    tenant: "acme",
    startedAt: "2026-10-31T08:00:00Z",
    finishedAt: "2026-10-31T08:02:00Z",
    complete: partial.length === 0,
    contentHash: "0".repeat(64),
    sources: (["push", "banyan"] as const).filter((source) => resources.some((each) => each.source === source)),
    resources,
    records: all
  }
}

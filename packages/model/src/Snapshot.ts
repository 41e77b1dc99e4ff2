/**
 * What one collection run read: an immutable set of records with an account of how they were read.
 */
import type { Device, EndUser } from "@rollcall/banyan/schema"
import type {
  Account,
  AccountOther,
  App,
  AppBanner,
  AppOther,
  BlockedUrl,
  Browser,
  BrowserExtension,
  Detection,
  Employee,
  Finding
} from "@rollcall/push/schema"
import { Schema } from "effect"

/** A system that is read. */
export const Source = Schema.Literals(["push", "banyan"])
export type Source = typeof Source.Type

/** The records of a snapshot by resource; a resource that was not collected is empty, and its reading says why. */
export interface SnapshotRecords {
  readonly employees: ReadonlyArray<Employee>
  readonly browsers: ReadonlyArray<Browser>
  readonly accounts: ReadonlyArray<Account>
  readonly accountsOther: ReadonlyArray<AccountOther>
  readonly apps: ReadonlyArray<App>
  readonly appsOther: ReadonlyArray<AppOther>
  readonly findings: ReadonlyArray<Finding>
  readonly detections: ReadonlyArray<Detection>
  readonly browserExtensions: ReadonlyArray<BrowserExtension>
  readonly appBanners: ReadonlyArray<AppBanner>
  readonly blockedUrls: ReadonlyArray<BlockedUrl>
  readonly endusers: ReadonlyArray<EndUser>
  readonly devices: ReadonlyArray<Device>
}
export type ResourceName = keyof SnapshotRecords

/** A resource by its full name, as checks declare what they rest on. */
export type ResourceKey = `${Source}.${ResourceName}`

/** A record that could not be understood: why, and a fingerprint that finds it again without showing it. */
export const Refusal = Schema.Struct({
  /** Member path and what was expected there, never the value. */
  reason: Schema.String,
  /** SHA-256 of the record as it came, first 16 hex digits. */
  fingerprint: Schema.String
})
export type Refusal = typeof Refusal.Type

/** How one resource was read. */
export const ResourceReading = Schema.Struct({
  source: Source,
  resource: Schema.String,
  records: Schema.Int,
  pages: Schema.Int,
  /** Records that came again and were dropped. */
  duplicates: Schema.Int,
  refused: Schema.Int,
  /** The source's own count, where it gives one. */
  reportedTotal: Schema.NullOr(Schema.Int),
  /** `false` if the source answered that it has no such resource: neither empty nor incomplete. */
  offered: Schema.Boolean,
  /** Read to its end. */
  complete: Schema.Boolean,
  /** What changed under the reader, in words; empty if nothing was seen to. */
  drift: Schema.Array(Schema.String),
  refusals: Schema.Array(Refusal),
  /** Why it is not complete. */
  problem: Schema.NullOr(Schema.String),
  startedAt: Schema.String,
  finishedAt: Schema.String
})
export type ResourceReading = typeof ResourceReading.Type

/** A snapshot without its records. */
export interface SnapshotHeader {
  readonly id: string
  readonly tenant: string
  readonly startedAt: string
  readonly finishedAt: string
  /** Every resource of every configured source was read to its end, and at most one record in a hundred refused. */
  readonly complete: boolean
  /** SHA-256 over all records in canonical order. */
  readonly contentHash: string
  /** The sources that were configured. */
  readonly sources: ReadonlyArray<Source>
  readonly resources: ReadonlyArray<ResourceReading>
}

/** A snapshot with its records. */
export interface Snapshot extends SnapshotHeader {
  readonly records: SnapshotRecords
}

/** How a resource was read, or `undefined` if its source was not configured. */
export const readingOf = (snapshot: SnapshotHeader, key: ResourceKey): ResourceReading | undefined =>
  snapshot.resources.find((each) => `${each.source}.${each.resource}` === key)

/** Whether a resource was read to its end. */
export const isRead = (snapshot: SnapshotHeader, key: ResourceKey): boolean => {
  const reading = readingOf(snapshot, key)
  return reading !== undefined && reading.offered && reading.complete
}

/** Whether an absence in a resource proves something: it was read to its end, and hardly a record of it refused. */
export const provesAbsence = (snapshot: SnapshotHeader, key: ResourceKey): boolean => {
  const reading = readingOf(snapshot, key)
  return reading !== undefined && reading.offered && reading.complete && isUnderstood([reading])
}

/** Whether nothing of a resource could be understood: such a list was read by nobody. */
export const isLost = ({ records, refused }: Pick<ResourceReading, "records" | "refused">): boolean =>
  records === 0 && refused > 0

/** At most one record in this many may be refused before a snapshot counts as partial. */
export const recordsPerRefusalMin = 100

/** Whether a set of readings makes a complete snapshot. */
export const isComplete = (readings: ReadonlyArray<ResourceReading>): boolean =>
  readings.every((each) => each.complete || !each.offered) && isUnderstood(readings)

/** Whether so few records were refused that the others stand for all. */
export function isUnderstood(readings: ReadonlyArray<ResourceReading>): boolean {
  const refused = readings.reduce((sum, each) => sum + each.refused, 0)
  const seen = readings.reduce((sum, each) => sum + each.records + each.refused, 0)
  return refused * recordsPerRefusalMin <= seen
}

/** No records at all: the start for builders. */
export const noRecords: SnapshotRecords = {
  employees: [],
  browsers: [],
  accounts: [],
  accountsOther: [],
  apps: [],
  appsOther: [],
  findings: [],
  detections: [],
  browserExtensions: [],
  appBanners: [],
  blockedUrls: [],
  endusers: [],
  devices: []
}

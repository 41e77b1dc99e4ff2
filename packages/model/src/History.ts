/**
 * What is kept of one month's roster for the judgement of the next: no more than checks that look back ask for.
 */
import { Schema } from "effect"
import { Period } from "./Period.ts"
import type { ResourceKey } from "./Snapshot.ts"

/** What is kept of a month, beside its assessment. */
export const History = Schema.Struct({
  period: Period,
  /** When the snapshot was finished that it was taken from. */
  finishedAt: Schema.String,
  /** Configured sources; what another source would have told is not in here. */
  sources: Schema.Array(Schema.String),
  /** Resources that were read and understood, `push.employees`; of the others the lists below may be short. */
  read: Schema.Array(Schema.String),
  /** People with an employee record. */
  employees: Schema.Array(
    Schema.Struct({ id: Schema.String, name: Schema.NullOr(Schema.String), emails: Schema.Array(Schema.String) })
  ),
  /** End users by their identity, with every address of the person whose they are. */
  endusers: Schema.Array(Schema.Struct({ id: Schema.String, emails: Schema.Array(Schema.String) })),
  /** Devices that were banned, with the last login that they had then; ISO 8601 UTC. */
  bannedDevices: Schema.Array(Schema.Struct({ id: Schema.String, lastLogin: Schema.NullOr(Schema.String) })),
  /** Apps under review, and since when they are known to be: the first month's `finishedAt` in an unbroken row. */
  appsUnderReview: Schema.Array(Schema.Struct({ id: Schema.String, since: Schema.String }))
})
export type History = typeof History.Type

/** Whether what is kept of a resource is all that there was; without a history nothing is. */
export const wasRead = (history: History | null, key: ResourceKey): boolean => history?.read.includes(key) === true

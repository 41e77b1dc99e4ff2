/**
 * What judgements rest on.
 */
import {
  type CheckResult,
  type History,
  type Parameters,
  provesAbsence,
  readingOf,
  type ReasonCode,
  type ResourceKey,
  type ResourceReading,
  resourceNames,
  resources,
  type Roster,
  type SnapshotHeader,
  type Tenant
} from "@rollcall/model"

/** Everything that a check may look at besides its subject. */
export interface Basis {
  readonly roster: Roster
  readonly tenant: Tenant
  readonly parameters: Parameters
  /** When the snapshot was finished, in epoch milliseconds. */
  readonly asOfMs: number
  /** What is kept of the month before; `null` if nothing was. */
  readonly history: History | null
  /** Results of the checks that are no gates; empty while these are judged. */
  readonly results: ReadonlyArray<CheckResult>
  /** Resources that were not read to their end, and why that is so. */
  readonly unread: ReadonlyMap<ResourceKey, UnreadReason>
  /** The same with those of which too many records were refused: what they lack may have been among these. */
  readonly unproven: ReadonlyMap<ResourceKey, UnreadReason>
}

/** The basis of a roster's judgement: ages and expiries are judged at the snapshot's `finishedAt`. */
export const basisOf = (
  roster: Roster,
  tenant: Tenant,
  parameters: Parameters,
  history: History | null | undefined = null
): Basis => ({
  roster,
  tenant,
  parameters,
  asOfMs: Date.parse(roster.snapshot.finishedAt),
  history: history ?? null,
  results: [],
  ...gapsOf(roster.snapshot)
})

/** Something that follows from the basis and is worked out once for each, when it is first asked for. */
export function once<A>(work: (basis: Basis) => A): (basis: Basis) => A {
  const known = new WeakMap<Basis, { readonly value: A }>()
  return (basis) => {
    const found = known.get(basis)
    if (found !== undefined) return found.value
    const value = work(basis)
    known.set(basis, { value })
    return value
  }
}

/** Why a resource that was not read to its end proves no absence. */
export type UnreadReason = Extract<ReasonCode, "source_unavailable" | "source_partial">

/** Why these resources do not tell how many there are; `undefined` if all were read to their end. */
export const unreadReason = ({ unread }: Basis, keys: ReadonlyArray<ResourceKey>): UnreadReason | undefined =>
  firstReason(unread, keys)

/** Why nothing can be concluded from what these resources lack; `undefined` if all were read and understood. */
export const unprovenReason = ({ unproven }: Basis, keys: ReadonlyArray<ResourceKey>): UnreadReason | undefined =>
  firstReason(unproven, keys)

function firstReason(
  reasons: ReadonlyMap<ResourceKey, UnreadReason>,
  keys: ReadonlyArray<ResourceKey>
): UnreadReason | undefined {
  if (reasons.size === 0) return undefined
  for (const key of keys) {
    const reason = reasons.get(key)
    if (reason !== undefined) return reason
  }
  return undefined
}

function gapsOf(snapshot: SnapshotHeader): Pick<Basis, "unread" | "unproven"> {
  const [unread, unproven] = [new Map<ResourceKey, UnreadReason>(), new Map<ResourceKey, UnreadReason>()]
  for (const name of resourceNames) {
    const key: ResourceKey = `${resources[name].source}.${name}`
    const reason = reasonOf(readingOf(snapshot, key))
    if (reason !== undefined) unread.set(key, reason)
    if (!provesAbsence(snapshot, key)) unproven.set(key, reason ?? "source_partial")
  }
  return { unread, unproven }
}

function reasonOf(reading: ResourceReading | undefined): UnreadReason | undefined {
  if (reading === undefined || !reading.offered) return "source_unavailable"
  if (reading.complete) return undefined
  return reading.pages === 0 && reading.records === 0 ? "source_unavailable" : "source_partial"
}

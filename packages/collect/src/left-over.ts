/**
 * What an interrupted reading left: kept with each page, found again by whoever goes on.
 */
import { parseJson, ResourceReading } from "@rollcall/model"
import type { Resumption } from "@rollcall/push"
import type { OpenReading, ReadingProgress, SnapshotStore, StoreError } from "@rollcall/store"
import { Option, Schema, Stream, Struct } from "effect"
import type { Tally } from "./Tally.ts"

/** Counts of a reading, and when it began. */
export interface Counted {
  readonly startedAt: string
  readonly tally: Tally
}

/** A reading that can be gone on with. */
export interface LeftOver extends Counted {
  readonly resume: Resumption<StoreError>
}

const CountedForm = Schema.Struct({
  startedAt: Schema.String,
  tally: ResourceReading.mapFields(
    Struct.pick(["records", "pages", "duplicates", "refused", "reportedTotal", "drift", "refusals"])
  )
})

const decodeCounted = Schema.decodeUnknownOption(Schema.fromJsonString(CountedForm))

/** What is kept with a page. */
export const progressOf = (cursor: string | null, { startedAt, tally }: Counted): ReadingProgress => ({
  cursor,
  tally: JSON.stringify({ startedAt, tally } satisfies typeof CountedForm.Encoded)
})

/**
 * What a reading left, or `null` if it has to begin anew: it told no place to go on from, another version kept it, or refused
 * records that are no longer known would be counted again.
 */
export function leftOver(
  store: typeof SnapshotStore.Service,
  runId: string,
  { source, resource, progress, records }: OpenReading
): LeftOver | null {
  const counted = progress === null ? null : Option.getOrNull(decodeCounted(progress.tally))
  if (progress === null || progress.cursor === null || counted === null) return null
  const { refusals, refused } = counted.tally
  if (counted.tally.records !== records || refusals.length !== refused) return null
  const resume = {
    cursor: progress.cursor,
    known: Stream.map(store.appended(runId, source, resource), ({ id, json }) => ({ id, raw: parseJson(json) })),
    refused: refusals.map(({ fingerprint }) => fingerprint)
  }
  return { ...counted, resume }
}

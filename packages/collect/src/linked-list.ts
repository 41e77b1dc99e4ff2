/**
 * Completes a list whose pages left out who belongs to whom.
 *
 * **Source** contracts/banyan.md, section 2.2.
 */
import type { Page, ReadRecord } from "@rollcall/push"
import { Effect } from "effect"
import type { Links } from "./sources.ts"
import { addDrift, addPage, type Tally } from "./Tally.ts"

/** Records of a list by what is stored of them. */
export type Records = ReadonlyArray<Pick<ReadRecord<unknown>, "id" | "raw">>

/** A list as it is stored. */
export interface CompletedList {
  readonly records: Records
  readonly tally: Tally
}

/**
 * Reads the whole list at once if any record of the pages lacks its link, and puts those records in the place of the paged.
 *
 * **Details** The whole list has counters that the pages lack as well. Records that only the pages have are kept. If the
 * whole list cannot be read, the paged records stay, and `drift` says that links are not known.
 */
export const completeLinks = Effect.fnUntraced(function* (paged: CompletedList, { member, all }: Links) {
  if (notTold(paged.records, member) === 0) return paged
  return yield* all.pipe(
    Effect.map((whole) => merge(paged, whole, member)),
    Effect.catchTag("SourceError", (error) =>
      Effect.succeed(withNotes(paged, member, `the list that has them could not be read: ${error.message}`))
    )
  )
})

/** Whether every record says what it is linked with. */
export const tellsLinks = (records: Records, member: string): boolean =>
  records.every(({ raw }) => hasMember(raw, member))

/** How many records leave open what they are linked with. */
const notTold = (records: Records, member: string): number =>
  records.filter(({ raw }) => !hasMember(raw, member)).length

/** Says for how many records of a list the link stays unknown, and why. */
function withNotes({ records, tally }: CompletedList, member: string, why: string): CompletedList {
  const sentence = `${member} of ${notTold(records, member)} records were not told, and ${why}`
  return { records, tally: { ...tally, drift: addDrift(tally.drift, [sentence]) } }
}

function merge(paged: CompletedList, whole: Page<unknown>, member: string): CompletedList {
  const ids = new Set(whole.records.map(({ id }) => id))
  const told = new Map(paged.records.flatMap((each) => (hasMember(each.raw, member) ? [[each.id, each] as const] : [])))
  const onlyPaged = paged.records.filter(({ id }) => !ids.has(id))
  const onlyWhole = whole.records.length + onlyPaged.length - paged.records.length
  // Where only the page told, its record stands: a link that was told is not lost for one that was not.
  const ofWhole = whole.records.map((each) => (hasMember(each.raw, member) ? each : (told.get(each.id) ?? each)))
  const records = [...ofWhole, ...onlyPaged]
  const sentences = [
    ...(onlyPaged.length > 0
      ? [`${onlyPaged.length} records were in the pages and not in the whole list read after them`]
      : []),
    ...(onlyWhole > 0 ? [`${onlyWhole} records were in the whole list and not in the pages read before it`] : [])
  ]
  // The same records were read twice: what the pages counted must not be counted again.
  const counted = addPage({ ...paged.tally, duplicates: 0, refused: 0, refusals: [] }, whole)
  const list = { records, tally: { ...counted, records: records.length, drift: addDrift(counted.drift, sentences) } }
  return notTold(records, member) === 0 ? list : withNotes(list, member, "the whole list does not have them either")
}

const hasMember = (raw: unknown, member: string): boolean =>
  typeof raw === "object" &&
  raw !== null &&
  Object.entries(raw).some(([name, value]) => name === member && value !== null && value !== "")

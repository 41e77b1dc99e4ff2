/**
 * What is counted while a resource is read.
 */
import type { Refusal, ResourceReading } from "@rollcall/model"
import type { Page } from "@rollcall/push"

/** Counts of the pages that were read so far. */
export type Tally = Pick<
  ResourceReading,
  "records" | "pages" | "duplicates" | "refused" | "reportedTotal" | "drift" | "refusals"
>

/** Refusals that are listed one by one; all of them are counted. */
const refusalsMax = 1000

/** Sentences about drift that are kept; a list that moves all the time has no news after these. */
const driftMax = 20

export const emptyTally: Tally = {
  records: 0,
  pages: 0,
  duplicates: 0,
  refused: 0,
  reportedTotal: null,
  drift: [],
  refusals: []
}

/** Adds a page to what was counted; one with which the list begins anew takes the place of what came before. */
export const addPage = (tally: Tally, page: Page<unknown>): Tally =>
  page.restarts === true
    ? sumWith({ ...emptyTally, pages: tally.pages, drift: tally.drift }, page)
    : sumWith(tally, page)

const sumWith = (tally: Tally, page: Page<unknown>): Tally => ({
  records: tally.records + page.records.length,
  pages: tally.pages + 1,
  duplicates: tally.duplicates + page.duplicates,
  refused: tally.refused + page.refusals.length,
  reportedTotal: page.reportedTotal ?? tally.reportedTotal,
  drift: addDrift(tally.drift, page.drift),
  refusals: addRefusals(tally.refusals, page.refusals)
})

/** Adds sentences about drift that were not said before. */
export const addDrift = (known: ReadonlyArray<string>, more: ReadonlyArray<string>): ReadonlyArray<string> =>
  more.length === 0 ? known : [...new Set([...known, ...more])].slice(0, driftMax)

const addRefusals = (known: ReadonlyArray<Refusal>, more: ReadonlyArray<Refusal>): ReadonlyArray<Refusal> =>
  more.length === 0 || known.length >= refusalsMax ? known : [...known, ...more].slice(0, refusalsMax)

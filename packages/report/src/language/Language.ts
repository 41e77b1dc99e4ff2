/**
 * A language that a report is told in.
 */
import type { CheckResult } from "@rollcall/model"
import type { EnglishTexts } from "./english.ts"
import type { Wording } from "./Wording.ts"

/** What a report calls its languages. */
export type LanguageCode = "en" | "de"

/** Everything that a report prints and is not data; English has the shape, so that no text can be missing in another. */
export type Texts = EnglishTexts

/** What a check says about itself in a report. */
export type CheckTexts = Pick<CheckResult, "title" | "populationText" | "rationale" | "remediation">

/** A language with its texts and the way its values read. */
export interface Language extends Wording {
  readonly code: LanguageCode
  /** Of the files, as BCP 47 has it. */
  readonly tag: string
  readonly texts: Texts
  /** The texts of a check by its id; `undefined` if they stand as the catalogue has them. */
  readonly checkTexts: (id: string) => CheckTexts | undefined
  /** What was seen, as a check by that id says it; `null` if there are no words for it, and it stands as it is. */
  readonly detail: (id: string, seen: string) => string | null
}

/**
 * The report's sections, in the order that they are read in. A section is a file in `sections/` and a line here.
 */
import type { ReportDocument } from "@rollcall/model"
import { personAnchors } from "./anchors.ts"
import type { Language } from "./language/Language.ts"
import type { Section, SectionContent } from "./section.ts"
import { section as changes } from "./sections/changes.ts"
import { section as checkDetails } from "./sections/check-details.ts"
import { section as checks } from "./sections/checks.ts"
import { section as collection } from "./sections/collection.ts"
import { section as controls } from "./sections/controls.ts"
import { section as correlation } from "./sections/correlation.ts"
import { section as devices } from "./sections/devices.ts"
import { section as exceptions } from "./sections/exceptions.ts"
import { section as failuresByPerson } from "./sections/failures-by-person.ts"
import { section as method } from "./sections/method.ts"
import { section as people } from "./sections/people.ts"
import { section as summary } from "./sections/summary.ts"
import { section as unowned } from "./sections/unowned.ts"

/** All sections. The first is the page that is read if only one is. */
export const sections: ReadonlyArray<Section> = [
  summary,
  changes,
  collection,
  correlation,
  controls,
  checks,
  checkDetails,
  failuresByPerson,
  exceptions,
  people,
  devices,
  unowned,
  method
]

/** All sections of a document that have something to say, in a language. */
export function contentOf(document: ReportDocument, language: Language): ReadonlyArray<SectionContent> {
  const told: ReportDocument = {
    ...document,
    checks: document.checks.map((check) => Object.assign({}, check, language.checkTexts(check.id)))
  }
  const anchors = personAnchors(document.people)
  return sections.map((section) => section.of(told, language, anchors)).filter((content) => content !== null)
}

/**
 * Who is here, and what does each person hold?
 */
import type { ReportDocument, ReportPerson, ResourceKey } from "@rollcall/model"
import { linked, type PersonAnchors, personAnchors } from "../anchors.ts"
import type { Block, Cell } from "../blocks.ts"
import type { Language, Texts } from "../language/Language.ts"
import { text } from "../language/Wording.ts"
import { deviceLinks, findingLinks, isHoldingKnown, wasRead } from "../reading.ts"
import { defineSection } from "../section.ts"
import { failingCount, personCell } from "../subjects.ts"

export const section = defineSection({
  id: "people",
  title: (texts) => texts.people.title,
  select: (document) => ({ document, anchors: personAnchors(document.people) }),
  blocks: ({ anchors, document }, language): ReadonlyArray<Block> => {
    const texts = language.texts.people
    return [
      { kind: "paragraph", text: texts.text(document.summary.people, document.people.length) },
      {
        kind: "table",
        caption: texts.caption(document.summary.people),
        columns: [
          { title: texts.person, width: 33 },
          { title: texts.employee, width: 17 },
          { title: texts.browsers, width: 9, align: "right" },
          { title: texts.accounts, width: 9, align: "right" },
          { title: texts.devices, width: 9, align: "right" },
          { title: texts.openFindings, width: 9, align: "right" },
          { title: texts.failing, width: 9, align: "right" }
        ],
        rows: document.people.map((person) => row(document, person, anchors, language)),
        leftOut: null
      }
    ]
  }
})

function row(
  document: ReportDocument,
  person: ReportPerson,
  anchors: PersonAnchors,
  { count, texts, yesNo }: Language
): ReadonlyArray<Cell> {
  const { snapshot } = document
  const countOrMark = (many: number | null) => (many === null ? "?" : count(many))
  const known = (keys: ReadonlyArray<ResourceKey>, many: number) =>
    countOrMark(isHoldingKnown(snapshot, keys) ? many : null)
  const failing = countOrMark(failingCount(document, person.posture.failing.length))
  return [
    { ...linked(personCell(person), undefined), anchor: anchors.of(person) },
    employeeCell(person, texts) ?? yesNo(wasRead(snapshot, "push.employees") ? false : null),
    known(["push.browsers"], person.browsers.length),
    known(["push.accounts", "push.accountsOther"], person.accounts.length + person.accountsOther.length),
    known(deviceLinks, person.devices.length),
    known(findingLinks, person.findings.filter((finding) => finding.state !== "RESOLVED").length),
    linked(failing, person.posture.failing.length === 0 ? undefined : anchors.failuresOf(person))
  ]
}

/** The licence, with the department below; `undefined` for who is no employee. */
function employeeCell({ ambiguous, employee }: ReportPerson, { people: texts }: Texts): Cell | undefined {
  if (ambiguous) return texts.ambiguous
  if (employee === null) return undefined
  const { department, licensed } = employee
  return {
    text: licensed === true ? texts.licensed : licensed === false ? texts.notLicensed : texts.licenceNotKnown,
    detail: text(department)
  }
}

/**
 * Who is here, and what does each person hold?
 */
import type { ReportDocument, ReportPerson, ResourceKey } from "@rollcall/model"
import { linked, type PersonAnchors } from "../anchors.ts"
import { type Block, type Cell, type Row, rowsOf } from "../blocks.ts"
import type { Language, Texts } from "../language/Language.ts"
import { text } from "../language/Wording.ts"
import { deviceLinks, findingLinks, isHoldingKnown, wasRead } from "../reading.ts"
import { defineSection } from "../section.ts"
import { failingCount, personCell } from "../subjects.ts"

export const section = defineSection({
  id: "people",
  title: (texts) => texts.people.title,
  select: (document, anchors) => ({ document, anchors }),
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
        rows: rowsOf(document.people, rowMaker(document, anchors, language)),
        leftOut: null
      }
    ]
  }
})

function rowMaker(
  document: ReportDocument,
  anchors: PersonAnchors,
  { count, texts, yesNo }: Language
): (person: ReportPerson) => Row {
  const { snapshot } = document
  const countOrMark = (many: number | null) => (many === null ? "?" : count(many))
  const shown = (keys: ReadonlyArray<ResourceKey>) => (isHoldingKnown(snapshot, keys) ? count : () => "?")
  const [browsers, accounts] = [shown(["push.browsers"]), shown(["push.accounts", "push.accountsOther"])]
  const [devices, findings] = [shown(deviceLinks), shown(findingLinks)]
  const noEmployee = yesNo(wasRead(snapshot, "push.employees") ? false : null)
  return (person) => {
    const { failing } = person.posture
    const openCount = person.findings.filter((finding) => finding.state !== "RESOLVED").length
    return [
      { ...linked(personCell(person), undefined), anchor: anchors.of(person) },
      employeeCell(person, texts) ?? noEmployee,
      browsers(person.browsers.length),
      accounts(person.accounts.length + person.accountsOther.length),
      devices(person.devices.length),
      findings(openCount),
      linked(
        countOrMark(failingCount(document, failing.length)),
        failing.length === 0 ? undefined : anchors.failuresOf(person)
      )
    ]
  }
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

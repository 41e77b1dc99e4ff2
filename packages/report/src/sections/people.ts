/**
 * Who is here, and what does each person hold?
 */
import type { ReportDocument, ReportPerson, ResourceKey } from "@rollcall/model"
import type { Block, Cell } from "../blocks.ts"
import { deviceLinks, findingLinks, isHoldingKnown, wasRead } from "../reading.ts"
import { defineSection } from "../section.ts"
import { failingCount, personCell } from "../subjects.ts"
import { count, counted, text } from "../wording.ts"

export const section = defineSection({
  id: "people",
  title: "People",
  select: (document) => document,
  blocks: (document): ReadonlyArray<Block> => [
    {
      kind: "paragraph",
      text:
        `The roster: ${rosterSize(document)}, ordered by address. An address that no ` +
        "employee claims is a person of its own. A shared device appears with each of its people. Findings are those not " +
        "resolved. What rests on data that were not read prints a question mark."
    },
    {
      kind: "table",
      caption: document.summary.people === null ? "People seen" : `People (${count(document.summary.people)})`,
      columns: [
        { title: "Person", width: 33 },
        { title: "Employee", width: 17 },
        { title: "Browsers", width: 9, align: "right" },
        { title: "Accounts", width: 9, align: "right" },
        { title: "Devices", width: 9, align: "right" },
        { title: "Open findings", width: 9, align: "right" },
        { title: "Failing checks", width: 9, align: "right" }
      ],
      rows: document.people.map((person) => row(document, person)),
      leftOut: null
    }
  ]
})

const rosterSize = ({ people, summary }: ReportDocument): string =>
  summary.people === null
    ? `${counted(people.length, "person", "people")} seen, how many there are is not known`
    : counted(summary.people, "person", "people")

function row(document: ReportDocument, person: ReportPerson): ReadonlyArray<Cell> {
  const { snapshot } = document
  const known = (keys: ReadonlyArray<ResourceKey>, many: number) =>
    countOrMark(isHoldingKnown(snapshot, keys) ? many : null)
  return [
    personCell(person),
    employeeCell(person, wasRead(snapshot, "push.employees")),
    known(["push.browsers"], person.browsers.length),
    known(["push.accounts", "push.accountsOther"], person.accounts.length + person.accountsOther.length),
    known(deviceLinks, person.devices.length),
    known(findingLinks, person.findings.filter((finding) => finding.state !== "RESOLVED").length),
    countOrMark(failingCount(document, person.posture.failing.length))
  ]
}

const countOrMark = (many: number | null): string => (many === null ? "?" : count(many))

function employeeCell(person: ReportPerson, areEmployeesKnown: boolean): Cell {
  if (person.ambiguous) return { text: "ambiguous", detail: "address of several" }
  if (person.employee === null) return areEmployeesKnown ? "no" : "?"
  const { department, licensed } = person.employee
  return {
    text: licensed === true ? "licensed" : licensed === false ? "not licensed" : "licence not known",
    detail: text(department)
  }
}

/**
 * How well do the two sources fit together, and where are the gaps?
 */
import type { ReportDocument, ResourceKey } from "@rollcall/model"
import type { Block } from "../blocks.ts"
import { wasRead } from "../reading.ts"
import { defineSection } from "../section.ts"
import { share } from "../wording.ts"

export const section = defineSection({
  id: "correlation",
  title: "How the sources fit together",
  select: ({ correlation, snapshot, summary }) => ({
    correlation,
    gaps: gapsOf(correlation, summary),
    areEmployeesKnown: wasRead(snapshot, "push.employees"),
    areRecordsKnown: byIdAndAddress.every((key) => wasRead(snapshot, key))
  }),
  blocks: ({ areEmployeesKnown, areRecordsKnown, correlation, gaps }): ReadonlyArray<Block> => [
    {
      kind: "paragraph",
      text:
        "Records are joined by email address. Every number stands beside the population it is a part of; where a source " +
        "was not read to its end or is not configured, it is not known."
    },
    {
      kind: "table",
      caption: "Matches and gaps",
      columns: [
        { title: "What", width: 66 },
        { title: "Number", width: 34, align: "right" }
      ],
      rows: gaps,
      leftOut: null
    },
    ...ownersNotTold(correlation),
    ...ambiguousEmails(correlation, areEmployeesKnown),
    ...disagreements(correlation, areRecordsKnown)
  ]
})

/** What a record that names a person both by id and by address is found among. */
const byIdAndAddress: ReadonlyArray<ResourceKey> = [
  "push.employees",
  "push.browsers",
  "push.accounts",
  "push.accountsOther"
]

function gapsOf(
  correlation: ReportDocument["correlation"],
  summary: ReportDocument["summary"]
): ReadonlyArray<[string, string]> {
  const accounts =
    summary.accounts === null || summary.accountsOther === null ? null : summary.accounts + summary.accountsOther
  return [
    ["Employees with a device", share(correlation.employeesWithDevice, summary.employees)],
    ["Employees without a device", share(correlation.employeesWithoutDevice, summary.employees)],
    ["Employees without a browser", share(correlation.employeesWithoutBrowser, summary.employees)],
    ["Browsers without an employee", share(correlation.browsersWithoutEmployee, summary.browsers)],
    ["Accounts without an employee", share(correlation.accountsWithoutEmployee, accounts)],
    ["End users without an employee", share(correlation.endusersWithoutEmployee, summary.endusers)],
    ["Devices without an employee", share(correlation.devicesWithoutEmployee, summary.devices)],
    ["Devices of several people (shared)", share(correlation.sharedDevices, summary.devices)],
    ["Devices whose owners the source did not tell", share(correlation.devicesOwnerNotTold, summary.devices)]
  ]
}

function ownersNotTold({ devicesOwnerNotTold }: ReportDocument["correlation"]): ReadonlyArray<Block> {
  if (devicesOwnerNotTold === null || devicesOwnerNotTold === 0) return []
  const text =
    "Devices whose owners the source did not tell may belong to employees who are counted as without a device. They are " +
    "not counted as without an employee."
  return [{ kind: "note", tone: "warning", text }]
}

function ambiguousEmails(
  { ambiguousEmails: emails }: ReportDocument["correlation"],
  isKnown: boolean
): ReadonlyArray<Block> {
  if (emails.length === 0) {
    const none = "No address is claimed by more than one employee."
    const unknown = "Whether an address is claimed by more than one employee is not known."
    return [{ kind: "paragraph", text: isKnown ? none : unknown }]
  }
  return [
    {
      kind: "table",
      caption: "Addresses that several employees claim: nothing is joined through them",
      columns: [
        { title: "Address", width: 45 },
        { title: "Employee ids", width: 55 }
      ],
      rows: emails.map(({ email, employeeIds }) => [email, employeeIds.join("; ")]),
      leftOut: null
    }
  ]
}

function disagreements({ disagreements: all }: ReportDocument["correlation"], isKnown: boolean): ReadonlyArray<Block> {
  if (all.length === 0) {
    const none = "No record names one person by its id and another by its address."
    const unknown = "Whether a record names one person by its id and another by its address is not known."
    return [{ kind: "paragraph", text: isKnown ? none : unknown }]
  }
  return [
    {
      kind: "table",
      caption: "Records whose id and address name two people: the id holds",
      columns: [
        { title: "Record", width: 28 },
        { title: "Employee by id", width: 24 },
        { title: "Address on the record", width: 28 },
        { title: "Employee by address", width: 20 }
      ],
      rows: all.map((each) => [
        { text: each.id, detail: kindNames[each.kind] },
        each.employeeId,
        each.email,
        each.emailEmployeeId ?? "several (ambiguous)"
      ]),
      leftOut: null
    }
  ]
}

const kindNames: Readonly<Record<ReportDocument["correlation"]["disagreements"][number]["kind"], string>> = {
  browser: "browser",
  account: "account",
  accountOther: "account on another app",
  finding: "finding",
  enduser: "end user",
  device: "device"
}

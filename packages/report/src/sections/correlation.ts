/**
 * How well do the two sources fit together, and where are the gaps?
 */
import type { ReportDocument, ResourceKey } from "@rollcall/model"
import type { Block } from "../blocks.ts"
import type { Language, Texts } from "../language/Language.ts"
import { wasRead } from "../reading.ts"
import { defineSection } from "../section.ts"

type Correlation = ReportDocument["correlation"]

export const section = defineSection({
  id: "correlation",
  title: (texts) => texts.correlation.title,
  select: ({ correlation, snapshot, summary }) => ({
    correlation,
    summary,
    areEmployeesKnown: wasRead(snapshot, "push.employees"),
    areRecordsKnown: byIdAndAddress.every((key) => wasRead(snapshot, key))
  }),
  blocks: ({ areEmployeesKnown, areRecordsKnown, correlation, summary }, language): ReadonlyArray<Block> => {
    const texts = language.texts.correlation
    return [
      { kind: "paragraph", text: texts.text },
      {
        kind: "table",
        caption: texts.gaps.caption,
        columns: [
          { title: texts.gaps.what, width: 66 },
          { title: texts.gaps.number, width: 34, align: "right" }
        ],
        rows: gapsOf(correlation, summary, language),
        leftOut: null
      },
      ...ownersNotTold(correlation, language.texts),
      ...ambiguousEmails(correlation, areEmployeesKnown, language.texts),
      ...disagreements(correlation, areRecordsKnown, language.texts)
    ]
  }
})

/** What a record that names a person both by id and by address is found among. */
const byIdAndAddress: ReadonlyArray<ResourceKey> = [
  "push.employees",
  "push.browsers",
  "push.accounts",
  "push.accountsOther"
]

function gapsOf(
  correlation: Correlation,
  { accounts, accountsOther, browsers, devices, employees, endusers }: ReportDocument["summary"],
  { share, texts }: Language
): ReadonlyArray<[string, string]> {
  const allAccounts = accounts === null || accountsOther === null ? null : accounts + accountsOther
  const rows = [
    ["employeesWithDevice", employees],
    ["employeesWithoutDevice", employees],
    ["employeesWithoutBrowser", employees],
    ["browsersWithoutEmployee", browsers],
    ["accountsWithoutEmployee", allAccounts],
    ["endusersWithoutEmployee", endusers],
    ["devicesWithoutEmployee", devices],
    ["sharedDevices", devices],
    ["devicesOwnerNotTold", devices]
  ] as const
  return rows.map(([name, population]) => [texts.correlation.gaps[name], share(correlation[name], population)])
}

function ownersNotTold(
  { devicesOwnerNotTold: many }: Correlation,
  { correlation: texts }: Texts
): ReadonlyArray<Block> {
  return many === null || many === 0 ? [] : [{ kind: "note", tone: "warning", text: texts.ownersNotTold }]
}

function ambiguousEmails(
  { ambiguousEmails: emails }: Correlation,
  isKnown: boolean,
  { correlation: { ambiguous: texts } }: Texts
): ReadonlyArray<Block> {
  if (emails.length === 0) return [{ kind: "paragraph", text: isKnown ? texts.none : texts.notKnown }]
  return [
    {
      kind: "table",
      caption: texts.caption,
      columns: [
        { title: texts.address, width: 45 },
        { title: texts.employees, width: 55 }
      ],
      rows: emails.map(({ email, employeeIds }) => [email, employeeIds.join("; ")]),
      leftOut: null
    }
  ]
}

function disagreements(
  { disagreements: all }: Correlation,
  isKnown: boolean,
  { correlation: { disagreements: texts }, kinds }: Texts
): ReadonlyArray<Block> {
  if (all.length === 0) return [{ kind: "paragraph", text: isKnown ? texts.none : texts.notKnown }]
  return [
    {
      kind: "table",
      caption: texts.caption,
      columns: [
        { title: texts.record, width: 28 },
        { title: texts.byId, width: 24 },
        { title: texts.address, width: 28 },
        { title: texts.byAddress, width: 20 }
      ],
      rows: all.map((each) => [
        { text: each.id, detail: kinds[each.kind] },
        each.employeeId,
        each.email,
        each.emailEmployeeId ?? texts.several
      ]),
      leftOut: null
    }
  ]
}

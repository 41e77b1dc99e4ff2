/**
 * Which records are nobody's?
 */
import type { ReportDocument } from "@rollcall/model"
import { type Block, type Cell, firstRows } from "../blocks.ts"
import type { Language, Texts } from "../language/Language.ts"
import { text } from "../language/Wording.ts"
import { defineSection } from "../section.ts"
import { deviceCell, ownersText } from "../subjects.ts"

const rowsShown = 100

export const section = defineSection({
  id: "unowned",
  title: (texts) => texts.unowned.title,
  select: ({ snapshot, unowned }) =>
    Object.values(unowned).every((records) => records.length === 0) ? null : { unowned, isComplete: snapshot.complete },
  blocks: ({ isComplete, unowned }, language): ReadonlyArray<Block> => {
    const texts = language.texts.unowned
    return [
      { kind: "paragraph", text: texts.text },
      ...(isComplete ? [] : [{ kind: "note", tone: "warning", text: texts.partial } as const]),
      ...groupsOf(unowned, language)
        .filter(({ rows }) => rows.length > 0)
        .map((group) => table(group, language.texts))
    ]
  }
})

interface Group {
  readonly what: keyof ReportDocument["unowned"]
  /** What names the record, what it is, and when it was last seen. */
  readonly rows: ReadonlyArray<readonly [Cell, string, string]>
}

function table({ rows, what }: Group, { resources, table: { leftOut: sentence }, unowned: texts }: Texts): Block {
  const records = resources[what]
  const { leftOut, shown } = firstRows(rows, rowsShown, (few, all) => sentence(few, all, texts.what(records)))
  return {
    kind: "table",
    caption: texts.caption(records, rows.length),
    columns: [
      { title: texts.record, width: 45 },
      { title: texts.kind, width: 35 },
      { title: texts.lastSeen, width: 20 }
    ],
    rows: shown,
    leftOut
  }
}

function groupsOf(unowned: ReportDocument["unowned"], { day, texts }: Language): ReadonlyArray<Group> {
  const { browser: browserOn, ownersNotTold } = texts.unowned
  return [
    {
      what: "devices",
      rows: unowned.devices.map((device) => {
        const platform = text(device.Platform)
        const isTold = ownersText({ device, owners: [] }) !== "?"
        return [deviceCell(device), isTold ? platform : ownersNotTold(platform), day(device.LastLogin)]
      })
    },
    {
      what: "browsers",
      rows: unowned.browsers.map((browser) => [
        browser.id,
        browserOn(text(browser.browser), text(browser.os)),
        day(browser.lastOnlineTimestamp)
      ])
    },
    {
      what: "accounts",
      rows: unowned.accounts.map((account) => [
        { text: account.id, detail: text(account.email) },
        text(account.appType),
        day(account.lastUsedTimestamp)
      ])
    },
    {
      what: "accountsOther",
      rows: unowned.accountsOther.map((account) => [
        { text: account.id, detail: text(account.email) },
        text(account.otherAppId),
        day(account.lastUsedTimestamp)
      ])
    },
    {
      what: "endusers",
      rows: unowned.endusers.map((enduser) => [
        { text: text(enduser.Name), detail: text(enduser.Email) },
        text(enduser.Groups),
        day(enduser.LastLogin)
      ])
    },
    {
      what: "findings",
      rows: unowned.findings.map((finding) => [
        finding.id,
        `${text(finding.type)}, ${text(finding.state)}`,
        day(finding.creationTimestamp)
      ])
    }
  ]
}

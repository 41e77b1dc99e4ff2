/**
 * Which records are nobody's?
 */
import type { ReportDocument } from "@rollcall/model"
import { type Block, type Cell, firstRows } from "../blocks.ts"
import { defineSection } from "../section.ts"
import { deviceCell, ownersText } from "../subjects.ts"
import { count, day, text } from "../wording.ts"

const rowsShown = 100

interface Group {
  readonly what: string
  readonly rows: ReadonlyArray<readonly [Cell, string, string]>
}

export const section = defineSection({
  id: "unowned",
  title: "Records that are nobody's",
  select: ({ snapshot, unowned }) => {
    const groups = groupsOf(unowned).filter((group) => group.rows.length > 0)
    return groups.length === 0 ? null : { groups, isComplete: snapshot.complete }
  },
  blocks: ({ groups, isComplete }): ReadonlyArray<Block> => [
    {
      kind: "paragraph",
      text:
        "Records without any address or employee id that leads to a person. They are counted in every total, and count as " +
        "gaps of the join."
    },
    ...(isComplete ? [] : [{ kind: "note", tone: "warning", text: mayBeSomebodys } as const]),
    ...groups.map(({ rows, what }): Block => {
      const { leftOut, shown } = firstRows(rows, rowsShown, what.toLowerCase())
      return {
        kind: "table",
        caption: `${what} (${count(rows.length)})`,
        columns: [
          { title: "Record", width: 45 },
          { title: "What it is", width: 35 },
          { title: "Last seen", width: 20 }
        ],
        rows: shown,
        leftOut
      }
    })
  ]
})

const mayBeSomebodys = "Not everything was read: what was not may tell that some of these belong to somebody."

function groupsOf(unowned: ReportDocument["unowned"]): ReadonlyArray<Group> {
  return [
    {
      what: "Devices",
      rows: unowned.devices.map((device) => [
        deviceCell(device),
        `${text(device.Platform)}${ownersText({ device, owners: [] }) === "?" ? ", owners not told" : ""}`,
        day(device.LastLogin)
      ])
    },
    {
      what: "Browsers",
      rows: unowned.browsers.map((browser) => [
        browser.id,
        `${text(browser.browser)} on ${text(browser.os)}`,
        day(browser.lastOnlineTimestamp)
      ])
    },
    {
      what: "Accounts",
      rows: unowned.accounts.map((account) => [
        { text: account.id, detail: text(account.email) },
        text(account.appType),
        day(account.lastUsedTimestamp)
      ])
    },
    {
      what: "Accounts on other apps",
      rows: unowned.accountsOther.map((account) => [
        { text: account.id, detail: text(account.email) },
        text(account.otherAppId),
        day(account.lastUsedTimestamp)
      ])
    },
    {
      what: "End users",
      rows: unowned.endusers.map((enduser) => [
        { text: text(enduser.Name), detail: text(enduser.Email) },
        text(enduser.Groups),
        day(enduser.LastLogin)
      ])
    },
    {
      what: "Findings",
      rows: unowned.findings.map((finding) => [
        finding.id,
        `${text(finding.type)}, ${text(finding.state)}`,
        day(finding.creationTimestamp)
      ])
    }
  ]
}

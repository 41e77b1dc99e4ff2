/**
 * Which failures were waived, by whom and until when; which waivers do nothing?
 */
import type { AppliedException } from "@rollcall/model"
import type { Block } from "../blocks.ts"
import { defineSection } from "../section.ts"
import { count } from "../wording.ts"

const groups = [
  { state: "applied", caption: "Applied: the failures they cover count as excepted" },
  { state: "expired", caption: "Expired: without effect" },
  { state: "matches-nothing", caption: "Matching nothing: no failure to cover" }
] as const

export const section = defineSection({
  id: "exceptions",
  title: "Exceptions",
  select: ({ exceptions }) => (exceptions.length === 0 ? null : exceptions),
  blocks: (exceptions): ReadonlyArray<Block> => [
    {
      kind: "paragraph",
      text:
        "An exception waives one check for one subject until a date. It never turns a failure into a pass: what it covers " +
        "is shown as excepted, and the score is printed with and without."
    },
    ...groups.flatMap(({ caption, state }) => {
      const rows = exceptions.filter((each) => each.state === state)
      return rows.length === 0 ? [] : [table(caption, rows)]
    })
  ]
})

const table = (caption: string, rows: ReadonlyArray<AppliedException>): Block => ({
  kind: "table",
  caption: `${caption} (${count(rows.length)})`,
  columns: [
    { title: "Check and subject", width: 34 },
    { title: "Reason", width: 30 },
    { title: "Approved by", width: 15 },
    { title: "Last day", width: 12 },
    { title: "Covers", width: 9, align: "right" }
  ],
  rows: rows.map((each) => [
    { text: each.subject, detail: each.check },
    each.reason,
    each.approvedBy,
    each.expires,
    count(each.covers)
  ]),
  leftOut: null
})

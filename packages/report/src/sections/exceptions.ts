/**
 * Which failures were waived, by whom and until when; which waivers do nothing?
 */
import type { AppliedException } from "@rollcall/model"
import type { Block } from "../blocks.ts"
import type { Language } from "../language/Language.ts"
import { defineSection } from "../section.ts"

const states = ["applied", "expired", "matches-nothing"] as const

export const section = defineSection({
  id: "exceptions",
  title: (texts) => texts.exceptions.title,
  select: ({ exceptions, snapshot }) => (exceptions.length === 0 ? null : { exceptions, asOf: snapshot.finishedAt }),
  blocks: ({ asOf, exceptions }, language): ReadonlyArray<Block> => [
    { kind: "paragraph", text: language.texts.exceptions.text },
    ...states.flatMap((state) => {
      const rows = exceptions.filter((each) => each.state === state)
      return rows.length === 0 ? [] : [table(state, rows, asOf, language)]
    })
  ]
})

const table = (
  state: AppliedException["state"],
  rows: ReadonlyArray<AppliedException>,
  asOf: string,
  { count, day, texts: { exceptions: texts } }: Language
): Block => ({
  kind: "table",
  caption: `${texts.states[state]} (${count(rows.length)})`,
  columns: [
    { title: texts.subject, width: 34 },
    { title: texts.reason, width: 30 },
    { title: texts.approvedBy, width: 15 },
    { title: texts.lastDay, width: 12 },
    { title: texts.covers, width: 9, align: "right" }
  ],
  rows: rows.map((each) => [
    { text: each.subject, detail: each.check },
    each.reason,
    each.approvedBy,
    { text: day(each.expires), ...remark(each, asOf, texts) },
    count(each.covers)
  ]),
  leftOut: null
})

/** In the last days before its end somebody has to decide again; a waiver for more than a year is no exception any more. */
const soonDays = 30
const longDays = 366

function remark(
  { expires, state }: AppliedException,
  asOf: string,
  { long, soon }: Language["texts"]["exceptions"]
): { readonly detail?: string } {
  if (state === "expired") return {}
  const daysLeft = (Date.parse(expires) - Date.parse(asOf.slice(0, 10))) / 86_400_000
  if (daysLeft > longDays) return { detail: long }
  return daysLeft <= soonDays ? { detail: soon } : {}
}

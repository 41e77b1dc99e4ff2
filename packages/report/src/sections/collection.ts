/**
 * What was collected, from where, and was all of it read?
 */
import type { ReportDocument } from "@rollcall/model"
import type { Block, Cell } from "../blocks.ts"
import { isConfigured, partialWarning, readingOf, resources, sourcesNotConfigured, sourceTitles } from "../reading.ts"
import { defineSection } from "../section.ts"
import { count, instant } from "../wording.ts"

type Reading = ReportDocument["snapshot"]["resources"][number]

export const section = defineSection({
  id: "collection",
  title: "What was collected",
  select: ({ snapshot }) => ({
    snapshot,
    warning: partialWarning(snapshot),
    notConfigured: sourcesNotConfigured(snapshot),
    read: resources
      .filter((each) => isConfigured(snapshot, each.source))
      .map((resource) => ({ resource, reading: readingOf(snapshot, resource) }))
  }),
  blocks: ({ notConfigured, read, snapshot, warning }): ReadonlyArray<Block> => [
    {
      kind: "paragraph",
      text:
        `One collection run read every configured source once, from ${instant(snapshot.startedAt)} to ` +
        `${instant(snapshot.finishedAt)}. A resource is complete if it was read to its end. Records that came twice ` +
        "were dropped, records that could not be understood were refused; both are counted here and nowhere else."
    },
    ...(warning === null ? [] : [{ kind: "note", tone: "warning", text: warning } as const]),
    ...notConfigured.map((source) => ({
      kind: "note" as const,
      tone: "information" as const,
      text: `${sourceTitles[source]} is not configured for this tenant: nothing that rests on it is known.`
    })),
    {
      kind: "table",
      caption: "Resources by source",
      columns: [
        { title: "Resource", width: 27 },
        { title: "Records", width: 11, align: "right" },
        { title: "Pages", width: 9, align: "right" },
        { title: "Source's total", width: 12, align: "right" },
        { title: "Duplicates", width: 11, align: "right" },
        { title: "Refused", width: 10, align: "right" },
        { title: "Offered", width: 9 },
        { title: "Complete", width: 11 }
      ],
      rows: read.map(({ reading, resource }) => [
        { text: resource.title, detail: sourceTitles[resource.source] },
        ...readingCells(reading)
      ]),
      leftOut: null
    },
    ...remarks(read),
    {
      kind: "facts",
      entries: [
        { name: "Snapshot", value: snapshot.id },
        { name: "Content hash", value: `SHA-256 ${snapshot.contentHash}` }
      ]
    }
  ]
})

function readingCells(reading: Reading | undefined): ReadonlyArray<Cell> {
  if (reading === undefined) return ["not known", "–", "–", "–", "–", "?", { text: "not read", mark: "unknown" }]
  if (!reading.offered) return ["–", count(reading.pages), "–", "–", "–", "no", "–"]
  return [
    reading.complete ? count(reading.records) : `${count(reading.records)} read`,
    count(reading.pages),
    reading.reportedTotal === null ? "–" : count(reading.reportedTotal),
    count(reading.duplicates),
    count(reading.refused),
    "yes",
    reading.complete ? { text: "yes", mark: "pass" } : { text: "no", mark: "unknown" }
  ]
}

interface Read {
  readonly reading: Reading | undefined
  readonly resource: (typeof resources)[number]
}

function remarks(read: ReadonlyArray<Read>): ReadonlyArray<Block> {
  const rows = read.flatMap(({ reading, resource: { source, title } }) => {
    if (reading === undefined) return []
    const name = `${sourceTitles[source]} ${title.toLowerCase()}`
    return [
      ...(reading.problem === null ? [] : [[name, "not read to its end", reading.problem]]),
      ...reading.drift.map((drift) => [name, "changed while read", drift]),
      ...reading.refusals.map(({ fingerprint, reason }) => [
        name,
        "record refused",
        `${reason} (record ${fingerprint})`
      ])
    ]
  })
  if (rows.length === 0) return []
  return [
    {
      kind: "table",
      caption: "What was not as it should be while reading",
      columns: [
        { title: "Resource", width: 28 },
        { title: "What", width: 20 },
        { title: "Detail", width: 52 }
      ],
      rows,
      leftOut: null
    }
  ]
}

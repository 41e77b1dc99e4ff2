/**
 * What was collected, from where, and was all of it read?
 */
import type { ReportDocument } from "@rollcall/model"
import type { Block, Cell } from "../blocks.ts"
import type { Language } from "../language/Language.ts"
import { isConfigured, partialWarning, readingOf, resources, sourcesNotConfigured, sourceTitles } from "../reading.ts"
import { defineSection } from "../section.ts"

type Reading = ReportDocument["snapshot"]["resources"][number]

interface Read {
  readonly reading: Reading | undefined
  readonly resource: (typeof resources)[number]
}

export const section = defineSection({
  id: "collection",
  title: (texts) => texts.collection.title,
  select: ({ snapshot }) => ({
    snapshot,
    notConfigured: sourcesNotConfigured(snapshot),
    read: resources
      .filter((each) => isConfigured(snapshot, each.source))
      .map((resource) => ({ resource, reading: readingOf(snapshot, resource) }))
  }),
  blocks: ({ notConfigured, read, snapshot }, language): ReadonlyArray<Block> => {
    const { instant } = language
    const texts = language.texts.collection
    const warning = partialWarning(snapshot, language)
    return [
      { kind: "paragraph", text: texts.text(instant(snapshot.startedAt), instant(snapshot.finishedAt)) },
      ...(warning === null ? [] : [{ kind: "note", tone: "warning", text: warning } as const]),
      ...notConfigured.map((source) => ({
        kind: "note" as const,
        tone: "information" as const,
        text: texts.notConfigured(sourceTitles[source])
      })),
      table(read, language),
      ...remarks(read, language),
      {
        kind: "facts",
        entries: [
          { name: texts.snapshot, value: snapshot.id },
          { name: texts.contentHash, value: `SHA-256 ${snapshot.contentHash}` }
        ]
      }
    ]
  }
})

function table(read: ReadonlyArray<Read>, language: Language): Block {
  const texts = language.texts.collection.resources
  return {
    kind: "table",
    caption: texts.caption,
    columns: [
      { title: texts.resource, width: 25 },
      { title: texts.records, width: 11, align: "right" },
      { title: texts.pages, width: 9, align: "right" },
      { title: texts.total, width: 12, align: "right" },
      { title: texts.duplicates, width: 11, align: "right" },
      { title: texts.refused, width: 12, align: "right" },
      { title: texts.offered, width: 9 },
      { title: texts.complete, width: 11 }
    ],
    rows: read.map(({ reading, resource: { resource, source } }) => [
      { text: language.texts.resources[resource], detail: sourceTitles[source] },
      ...readingCells(reading, language)
    ]),
    leftOut: null
  }
}

function readingCells(reading: Reading | undefined, { count, texts, yesNo }: Language): ReadonlyArray<Cell> {
  const { notRead, seen } = texts.collection
  if (reading === undefined) return [count(null), "–", "–", "–", "–", "?", { text: notRead, mark: "unknown" }]
  if (!reading.offered) return ["–", count(reading.pages), "–", "–", "–", yesNo(false), "–"]
  return [
    reading.complete ? count(reading.records) : seen(reading.records),
    count(reading.pages),
    reading.reportedTotal === null ? "–" : count(reading.reportedTotal),
    count(reading.duplicates),
    count(reading.refused),
    yesNo(true),
    { text: yesNo(reading.complete), mark: reading.complete ? "pass" : "unknown" }
  ]
}

function remarks(read: ReadonlyArray<Read>, { texts }: Language): ReadonlyArray<Block> {
  const titles = texts.collection.remarks
  const rows = read.flatMap(({ reading, resource: { resource, source } }) => {
    if (reading === undefined) return []
    const name = texts.partial.resource(sourceTitles[source], texts.resources[resource])
    return [
      ...(reading.problem === null ? [] : [[name, titles.problem, reading.problem]]),
      ...reading.drift.map((drift) => [name, titles.drift, drift]),
      ...reading.refusals.map(({ fingerprint, reason }) => [name, titles.refusal, titles.record(reason, fingerprint)])
    ]
  })
  if (rows.length === 0) return []
  return [
    {
      kind: "table",
      caption: titles.caption,
      columns: [
        { title: titles.resource, width: 28 },
        { title: titles.what, width: 20 },
        { title: titles.detail, width: 52 }
      ],
      rows,
      leftOut: null
    }
  ]
}

import type { ResourceReading } from "@rollcall/model"
import { Effect, type Option } from "effect"
import { fittedTable } from "../FittedTable.ts"
import { print } from "../Output.ts"
import type { ShowDocument } from "../SnapshotDocuments.ts"
import { recordCount, reportedPeriods, snapshotNamed } from "../StoredSnapshot.ts"
import { terminalText } from "../Table.ts"
import { durationText } from "../TenantProgress.ts"
import { configuration, withStore } from "../StoreWiring.ts"

export interface SnapshotShowInput {
  readonly id: string
  readonly tenant: Option.Option<string>
}

export const run = Effect.fn("cli.snapshotShow")(function* (input: SnapshotShowInput) {
  const config = yield* configuration
  const document = yield* withStore(
    config,
    Effect.gen(function* () {
      const { tenant, snapshot } = yield* snapshotNamed(config, input.tenant, input.id)
      const periods = (yield* reportedPeriods(tenant.id)).get(snapshot.id) ?? []
      const shown: ShowDocument = {
        schemaVersion: 1,
        tenant: tenant.id,
        snapshot,
        records: recordCount(snapshot),
        periods
      }
      return shown
    })
  )
  const table = yield* fittedTable(columns, document.snapshot.resources.map(rowOf))
  yield* print(
    () => JSON.stringify(document, null, 2),
    () => [
      ...headLines(document),
      "",
      ...table,
      "",
      "TOLD is the source's own count, AGAIN what came more than once and was dropped.",
      ...document.snapshot.resources.flatMap(troubleLines)
    ]
  )
})

/** Narrow enough for eighty columns; the times of each resource are in the document. */
const columns = [
  { head: "RESOURCE", narrow: 18 },
  { head: "STATE" },
  { head: "RECORDS" },
  { head: "PAGES" },
  { head: "TOLD" },
  { head: "AGAIN" },
  { head: "REFUSED" },
  { head: "TOOK" }
]

const headLines = ({ tenant, snapshot, records, periods }: ShowDocument): ReadonlyArray<string> => [
  `${snapshot.id} · ${tenant} · ${snapshot.complete ? "complete" : "PARTIAL"}`,
  `  Started       ${snapshot.startedAt}`,
  `  Finished      ${snapshot.finishedAt} (${tookText(snapshot)})`,
  `  Sources       ${snapshot.sources.join(", ")}`,
  `  Records       ${records}`,
  `  Content hash  ${snapshot.contentHash}`,
  `  Reports       ${periods.length === 0 ? "none" : periods.join(", ")}`
]

const tookText = ({ startedAt, finishedAt }: { readonly startedAt: string; readonly finishedAt: string }): string =>
  durationText(Math.max(0, Date.parse(finishedAt) - Date.parse(startedAt)))

/** With the source's own count where it tells one, and the records that came again. */
const rowOf = (reading: ResourceReading): ReadonlyArray<string> => [
  `${reading.source} ${reading.resource}`,
  reading.offered ? (reading.complete ? "complete" : "PARTIAL") : "not offered",
  String(reading.records),
  String(reading.pages),
  reading.reportedTotal === null ? "–" : String(reading.reportedTotal),
  String(reading.duplicates),
  String(reading.refused),
  tookText(reading)
]

/** What was not as it should be, below the table. */
function troubleLines({ source, resource, problem, drift, refused, refusals }: ResourceReading): ReadonlyArray<string> {
  const untold = refused - refusals.length
  const lines = [
    ...(problem === null ? [] : [`not read to its end: ${problem}`]),
    ...drift.map((sentence) => `drift: ${sentence}`),
    ...refusals.map(({ reason, fingerprint }) => `refused ${fingerprint}: ${reason}`),
    ...(untold > 0 ? [`${untold} more were refused; their reasons were not kept`] : [])
  ]
  return lines.length === 0 ? [] : ["", `${source} ${resource}`, ...lines.map((line) => `  ${terminalText(line)}`)]
}

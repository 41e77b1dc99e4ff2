import { AuditTrail } from "@rollcall/store"
import { Clock, Effect, Option, Path } from "effect"
import { Actor } from "../Actor.ts"
import { fittedTable } from "../FittedTable.ts"
import { note, print, tellInterruption } from "../Output.ts"
import type { ExportDocument } from "../SnapshotDocuments.ts"
import { type Exported, exportSnapshot } from "../SnapshotExport.ts"
import { inStore, snapshotNamed } from "../StoredSnapshot.ts"
import { configuration, withStore } from "../StoreWiring.ts"

export interface SnapshotExportInput {
  readonly id: string
  readonly tenant: Option.Option<string>
  readonly out: Option.Option<string>
}

export const run = Effect.fn("cli.snapshotExport")(function* (input: SnapshotExportInput) {
  const config = yield* configuration
  const path = yield* Path.Path
  const folder = path.resolve(Option.getOrElse(input.out, () => input.id))
  const document = yield* withStore(
    config,
    Effect.gen(function* () {
      const { tenant, snapshot } = yield* snapshotNamed(config, input.tenant, input.id)
      const exported = yield* exportSnapshot(tenant, snapshot, folder)
      yield* recordExport(tenant.id, snapshot.id, exported)
      return documentOf(folder, exported)
    })
  ).pipe(tellInterruption("nothing was exported; run the same command again."))
  if (!document.snapshot.complete) {
    yield* note(`${document.tenant}: the snapshot is PARTIAL; the manifest says what is missing`)
  }
  const files = yield* fittedTable(
    [{ head: "FILE" }, { head: "RECORDS" }, { head: "BYTES" }],
    document.files.map(({ name, records, sizeBytes }) => [name, String(records), String(sizeBytes)])
  )
  yield* print(
    () => JSON.stringify(document, null, 2),
    () => [...files, "", `${document.records} records in ${folder}`, `manifest SHA-256 ${document.manifestSha256}`]
  )
})

/** Records were handed out: that is evidence, as a report is. */
const recordExport = Effect.fnUntraced(function* (tenant: string, id: string, { manifestSha256 }: Exported) {
  const trail = yield* AuditTrail
  const at = new Date(yield* Clock.currentTimeMillis).toISOString()
  yield* inStore(
    tenant,
    trail.append({
      tenant,
      at,
      actor: yield* Actor,
      operation: "snapshot export",
      subject: id,
      phase: "outcome",
      action: `export ${id} ${at}`,
      outcome: "done",
      reason: null,
      before: null,
      after: { manifestSha256 }
    })
  )
})

const documentOf = (folder: string, { manifest, manifestSha256 }: Exported): ExportDocument => {
  const { id, finishedAt, complete } = manifest.snapshot
  return {
    schemaVersion: 1,
    tenant: manifest.tenant.id,
    folder,
    snapshot: { id, finishedAt, complete },
    records: manifest.records,
    files: manifest.files,
    manifestSha256
  }
}

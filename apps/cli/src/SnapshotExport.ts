/**
 * A snapshot as files: the records of each resource as they came, one a line, and a manifest with their hashes.
 *
 * The folder is made beside its place and moved there when it is whole: nobody finds half an export. A page of records is in
 * memory at a time.
 */
import type { TenantConfig } from "@rollcall/config"
import { isResourceName, type ResourceReading, type SnapshotHeader } from "@rollcall/model"
import {
  contentBytes,
  type ContentHash,
  hashOrder,
  makeContentHash,
  type RecordText,
  SnapshotStore
} from "@rollcall/store"
import { Effect, FileSystem, Path, Stream } from "effect"
import { createHash } from "node:crypto"
import { Failure } from "./Failure.ts"
import { outputFailure, storeFailure } from "./failures.ts"
import { note } from "./Output.ts"
import type { ExportedFile, ExportManifest } from "./SnapshotDocuments.ts"
import { makeStagingFolder } from "./StagingFolder.ts"
import { version } from "./version.ts"

/** What was written. */
export interface Exported {
  readonly manifest: ExportManifest
  readonly manifestSha256: string
}

/**
 * Writes a snapshot into a folder that does not exist yet.
 *
 * **Errors** `Failure`: the folder is there, cannot be written, or the records are not those that were sealed. Nothing is left
 * of the folder then. What a killed export of the same folder left beside it is removed by the next.
 */
export const exportSnapshot = Effect.fn("cli.exportSnapshot")(function* (
  tenant: TenantConfig,
  snapshot: SnapshotHeader,
  folder: string
) {
  const fs = yield* FileSystem.FileSystem
  const path = yield* Path.Path
  const parent = path.dirname(folder)
  return yield* Effect.gen(function* () {
    if (yield* fs.exists(folder)) return yield* isThere(folder)
    yield* fs.makeDirectory(parent, { recursive: true })
    const staging = yield* makeStagingFolder(folder)
    return yield* Effect.onError(writeAll(tenant, snapshot, staging, folder), () =>
      // The failure that brought us here is the one to tell.
      fs
        .remove(staging, { recursive: true, force: true })
        .pipe(Effect.catch((error) => note(`${staging} is left over (${error.message}); remove it`)))
    )
  }).pipe(
    Effect.catchTag("PlatformError", (error) => Effect.fail(outputFailure(error, folder, tenant.id))),
    Effect.catchTag("StoreError", (error) => Effect.fail(storeFailure(error, tenant.id)))
  )
})

const writeAll = Effect.fnUntraced(function* (
  tenant: TenantConfig,
  snapshot: SnapshotHeader,
  staging: string,
  folder: string
) {
  const fs = yield* FileSystem.FileSystem
  const path = yield* Path.Path
  const content = makeContentHash()
  const files: Array<ExportedFile> = []
  for (const reading of snapshot.resources.toSorted((a, b) => placeOf(a) - placeOf(b))) {
    if (!reading.offered) continue
    files.push(yield* writeRecords(snapshot, reading, staging, content))
  }
  if (content.digest() !== snapshot.contentHash) return yield* notAsSealed(tenant.id, snapshot.id)
  const manifest: ExportManifest = {
    schemaVersion: 1,
    tenant: { id: tenant.id, name: tenant.name },
    generator: { name: "rollcall", version },
    snapshot,
    records: files.reduce((sum, { records }) => sum + records, 0),
    files
  }
  const bytes = new TextEncoder().encode(`${JSON.stringify(manifest, null, 2)}\n`)
  yield* writeDurably(path.join(staging, "manifest.json"), Stream.make(bytes))
  // A rename takes an empty folder's place without a word.
  if (yield* fs.exists(folder)) return yield* isThere(folder)
  yield* fs.rename(staging, folder)
  const exported: Exported = { manifest, manifestSha256: createHash("sha256").update(bytes).digest("hex") }
  return exported
})

/** The order in which the content hash takes resources. */
const placeOf = ({ resource }: ResourceReading): number => hashOrder.findIndex((name) => name === resource)

/** Records that are written together. */
const recordsAtOnce = 500

const writeRecords = Effect.fnUntraced(function* (
  snapshot: SnapshotHeader,
  { source, resource }: ResourceReading,
  staging: string,
  content: ContentHash
) {
  const store = yield* SnapshotStore
  const path = yield* Path.Path
  const name = `${source}.${resource}.ndjson`
  const hash = createHash("sha256")
  const totals = { records: 0, sizeBytes: 0 }
  const records = isResourceName(resource) ? store.records(snapshot.tenant, snapshot.id, resource) : Stream.empty
  const pieces = records.pipe(
    Stream.grouped(recordsAtOnce),
    Stream.map((group) => {
      if (isResourceName(resource)) content.add(contentBytes(resource, group))
      const bytes = new TextEncoder().encode(group.map(lineOf).join(""))
      hash.update(bytes)
      totals.records += group.length
      totals.sizeBytes += bytes.byteLength
      return bytes
    })
  )
  yield* writeDurably(path.join(staging, name), pieces)
  const file: ExportedFile = { name, source, resource, ...totals, sha256: hash.digest("hex") }
  return file
})

const lineOf = ({ json }: RecordText): string => `${json}\n`

/** A file that is on the disk before the rename makes it visible; only its owner may read it. */
const writeDurably = <E, R>(file: string, pieces: Stream.Stream<Uint8Array, E, R>) =>
  Effect.scoped(
    Effect.gen(function* () {
      const fs = yield* FileSystem.FileSystem
      const handle = yield* fs.open(file, { flag: "wx", mode: 0o600 })
      yield* Stream.runForEach(pieces, (bytes) => handle.writeAll(bytes))
      yield* handle.sync
    })
  )

const isThere = (folder: string) =>
  Effect.fail(
    new Failure({
      code: "usage",
      summary: "is there already; nothing was overwritten.",
      where: { file: folder },
      next: "move it away, or name another folder with --out."
    })
  )

const notAsSealed = (tenant: string, id: string) =>
  Effect.fail(
    new Failure({
      code: "store",
      summary: `the records of ${id} are not those that were sealed.`,
      where: { tenant, operation: "export snapshot" },
      next: "restore the store from a backup; what it holds of this snapshot proves nothing."
    })
  )

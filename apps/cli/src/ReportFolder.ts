/**
 * The folder of one report, replaced as a whole.
 *
 * The files are written into a sibling, which then takes the old folder's place by two renames: a reader sees the old
 * report or the new one. What a killed run left behind is put right by the next.
 */
import type { ReportFile } from "@rollcall/report"
import { Effect, FileSystem, Path } from "effect"
import { note } from "./Output.ts"
import { makeStagingFolder } from "./StagingFolder.ts"

/**
 * Writes a report folder.
 *
 * **Details** `reports/acme/2026-10` is made through `reports/acme/.2026-10.new-…` and `reports/acme/.2026-10.old`.
 *
 * **Errors** `PlatformError`; nothing of the new report is left then, and the old one stands.
 */
export const writeReportFolder = Effect.fn("cli.writeReportFolder")(function* (
  folder: string,
  files: ReadonlyArray<ReportFile>
) {
  const fs = yield* FileSystem.FileSystem
  const path = yield* Path.Path
  const parent = path.dirname(folder)
  const name = path.basename(folder)
  const previous = path.join(parent, `.${name}.old`)
  yield* fs.makeDirectory(parent, { recursive: true })
  yield* repair(folder, previous)
  const staging = yield* makeStagingFolder(folder)
  const write = Effect.gen(function* () {
    yield* fs.chmod(staging, 0o755)
    for (const file of files) yield* writeDurably(path.join(staging, file.name), file.bytes)
    if (yield* fs.exists(folder)) yield* fs.rename(folder, previous)
    yield* fs.rename(staging, folder)
  })
  yield* Effect.onError(write, () =>
    Effect.andThen(fs.remove(staging, { recursive: true, force: true }), repair(folder, previous)).pipe(
      // The failure that brought us here is the one to tell; the next run puts right what is left.
      Effect.catch((error) => note(`${staging} is left over (${error.message}); the next report removes it`))
    )
  )
  yield* fs.remove(previous, { recursive: true, force: true })
})

/** Brings the old folder back if a run was killed between the two renames. */
const repair = Effect.fnUntraced(function* (folder: string, previous: string) {
  const fs = yield* FileSystem.FileSystem
  if (!(yield* fs.exists(previous))) return
  if (yield* fs.exists(folder)) return yield* fs.remove(previous, { recursive: true, force: true })
  yield* fs.rename(previous, folder)
})

/** A file that is on the disk before the rename makes it visible. */
export const writeDurably = (file: string, bytes: Uint8Array) =>
  Effect.scoped(
    Effect.gen(function* () {
      const fs = yield* FileSystem.FileSystem
      const handle = yield* fs.open(file, { flag: "w" })
      yield* handle.writeAll(bytes)
      yield* handle.sync
    })
  )

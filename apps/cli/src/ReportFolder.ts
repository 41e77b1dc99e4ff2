/**
 * The folder of one report, replaced as a whole.
 *
 * The files are written into a sibling, which then takes the old folder's place by two renames: a reader sees the old
 * report or the new one. What a killed run left behind is put right by the next.
 */
import type { FileStream } from "@rollcall/report"
import { Effect, FileSystem, Path, Stream } from "effect"
import { note } from "./Output.ts"
import { makeStagingFolder } from "./StagingFolder.ts"

/** Writes the files of a report into its folder while they are made, in the place of whatever was in it. */
export const writeReportFolder = (folder: string, files: AsyncIterable<FileStream>) =>
  replaceFolder(
    folder,
    Stream.map(asTheyAreMade(files), ({ name, chunks }) => ({ name, pieces: asTheyAreMade(oneByOne(chunks)) }))
  )

/** A fault in the making of a report is a mistake of ours, and nothing to be told to whoever asked for it. */
const asTheyAreMade = <A>(made: AsyncIterable<A>) => Stream.orDie(Stream.fromAsyncIterable(made, (error) => error))

/** A chunk may be overwritten by the next: none is taken before the one before it is written. */
async function* oneByOne(chunks: FileStream["chunks"]): AsyncGenerator<Uint8Array> {
  yield* chunks
}

/** A file whose bytes come piece by piece. */
export interface FileInPieces<E = never, R = never> {
  readonly name: string
  readonly pieces: Stream.Stream<Uint8Array, E, R>
}

/**
 * Replaces a folder by one with these files.
 *
 * **Details** `reports/acme/2026-10` is made through `reports/acme/.2026-10.new-…` and `reports/acme/.2026-10.old`.
 *
 * **Errors** `PlatformError`, or that of the pieces; nothing of the new folder is left then, and the old one stands.
 */
export const replaceFolder = Effect.fn("cli.replaceFolder")(function* <E, R>(
  folder: string,
  files: Stream.Stream<FileInPieces<E, R>, E, R>
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
    yield* Stream.runForEach(files, ({ name: file, pieces }) => writeDurably(path.join(staging, file), pieces))
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
export const writeDurably = <E, R>(file: string, pieces: Stream.Stream<Uint8Array, E, R>) =>
  Effect.scoped(
    Effect.gen(function* () {
      const fs = yield* FileSystem.FileSystem
      const handle = yield* fs.open(file, { flag: "w" })
      yield* Stream.runForEach(pieces, (bytes) => handle.writeAll(bytes))
      yield* handle.sync
    })
  )

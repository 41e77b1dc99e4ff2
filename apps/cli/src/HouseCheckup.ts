/**
 * What all tenants share: the store and the place of reports.
 */
import type { Config } from "@rollcall/config"
import { Effect, FileSystem, Path } from "effect"
import { statfs } from "node:fs/promises"
import { doubtful, examined, type Finding, fine } from "./Checkup.ts"
import { Failure } from "./Failure.ts"
import { inspectStore } from "./StoreWiring.ts"

/** Below this a collection of a large tenant, or the write-ahead log of the store, may not fit. */
const freeBytesMin = 1_000_000_000

const store = { subject: "store", source: null } as const
const reports = { subject: "reports", source: null } as const

/** Opens the store and writes to it; one that is not there yet is not made. */
export const storeCheckup = (config: Config) => examined(store, storeExamination(config))

const storeExamination = Effect.fnUntraced(function* ({ store: place, file }: Config) {
  if ("postgres" in place) {
    const { schema } = yield* inspectStore(place)
    return fine(store, `the database opens and takes writes, schema ${schema}`)
  }
  const fs = yield* FileSystem.FileSystem
  const path = yield* Path.Path
  const isThere = yield* Effect.orElseSucceed(fs.exists(place.sqlite), () => false)
  const folder = yield* nearestFolder(path.dirname(place.sqlite))
  const said = isThere
    ? `${place.sqlite} opens and takes writes, schema ${(yield* inspectStore(place)).schema}`
    : `${place.sqlite} is made by the first collection`
  if (!isThere) yield* writable(folder, () => unwritable(place.sqlite, `\`store\` in ${file}`))
  return withFreeSpace(said, yield* freeBytesOf(folder))
})

/** Writes into the folder of reports, or to where it will be made. What the store takes, its own examination tells. */
export const reportsCheckup = ({ reports: root, file }: Config) =>
  examined(
    reports,
    Effect.gen(function* () {
      if (root === null) return fine(reports, "reports are kept in the store; `rollcall report get` brings them")
      const folder = yield* nearestFolder(root)
      yield* writable(folder, () => unwritable(root, `\`reports\` in ${file}, or name another folder with --out`))
      return fine(reports, folder === root ? `${root} can be written` : `${root} is made by the first report`)
    })
  )

/** The folder itself, or the nearest above it that is there. */
const nearestFolder = Effect.fnUntraced(function* (wanted: string) {
  const fs = yield* FileSystem.FileSystem
  const path = yield* Path.Path
  let folder = wanted
  while (!(yield* Effect.orElseSucceed(fs.exists(folder), () => false)) && path.dirname(folder) !== folder) {
    folder = path.dirname(folder)
  }
  return folder
})

/** Permissions alone do not tell of a disk that is full or mounted for reading, so something is written. */
const writable = (folder: string, otherwise: () => Failure) =>
  Effect.scoped(
    Effect.flatMap(FileSystem.FileSystem, (fs) =>
      Effect.mapError(fs.makeTempDirectoryScoped({ directory: folder, prefix: ".rollcall-" }), otherwise)
    )
  )

const unwritable = (file: string, setting: string): Failure =>
  new Failure({
    code: "output",
    summary: "cannot be written.",
    where: { file },
    next: `check the permissions of the folder and the free space on its disk, or change ${setting}.`
  })

/** `null` where the file system does not tell. */
const freeBytesOf = (folder: string): Effect.Effect<number | null> =>
  Effect.tryPromise(() => statfs(folder)).pipe(
    Effect.map(({ bavail, bsize }) => bavail * bsize),
    Effect.orElseSucceed(() => null)
  )

function withFreeSpace(said: string, freeBytes: number | null): Finding {
  if (freeBytes === null) return fine(store, said)
  const detail = `${said}; ${(freeBytes / 1e9).toFixed(1)} GB free`
  return freeBytes < freeBytesMin
    ? doubtful(store, detail, "free some space: a collection that finds the disk full is lost.")
    : fine(store, detail)
}

/**
 * A folder that is filled beside its place and moved there when it is whole, so that nobody finds half of it.
 *
 * `reports/acme/2026-10` is filled as `reports/acme/.2026-10.new-…`, a name that tells by which process.
 */
import { Clock, Effect, FileSystem, Option, Path } from "effect"
import { createHash } from "node:crypto"
import { ThisProcess } from "./ThisProcess.ts"

/** What another machine began and did not touch for so long is abandoned. */
const abandonedAfterMs = 10 * 60 * 1000

/** Makes the sibling, after removing those of the same folder that nobody fills any more. */
export const makeStagingFolder = Effect.fnUntraced(function* (folder: string) {
  const fs = yield* FileSystem.FileSystem
  const path = yield* Path.Path
  const parent = path.dirname(folder)
  const prefix = `.${path.basename(folder)}.new-`
  for (const entry of yield* fs.readDirectory(parent)) {
    if (!entry.startsWith(prefix)) continue
    const sibling = path.join(parent, entry)
    if (yield* isAbandoned(sibling, entry.slice(prefix.length))) {
      yield* fs.remove(sibling, { recursive: true, force: true })
    }
  }
  const { id } = yield* ThisProcess
  return yield* fs.makeTempDirectory({ directory: parent, prefix: `${prefix}${markOf(id)}-` })
})

/** The process may have ended meanwhile and be known to have; if that cannot be known, the time of the last change tells. */
const isAbandoned = Effect.fnUntraced(function* (sibling: string, rest: string) {
  const { id, isAlive } = yield* ThisProcess
  const [, machine, number] = /^([0-9a-f]{8})-(\d+)-/.exec(rest) ?? []
  const name = id.slice(0, id.lastIndexOf(":"))
  const isHere = number !== undefined && machine === fingerprint(name)
  const alive = isHere ? isAlive(`${name}:${number}`) : null
  if (alive !== null) return !alive
  // Somebody may be moving it to its place at this moment.
  return (yield* Effect.orElseSucceed(unchangedForMs(sibling), () => 0)) > abandonedAfterMs
})

/** A machine's name may have characters that a file's may not. */
const markOf = (id: string): string => {
  const at = id.lastIndexOf(":")
  return `${fingerprint(id.slice(0, at))}-${id.slice(at + 1)}`
}

const fingerprint = (name: string): string => createHash("sha256").update(name).digest("hex").slice(0, 8)

/** Neither the folder nor anything in it. */
const unchangedForMs = Effect.fnUntraced(function* (folder: string) {
  const fs = yield* FileSystem.FileSystem
  const path = yield* Path.Path
  const files = (yield* fs.readDirectory(folder)).map((name) => path.join(folder, name))
  const times = yield* Effect.forEach([folder, ...files], (file) =>
    Effect.map(fs.stat(file), ({ mtime }) => Option.match(mtime, { onNone: () => 0, onSome: (at) => at.getTime() }))
  )
  return (yield* Clock.currentTimeMillis) - Math.max(...times)
})

/**
 * Goal: a disk that is full or cannot be written ends a run with words, and what was acknowledged is there.
 * Method: a process with a small disk of its own, mounted in a namespace that goes with it; where the system lets nobody make one,
 * these tests are skipped.
 */
import { describe, expect, it } from "@effect/vitest"
import { Effect } from "effect"
import { spawnSync } from "node:child_process"
import { mkdirSync } from "node:fs"
import { dirname } from "node:path"
import { fileURLToPath } from "node:url"
import { SnapshotStore } from "../src/index.ts"
import { layer } from "../src/sqlite.ts"
import { temporaryFile } from "./store.ts"
import { recordsPerPage, type WriterSettings } from "./writer.ts"

const namespace = ["--user", "--map-root-user", "--mount"]

// Mounting needs a right that many containers keep from an ordinary user; then these are shown as skipped.
const canMount = spawnSync("unshare", [...namespace, "mount", "-t", "tmpfs", "tmpfs", "/mnt"]).status === 0

/** Runs a shell script that is given the folder, then the writer as `"$@"`. Answers the lines that were written. */
function run(script: string, settings: WriterSettings & { readonly filename: string }): ReadonlyArray<string> {
  const folder = dirname(settings.filename)
  const program = fileURLToPath(new URL("writer.ts", import.meta.url))
  const command = [process.execPath, program, JSON.stringify(settings)]
  const { stdout, stderr } = spawnSync("unshare", [...namespace, "sh", "-ec", script, folder, ...command])
  expect(stderr.toString()).toBe("")
  return stdout.toString().trim().split("\n")
}

const unfinished = (filename: string) =>
  Effect.provide(
    Effect.flatMap(SnapshotStore, (store) => store.unfinished("acme")),
    layer({ filename })
  )

describe.skipIf(!canMount)("a disk of its own", () => {
  it.effect("that is full keeps what was acknowledged, and the run goes on once there is room", () =>
    Effect.gen(function* () {
      const filename = yield* temporaryFile
      mkdirSync(dirname(filename), { recursive: true })
      const disk = `cp -a "$0" "$0.disk"; mount -t tmpfs -o size=1m tmpfs "$0"; "$@"; cp "$0"/* "$0.disk"`
      const lines = run(disk, { filename, pages: 5000 })
      expect(lines.at(-1)).toBe("full: the disk is full")
      const kept = `${dirname(filename)}.disk/rollcall.db`
      const stored = (yield* unfinished(kept))?.open[0]
      expect(stored?.progress?.cursor).toBe(lines.at(-2))
      expect(stored?.records).toBe(Number(lines.at(-2)) * recordsPerPage)
      const rest = run(`"$@"`, { filename: kept, pages: 1000 })
      expect(rest.at(-1)).toMatch(/^[0-9a-f]{64}$/)
    })
  )

  it.effect("that cannot be written is told from a damaged one", () =>
    Effect.gen(function* () {
      const filename = yield* temporaryFile
      mkdirSync(dirname(filename), { recursive: true })
      run(`"$@"`, { filename, pages: 3 })
      const disk = `mount --bind "$0" "$0"; mount -o remount,ro,bind "$0"; "$@"`
      expect(run(disk, { filename, pages: 3 }).at(-1)).toMatch(/^(read-only|unavailable): /)
      const none = `mount -t tmpfs -o ro tmpfs "$0"; "$@"`
      expect(run(none, { filename, pages: 3 }).at(-1)).toMatch(/^read-only: /)
    })
  )
})

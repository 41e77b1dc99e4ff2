/**
 * A real store in a file of its own.
 */
import { SnapshotStore } from "@rollcall/store"
import { layer } from "@rollcall/store/sqlite"
import { Effect } from "effect"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"

export const fresh = { tenant: "acme", resume: false }

/** Runs with a store that is gone afterwards. */
export const withStore = <A, E>(effect: Effect.Effect<A, E, SnapshotStore>) =>
  Effect.acquireUseRelease(
    Effect.sync(() => mkdtempSync(join(tmpdir(), "rollcall-collect-"))),
    (folder) => Effect.provide(effect, layer({ filename: join(folder, "rollcall.db") })),
    (folder) => Effect.sync(() => rmSync(folder, { recursive: true }))
  )

/** The records of a snapshot of acme. */
export const recordsOf = (snapshot: { readonly id: string }) =>
  Effect.gen(function* () {
    const loaded = yield* (yield* SnapshotStore).load("acme", snapshot.id)
    return loaded === null ? yield* Effect.die(new Error(`${snapshot.id} is not there`)) : loaded.records
  })

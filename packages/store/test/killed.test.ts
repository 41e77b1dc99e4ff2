/**
 * Goal: a process that is killed at any instant loses nothing that was acknowledged, and the run goes on as if it had not been.
 * Method: SIGKILL for a child process at random instants, again and again; what it had been told is compared with what is there.
 */
import { describe, expect, it } from "@effect/vitest"
import { Effect, Layer } from "effect"
import { spawn } from "node:child_process"
import { once } from "node:events"
import { createInterface } from "node:readline"
import { fileURLToPath } from "node:url"
import { SnapshotStore } from "../src/index.ts"
import { backends } from "./backends.ts"
import { aReading, begin } from "./store.ts"
import { pageOf, recordsPerPage, type WriterSettings } from "./writer.ts"

const pages = 1000
const kills = 10

/** Long enough that some processes come to the index and the hash at the end. */
const killAfterMsMax = 250

/** Numbers from 0 to 1 that are the same each time. */
function* scattered() {
  for (let state = 42; ;) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    yield state / 2 ** 32
  }
}

/** Runs a writer, killed so long after its first line, if at all. Answers the last line that it wrote. */
const write = (settings: WriterSettings, killAfterMs: number | null) =>
  Effect.promise(async () => {
    const program = fileURLToPath(new URL("writer.ts", import.meta.url))
    const child = spawn(process.execPath, [program, JSON.stringify(settings)], { stdio: ["ignore", "pipe", "inherit"] })
    const ended = once(child, "exit")
    let last = ""
    for await (const line of createInterface(child.stdout)) {
      if (last === "" && killAfterMs !== null) setTimeout(() => child.kill("SIGKILL"), killAfterMs)
      last = line
    }
    await ended
    return last
  })

describe.each(backends)("a process that is killed while it writes to $name", (backend) => {
  it.live(
    "leaves what was acknowledged, and a run that ends with the same content hash",
    () =>
      Effect.gen(function* () {
        const { layer, place } = yield* backend.database
        const settings = { ...place, pages }
        const instants = scattered()
        for (let kill = 0; kill < kills; kill += 1) {
          const acknowledged = Number(yield* write(settings, (instants.next().value ?? 0) * killAfterMsMax))
          // A server may still finish what the process had asked for.
          const run = yield* Effect.flatMap(SnapshotStore, (store) => store.unfinished("acme")).pipe(
            Effect.provide(Layer.fresh(layer)),
            Effect.delay("50 millis")
          )
          if (run === null) break
          const [open] = run.open
          const stored = open === undefined ? pages : Number(open.progress?.cursor ?? 0)
          expect(stored).toBeGreaterThanOrEqual(acknowledged)
          expect(open?.records ?? run.readings[0]?.records).toBe(stored * recordsPerPage)
        }
        yield* write(settings, null)
        yield* Effect.gen(function* () {
          const store = yield* SnapshotStore
          const [killed] = yield* store.list("acme")
          yield* begin("run-2")
          yield* store.openResource("run-2", "push", "employees")
          const records = Array.from({ length: pages }, (_, page) => pageOf(page)).flat()
          yield* store.append("run-2", "push", "employees", records, null)
          yield* store.closeResource("run-2", aReading("employees", { records: records.length }))
          const undisturbed = yield* store.seal("run-2", "2026-10-31T09:00:00.000Z")
          expect(killed?.contentHash).toBe(undisturbed.contentHash)
          expect(yield* store.find("acme", "run-1", [{ kind: "email", value: "p77@acme.example" }])).toHaveLength(1)
        }).pipe(Effect.provide(layer))
      }),
    180_000
  )
})

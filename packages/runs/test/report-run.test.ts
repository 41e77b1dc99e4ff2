/**
 * Goal: whoever dies within a run, the next one goes on with the step that was under way, and the run ends once.
 * Method: the engine over a real SQLite file, which is closed in the middle of a step and opened again.
 */
import { describe, expect, it } from "@effect/vitest"
import { ReportRuns } from "@rollcall/store"
import { layerWithClient } from "@rollcall/store/sqlite"
import { Clock, Effect, Exit, Fiber, Layer, Scope } from "effect"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import {
  forget,
  grouped,
  groupOf,
  localEngine,
  memoryEngine,
  ReportRun,
  reportRuns,
  ReportSteps,
  RunFailure,
  RunRecords,
  type RunRequest
} from "../src/index.ts"

const request: RunRequest = {
  formats: ["json"],
  lang: "en",
  collect: "always",
  snapshot: null,
  allowPartial: false,
  out: null
}
const run = { tenant: "acme", period: "2026-10", attempt: 1, request }
const failure = new RunFailure({ code: "refused", summary: "no.", where: { tenant: "acme" }, next: "ask." })

const file = Effect.acquireRelease(
  Effect.sync(() => mkdtempSync(join(tmpdir(), "rollcall runs "))),
  (folder) => Effect.sync(() => rmSync(folder, { recursive: true }))
).pipe(Effect.map((folder) => join(folder, "store.db")))

/** Steps that say what is done, and may hang or fail. */
const stepsOf = (
  done: Array<string>,
  at: Partial<Record<"collect" | "assess" | "render" | "record", Effect.Effect<void, RunFailure>>> = {}
) => {
  const take = <A>(name: keyof typeof at, detail: string, value: A) =>
    Effect.andThen(
      Effect.sync(() => done.push(`${name}${detail}`)),
      Effect.as(at[name] ?? Effect.void, value)
    )
  return Layer.succeed(ReportSteps, {
    of: () => ({
      collect: ({ isAgain }) => take("collect", isAgain ? " again" : "", { snapshot: "s1", basis: "named" as const }),
      assess: () => take("assess", "", { score: 80, coverage: 90 }),
      render: () => take("render", "", { place: "folder", files: ["report.json"], manifestSha256: "00" }),
      record: ({ isAgain }) => take("record", isAgain ? " again" : "", undefined)
    })
  })
}

const records = RunRecords.kept({ runner: "host:1", failed: () => failure, patiently: (effect) => effect })

/** A process: the store in a file, and an engine over it that has the run's group for its own. */
const processOver = (filename: string, steps: Layer.Layer<ReportSteps>) =>
  Effect.gen(function* () {
    const execution = yield* ReportRun.executionId(run)
    const workflow = grouped(new Map([[execution, groupOf(run)]]))
    const layer = reportRuns(workflow, { runs: 2, processing: 1 }).pipe(
      Layer.provideMerge(localEngine([groupOf(run)])),
      Layer.provide([steps, records]),
      Layer.provideMerge(layerWithClient({ filename }))
    )
    const scope = yield* Scope.make()
    const services = yield* Layer.buildWithScope(Layer.fresh(layer), scope)
    return { workflow, services, end: Scope.close(scope, Exit.void) }
  })

const submitted = Effect.gen(function* () {
  const submittedAt = new Date(yield* Clock.currentTimeMillis).toISOString()
  const runs = yield* ReportRuns
  return yield* runs.submit({ ...run, execution: null, origin: "here", request: "{}", submittedAt })
})

describe("a report run", () => {
  it.live("takes its steps in order, once, and leaves word of them", () =>
    Effect.gen(function* () {
      const done: Array<string> = []
      const { workflow, services, end } = yield* processOver(yield* file, stepsOf(done))
      yield* Effect.gen(function* () {
        yield* submitted
        const made = yield* workflow.execute(run)
        expect(made).toMatchObject({ snapshot: "s1", score: 80, place: "folder" })
        expect(yield* workflow.execute(run)).toEqual(made)
        expect(done).toEqual(["collect", "assess", "render", "record"])
        const runs = yield* ReportRuns
        expect(yield* runs.find(run)).toMatchObject({ state: "done", step: "record", runner: "host:1" })
      }).pipe(Effect.provide(services))
      yield* end
    })
  )

  it.live.each([
    ["collect", ["collect", "collect again", "assess", "render", "record"]],
    ["render", ["collect", "assess", "render", "render", "record"]],
    ["record", ["collect", "assess", "render", "record", "record again"]]
  ] as const)("goes on at the step in which its process died: %s", ([step, expected]) =>
    Effect.gen(function* () {
      const done: Array<string> = []
      const filename = yield* file
      const first = yield* processOver(filename, stepsOf(done, { [step]: Effect.never }))
      yield* Effect.provide(submitted, first.services)
      const waiting = yield* Effect.forkChild(Effect.provide(first.workflow.execute(run), first.services))
      while (!done.includes(step)) yield* Effect.sleep("5 millis")
      yield* first.end
      yield* Fiber.interrupt(waiting)
      const second = yield* processOver(filename, stepsOf(done))
      const made = yield* Effect.provide(second.workflow.execute(run), second.services)
      expect(made.manifestSha256).toBe("00")
      expect(done).toEqual(expected)
      yield* second.end
    })
  )

  it.live("ends with its failure, which is kept", () =>
    Effect.gen(function* () {
      const done: Array<string> = []
      const steps = stepsOf(done, { collect: Effect.fail(failure) })
      const { workflow, services, end } = yield* processOver(yield* file, steps)
      yield* Effect.gen(function* () {
        yield* submitted
        expect(yield* Effect.flip(workflow.execute(run))).toEqual(failure)
        const runs = yield* ReportRuns
        const found = yield* runs.find(run)
        expect(found?.state).toBe("failed")
        expect(JSON.parse(found?.outcome ?? "")).toMatchObject({ code: "refused", next: "ask." })
      }).pipe(Effect.provide(services))
      expect(done).toEqual(["collect"])
      yield* end
    })
  )

  it.live("takes no step after it was cancelled", () =>
    Effect.gen(function* () {
      const done: Array<string> = []
      const filename = yield* file
      const cancel = Effect.flatMap(ReportRuns, (runs) =>
        runs.end({ ...run, state: "cancelled", outcome: null, at: "2026-11-01T00:00:00.000Z" })
      ).pipe(Effect.provide(Layer.fresh(layerWithClient({ filename }))), Effect.orDie, Effect.asVoid)
      const { workflow, services, end } = yield* processOver(filename, stepsOf(done, { assess: cancel }))
      yield* Effect.gen(function* () {
        yield* submitted
        expect((yield* Effect.flip(workflow.execute(run))).code).toBe("interrupted")
        expect((yield* Effect.flatMap(ReportRuns, (runs) => runs.find(run)))?.state).toBe("cancelled")
      }).pipe(Effect.provide(services))
      expect(done).toEqual(["collect", "assess"])
      yield* end
    })
  )

  it.live("can be forgotten by the engine once it has ended, and is new then", () =>
    Effect.gen(function* () {
      const done: Array<string> = []
      const { workflow, services, end } = yield* processOver(yield* file, stepsOf(done))
      yield* Effect.gen(function* () {
        yield* submitted
        yield* workflow.execute(run)
        yield* forget(workflow, yield* workflow.executionId(run))
        // What is on record has ended, so that a step of the same attempt does not begin.
        expect((yield* Effect.flip(workflow.execute(run))).code).toBe("interrupted")
        expect(done).toHaveLength(4)
      }).pipe(Effect.provide(services))
      yield* end
    })
  )

  it.live("runs in memory as well, for what has nothing to lose", () =>
    Effect.gen(function* () {
      const done: Array<string> = []
      const layer = reportRuns(ReportRun, { runs: 1, processing: 1 }).pipe(
        Layer.provideMerge(memoryEngine),
        Layer.provide([stepsOf(done), RunRecords.none])
      )
      const made = yield* Effect.provide(ReportRun.execute(run), layer)
      expect([made.score, done.length]).toEqual([80, 4])
    })
  )
})

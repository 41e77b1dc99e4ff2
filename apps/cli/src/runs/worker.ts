import { clusterEngine, ReportRun, reportRuns, RunRecords } from "@rollcall/runs"
import { knownSchema } from "@rollcall/store"
import { Effect, Layer, Option, Random, References, Schedule } from "effect"
import { Singleton } from "effect/cluster"
import { WhenStopped } from "../Exit.ts"
import { withTables } from "../EngineTables.ts"
import { Failure } from "../Failure.ts"
import { storeFailure } from "../failures.ts"
import { note } from "../Output.ts"
import { patiently, patientStep } from "../Patience.ts"
import { reportSteps } from "../ReportMaking.ts"
import { runFailure } from "../RunFailures.ts"
import { askSilent, forgetSettled, scheduledTenants, submittingDue } from "../Scheduling.ts"
import { configuration, withEngineStore } from "../StoreWiring.ts"
import { ThisProcess } from "../ThisProcess.ts"
import { healthServer } from "../WorkerHealth.ts"
import { httpLayer, sharedRateLimits } from "../Wiring.ts"

export interface WorkerInput {
  readonly concurrency: Option.Option<number>
  readonly healthPort: Option.Option<number>
  readonly healthHost: Option.Option<string>
}

/** How often somebody looks whether a report is due, or a run silent. */
const lookEvery = "10 seconds"

export const run = Effect.fn("cli.worker")(function* (input: WorkerInput) {
  const config = yield* configuration
  const { store } = config
  yield* within(
    "--concurrency",
    Option.getOrElse(input.concurrency, () => 1),
    { from: 1, to: 64 }
  )
  yield* within(
    "--health-port",
    Option.getOrElse(input.healthPort, () => 0),
    { from: 0, to: 65_535 }
  )
  if (Option.isSome(input.healthHost) && Option.isNone(input.healthPort)) return yield* hostAlone
  if (!("postgres" in store)) return yield* sqliteOnly(config.file)
  // A worker that is told to stop has done all that it was to do.
  const whenStopped = yield* WhenStopped
  whenStopped.code = 0
  const { id: runner } = yield* ThisProcess
  const distinction = (yield* Random.nextIntBetween(0, 0xffff_ffff)).toString(16)
  const runs = Option.getOrElse(input.concurrency, () => config.concurrency)
  const surroundings = yield* Effect.context<Effect.Services<typeof configuration>>()
  const logLevel = yield* References.MinimumLogLevel
  const clock = Singleton.make(
    "schedule",
    Effect.all([attempted(submittingDue(config)), attempted(askSilent()), attempted(forgetSettled())], {
      discard: true
    }).pipe(
      Effect.repeat(Schedule.spaced(lookEvery)),
      Effect.asVoid,
      // The engine keeps its own words to itself, not ours.
      Effect.provideService(References.MinimumLogLevel, logLevel)
    )
  )
  const parts = Layer.mergeAll(
    reportRuns(ReportRun, { runs, processing: 1 }),
    clock,
    Option.match(input.healthPort, {
      onNone: () => Layer.empty,
      onSome: (port) => healthServer({ host: Option.getOrElse(input.healthHost, () => "127.0.0.1"), port })
    })
  )
  const said = note(
    `${runner} works: ${runs} tenants at once, ${scheduledTenants(config).length} of ${config.tenants.length} by schedule; stop it with SIGTERM`
  )
  // It says so once all of it is there, the health server too.
  const worker = Layer.effectDiscard(said).pipe(
    Layer.provide(parts),
    Layer.provide(clusterEngine(`${runner}-${distinction}`)),
    Layer.provide([
      reportSteps(config, { attempting: patientStep, reread: Effect.provideContext(configuration, surroundings) }),
      RunRecords.kept({ runner, failed: (error, tenant) => runFailure(storeFailure(error, tenant)), patiently })
    ]),
    Layer.provide(yield* sharedRateLimits(store))
  )
  return yield* withEngineStore(config, withTables(Effect.raceFirst(Layer.launch(worker), outgrown))).pipe(
    Effect.provide(httpLayer),
    Effect.onInterrupt(() => note(`${runner} has stopped; what it had under way is left to others`))
  )
})

/**
 * Fails once a later version has changed the store: to this one its tables may mean something else by now. What is under way is left to
 * the newer workers.
 */
const outgrown = knownSchema.pipe(
  // What else may be wrong with the store is waited for where it is needed.
  Effect.catchIf(
    ({ reason }) => reason !== "newer",
    () => Effect.void
  ),
  Effect.repeat(Schedule.spaced(lookEvery)),
  Effect.catch((error) => Effect.fail(storeFailure(error))),
  Effect.andThen(Effect.never)
)

/** Whatever keeps one of them from being done, the others are, and the next look may find it passed. */
const attempted = <E, R>(chore: Effect.Effect<void, E, R>) =>
  Effect.catchCause(chore, (cause) => Effect.logWarning("what is done by the clock could not be done", cause))

const hostAlone = Effect.fail(
  new Failure({
    code: "usage",
    summary: "--health-host says where, but nothing is served without --health-port.",
    where: {},
    next: "give both, such as `--health-port 9090 --health-host 0.0.0.0`."
  })
)

const within = (flag: string, value: number, { from, to }: { readonly from: number; readonly to: number }) =>
  value >= from && value <= to
    ? Effect.void
    : Effect.fail(
        new Failure({
          code: "usage",
          summary: `${flag} is from ${from} to ${to}, not ${value}.`,
          where: {},
          next: "see `rollcall worker --help`."
        })
      )

const sqliteOnly = (file: string) =>
  Effect.fail(
    new Failure({
      code: "config",
      summary: "workers share a PostgreSQL database, and `store` is a SQLite file.",
      where: { file },
      next: "set `store: postgres://…`; on one machine, `rollcall report --collect` makes the same reports without workers."
    })
  )

/**
 * One tenant's report for one period, as a durable workflow: collect, assess, render, record.
 *
 * Whoever dies on the way is followed by somebody who goes on with the step that was under way. Each step may therefore run
 * twice, and is told whether it does. What the steps do is not known here: {@link ReportSteps} is handed in.
 */
import { Period } from "@rollcall/model"
import { ReportRuns, type RunAttempt, type StoreError } from "@rollcall/store"
import { Clock, Context, Effect, Layer, Schema, Semaphore } from "effect"
import { Activity, Workflow, type WorkflowEngine } from "effect/workflow"

/** What a run was asked for. */
export const RunRequest = Schema.Struct({
  /** By the names of `--format`. */
  formats: Schema.Array(Schema.String),
  /** `null` for the tenant's own. */
  lang: Schema.NullOr(Schema.Literals(["en", "de"])),
  /** Makes a snapshot first. `if-it-counts`: where one of today can still speak for the period. */
  collect: Schema.Literals(["always", "if-it-counts", "never"]),
  /** By id; `null` for the one that speaks for the period. */
  snapshot: Schema.NullOr(Schema.String),
  allowPartial: Schema.Boolean,
  /** The root folder of reports in place of the configured place; absolute. */
  out: Schema.NullOr(Schema.String)
})
export type RunRequest = typeof RunRequest.Type

/** A run that failed, as it is told to people and scripts. */
export class RunFailure extends Schema.TaggedError<RunFailure>()("RunFailure", {
  /** A code of `Failure.ts` of the command line. */
  code: Schema.String,
  summary: Schema.String,
  where: Schema.Struct({
    tenant: Schema.optionalKey(Schema.String),
    source: Schema.optionalKey(Schema.String),
    operation: Schema.optionalKey(Schema.String),
    file: Schema.optionalKey(Schema.String),
    line: Schema.optionalKey(Schema.Number)
  }),
  next: Schema.String
}) {
  override get message(): string {
    return this.summary
  }
}

/** The snapshot that a report rests on. */
export const Collected = Schema.Struct({
  snapshot: Schema.String,
  basis: Schema.Literals(["within-period", "after-period", "named"])
})
export type Collected = typeof Collected.Type

/** What the judgement came to. */
export const Assessed = Schema.Struct({
  score: Schema.NullOr(Schema.Number),
  coverage: Schema.NullOr(Schema.Number)
})
export type Assessed = typeof Assessed.Type

/** A report that was written. */
export const Rendered = Schema.Struct({
  /** A folder's path, or how the place is called that is none. */
  place: Schema.String,
  files: Schema.Array(Schema.String),
  manifestSha256: Schema.String
})
export type Rendered = typeof Rendered.Type

/** What a run came to. */
export const Made = Schema.Struct({ ...Collected.fields, ...Assessed.fields, ...Rendered.fields })
export type Made = typeof Made.Type

/** The steps in their order. */
export const stepNames = ["collect", "assess", "render", "record"] as const
export type StepName = (typeof stepNames)[number]

/** The steps in which a run can still be cancelled: whoever began to write a report goes through with it. */
export const cancellableSteps: ReadonlyArray<StepName> = ["collect", "assess"]

/** What is known of a step's beginning. */
export interface Begun {
  /** It had been begun before, by a process that did not come to its end. */
  readonly isAgain: boolean
  /** When the run began its first step. */
  readonly startedAt: string
}

/** The steps of one run in one process, which may keep in memory what a later one needs as well. */
export interface StepsOfRun {
  readonly collect: (begun: Begun) => Effect.Effect<Collected, RunFailure>
  readonly assess: (collected: Collected) => Effect.Effect<Assessed, RunFailure>
  readonly render: (collected: Collected) => Effect.Effect<Rendered, RunFailure>
  readonly record: (begun: Begun, collected: Collected, rendered: Rendered) => Effect.Effect<void, RunFailure>
}

/** What the steps do. Taken twice, they leave everything as if they had been taken once. */
export class ReportSteps extends Context.Service<ReportSteps, { readonly of: (run: ReportRunPayload) => StepsOfRun }>()(
  "@rollcall/runs/ReportSteps"
) {}

/** The durable workflow; an attempt is executed once, however often it is asked for. */
export const ReportRun = Workflow.make("ReportRun", {
  payload: { tenant: Schema.String, period: Period, attempt: Schema.Int, request: RunRequest },
  success: Made,
  error: RunFailure,
  idempotencyKey: ({ tenant, period, attempt }) => `${tenant}/${period}/${attempt}`
})
export type ReportRunPayload = typeof ReportRun.payloadSchema.Type

/** Where word is left of how far runs are. */
export class RunRecords extends Context.Service<
  RunRecords,
  {
    readonly begin: (run: RunAttempt, step: StepName) => Effect.Effect<Begun, RunFailure>
    readonly end: (run: RunAttempt, outcome: Made | RunFailure) => Effect.Effect<void>
  }
>()("@rollcall/runs/RunRecords") {
  /** Keeps none: for runs that nobody else can see or go on with. */
  static readonly none = Layer.succeed(this, {
    begin: () => Effect.map(isoNow, (startedAt) => ({ isAgain: false, startedAt })),
    end: () => Effect.void
  })

  /** Keeps them in the store, under the name of the process that runs. */
  static readonly kept = (options: {
    readonly runner: string
    readonly failed: (error: StoreError, tenant: string) => RunFailure
    /** Tries again while the store is away. */
    readonly patiently: <A>(effect: Effect.Effect<A, StoreError>) => Effect.Effect<A, StoreError>
  }): Layer.Layer<RunRecords, never, ReportRuns> =>
    Layer.effect(
      this,
      Effect.map(ReportRuns, (runs) => ({
        begin: Effect.fnUntraced(function* ({ tenant, period, attempt }, step) {
          const begun = yield* Effect.flatMap(isoNow, (at) =>
            options.patiently(runs.begin({ tenant, period, attempt, step, runner: options.runner, at }))
          ).pipe(Effect.mapError((error) => options.failed(error, tenant)))
          return begun ?? (yield* superseded(tenant, period))
        }),
        end: Effect.fnUntraced(function* ({ tenant, period, attempt }, outcome) {
          const state = outcome instanceof RunFailure ? "failed" : "done"
          const text = outcome instanceof RunFailure ? encodeFailure(outcome) : encodeMade(outcome)
          yield* Effect.flatMap(isoNow, (at) =>
            options.patiently(runs.end({ tenant, period, attempt, state, outcome: text, at }))
          ).pipe(Effect.orDie)
        })
      }))
    )
}

/** The text that is kept of a failure, and back. */
export const RunFailureText = Schema.fromJsonString(RunFailure)
export const MadeText = Schema.fromJsonString(Made)
export const RunRequestText = Schema.fromJsonString(RunRequest)

const encodeFailure = Schema.encodeSync(RunFailureText)
const encodeMade = Schema.encodeSync(MadeText)

/** How many runs a process has under way, and how many of them may be past collecting, which is work for its processor. */
export interface Width {
  readonly runs: number
  readonly processing: number
}

/** Makes this process one that runs them. */
export const reportRuns = (
  workflow: typeof ReportRun,
  width: Width
): Layer.Layer<never, never, WorkflowEngine.WorkflowEngine | ReportSteps | RunRecords> =>
  Layer.unwrap(
    Effect.gen(function* () {
      const running = yield* Semaphore.make(width.runs)
      const processing = yield* Semaphore.make(width.processing)
      return workflow.toLayer((run) => running.withPermits(1)(stepByStep(run, processing.withPermits(1))))
    })
  )

const stepByStep = Effect.fnUntraced(function* (
  run: ReportRunPayload,
  inTurn: <A, E, R>(effect: Effect.Effect<A, E, R>) => Effect.Effect<A, E, R>
) {
  const steps = (yield* ReportSteps).of(run)
  const records = yield* RunRecords
  const step = <A>(
    name: StepName,
    success: Schema.Codec<A, unknown>,
    take: (begun: Begun) => Effect.Effect<A, RunFailure>
  ) => Activity.make({ name, success, error: RunFailure, execute: Effect.flatMap(records.begin(run, name), take) })
  const made = Effect.gen(function* () {
    const collected = yield* step("collect", Collected, steps.collect)
    return yield* inTurn(
      Effect.gen(function* () {
        const assessed = yield* step("assess", Assessed, () => steps.assess(collected))
        const rendered = yield* step("render", Rendered, () => steps.render(collected))
        yield* step("record", Schema.Void, (begun) => steps.record(begun, collected, rendered))
        return Made.make({ ...collected, ...assessed, ...rendered })
      })
    )
  })
  return yield* made.pipe(
    Effect.tap((each) => records.end(run, each)),
    Effect.tapError((failure) => records.end(run, failure))
  )
})

const superseded = (tenant: string, period: string) =>
  new RunFailure({
    code: "interrupted",
    summary: `the report of ${period} was cancelled, or asked for anew.`,
    where: { tenant },
    next: `see \`rollcall run show ${tenant} --period ${period}\`.`
  })

const isoNow = Effect.map(Clock.currentTimeMillis, (ms) => new Date(ms).toISOString())

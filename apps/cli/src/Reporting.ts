/**
 * Reports made by this very process: each is a durable run, of the same steps that workers take.
 *
 * With a collection to lose, the engine keeps what was done in the store, so that the next command goes on where this one was
 * killed. What is made of a stored snapshot alone is kept in memory: there is nothing to lose.
 */
import type { Config, TenantConfig } from "@rollcall/config"
import type { Period, ReportDocument } from "@rollcall/model"
import {
  type Collected,
  forget,
  grouped,
  groupOf,
  localEngine,
  type Made,
  memoryEngine,
  ReportRun,
  type ReportRunPayload,
  reportRuns,
  RunRecords,
  type RunRequest,
  RunRequestText
} from "@rollcall/runs"
import { type ReportRun as RunOnRecord, ReportRuns, SnapshotStore } from "@rollcall/store"
import { Clock, Effect, Layer, Result, Schema } from "effect"
import { Failure } from "./Failure.ts"
import { storeFailure } from "./failures.ts"
import { note } from "./Output.ts"
import { judge, reportSteps } from "./ReportMaking.ts"
import { failureOfRun, runFailure } from "./RunFailures.ts"
import { inStore } from "./StoredSnapshot.ts"
import { forEachTenant } from "./Tenants.ts"
import { ThisProcess } from "./ThisProcess.ts"

/** What reports are to be made of. */
export interface ReportOrder<A> {
  readonly period: Period
  readonly request: RunRequest
  /** Tenants collected at once. */
  readonly concurrency: number
  /** What is kept in memory of each report once it is written: hundreds of them must not be there together. */
  readonly keep: (document: ReportDocument, manifestSha256: string) => A
}

/** A report that was made. */
export interface Reported<A> {
  readonly made: Made
  readonly kept: A
}

/** Makes and writes one report for each tenant of a stored snapshot; one tenant's failure stops no other. */
export const reportStored = Effect.fn("cli.reportStored")(function* <A>(
  config: Config,
  tenants: ReadonlyArray<TenantConfig>,
  order: ReportOrder<A>
) {
  const { kept, written } = keeping(order)
  const { period, request } = order
  const engine = reportRuns(ReportRun, { runs: 1, processing: 1 }).pipe(
    Layer.provideMerge(memoryEngine),
    Layer.provide([reportSteps(config, { written }), RunRecords.none])
  )
  return yield* forEachTenant(tenants, 1, (tenant) =>
    Effect.gen(function* () {
      const made = yield* Effect.mapError(
        ReportRun.execute({ tenant: tenant.id, period, attempt: 1, request }),
        failureOfRun
      )
      return { made, kept: yield* keptOf(kept, tenant, order, made) }
    })
  ).pipe(Effect.provide(engine))
})

/** Collects each tenant, then makes and writes its report; one tenant's failure stops no other. */
export const reportCollected = Effect.fn("cli.reportCollected")(function* <A>(
  config: Config,
  tenants: ReadonlyArray<TenantConfig>,
  order: ReportOrder<A>
) {
  const { kept, written } = keeping(order)
  // Every run is this process's own before the engine begins: it goes on at once with whatever was left in their groups.
  const taken = yield* Effect.forEach(tenants, (tenant) =>
    Effect.map(Effect.result(takeRun(tenant, order)), (run) => ({ ...tenant, run }))
  )
  const own = taken.flatMap(({ run }) => (Result.isSuccess(run) ? [run.success] : []))
  const workflow = grouped(
    new Map(own.flatMap(({ executions, group }) => executions.map((id) => [id, group] as const)))
  )
  const { id: runner } = yield* ThisProcess
  const engine = reportRuns(workflow, { runs: order.concurrency, processing: 1 }).pipe(
    Layer.provideMerge(localEngine(own.map(({ group }) => group))),
    Layer.provide([
      reportSteps(config, { written }),
      RunRecords.kept({
        runner,
        failed: (error, tenant) => runFailure(storeFailure(error, tenant)),
        patiently: (effect) => effect
      })
    ])
  )
  return yield* forEachTenant(taken, order.concurrency, (tenant) =>
    Effect.gen(function* () {
      const run = yield* Effect.fromResult(tenant.run)
      const made = yield* Effect.result(workflow.execute(run.payload))
      yield* forgetRun(workflow, run)
      if (Result.isFailure(made)) return yield* failureOfRun(made.failure)
      return { made: made.success, kept: yield* keptOf(kept, tenant, order, made.success) }
    })
  ).pipe(Effect.provide(engine))
}, Effect.scoped)

/** A run that is this process's alone for as long as the scope is open. */
interface OwnRun {
  readonly payload: ReportRunPayload
  readonly group: string
  /** Of this attempt, which comes last, and of those before. */
  readonly executions: ReadonlyArray<string>
}

/**
 * Takes a tenant's run: the one that a killed process left, if the same is asked for, else a new one.
 *
 * **Errors** While another process makes the same report.
 */
const takeRun = Effect.fnUntraced(function* <A>({ id: tenant }: TenantConfig, { period, request }: ReportOrder<A>) {
  const store = yield* SnapshotStore
  const runs = yield* ReportRuns
  yield* Effect.mapError(store.lease(`${tenant} ${period}`), (error) =>
    error.holder === undefined ? storeFailure(error, tenant) : underWay(tenant, period, error.holder)
  )
  const before = yield* inStore(tenant, runs.find({ tenant, period }))
  const text = encodeRequest(request)
  if (before !== null && isUnfinished(before) && before.origin !== "here") return yield* atWorkers(before)
  const nowMs = yield* Clock.currentTimeMillis
  const goesOn = before !== null && isUnfinished(before) && before.request === text && isRecent(before, nowMs)
  if (goesOn) yield* note(`${tenant}: goes on with the run of ${before.submittedAt}, interrupted at "${before.step}"`)
  const attempt = before === null ? 1 : before.attempt + (goesOn ? 0 : 1)
  const attempts = Array.from({ length: attempt }, (_, index) => ({ tenant, period, attempt: index + 1, request }))
  const executions = yield* Effect.forEach(attempts, (each) => ReportRun.executionId(each))
  const submittedAt = new Date(nowMs).toISOString()
  const execution = executions.at(-1) ?? null
  yield* inStore(
    tenant,
    runs.submit({ tenant, period, attempt, execution, origin: "here", request: text, submittedAt })
  )
  const run: OwnRun = {
    payload: { tenant, period, attempt, request },
    group: groupOf({ tenant, period }),
    executions
  }
  return run
})

const encodeRequest = Schema.encodeSync(RunRequestText)

const isUnfinished = ({ state }: RunOnRecord): boolean => state === "waiting" || state === "running"

/** What was collected longer ago has little to do with what is asked for now; so has `collect --resume`. */
const isRecent = ({ submittedAt }: RunOnRecord, nowMs: number): boolean =>
  Math.abs(nowMs - Date.parse(submittedAt)) < 24 * 60 * 60 * 1000

/** An engine that is not asked for a run again need not remember it; what it cannot forget now stays for the next time. */
const forgetRun = Effect.fnUntraced(function* (workflow: typeof ReportRun, { executions, payload }: OwnRun) {
  const runs = yield* ReportRuns
  yield* Effect.ignore(
    Effect.andThen(
      Effect.forEach(executions.slice(-2), (each) => forget(workflow, each)),
      runs.forgotten(payload)
    )
  )
})

const underWay = (
  tenant: string,
  period: Period,
  { process, host, since }: { readonly process: number; readonly host: string; readonly since: string }
) =>
  new Failure({
    code: "store",
    summary: `the report of ${period} is being made by process ${process} on ${host} since ${since}.`,
    where: { tenant },
    next: "wait until that is done; a machine that is gone is forgotten after a minute."
  })

const atWorkers = ({ tenant, period, state }: RunOnRecord) =>
  Effect.fail(
    new Failure({
      code: "failed",
      summary: `the report of ${period} is ${state} as a run for the workers.`,
      where: { tenant },
      next: `watch it with \`rollcall run watch --period ${period}\`, or end it with \`rollcall run cancel ${tenant} --period ${period}\` first.`
    })
  )

function keeping<A>({ keep }: ReportOrder<A>) {
  const kept = new Map<string, A>()
  const written = (tenant: string, document: ReportDocument, manifestSha256: string) =>
    void kept.set(tenant, keep(document, manifestSha256))
  return { kept, written }
}

/** What was kept as the report was written; a process that has since died took that with it, so that it is judged again. */
const keptOf = Effect.fnUntraced(function* <A>(
  kept: ReadonlyMap<string, A>,
  tenant: TenantConfig,
  { period, keep }: ReportOrder<A>,
  made: Collected & Pick<Made, "manifestSha256">
) {
  const found = kept.get(tenant.id)
  if (found !== undefined) return found
  const { document } = yield* judge(tenant, period, made)
  return keep(document, made.manifestSha256)
})

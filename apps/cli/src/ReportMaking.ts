/**
 * The steps of one tenant's report: take or make a snapshot, join and judge it, write what was found, put it on record.
 */
import { assess, recordOf } from "@rollcall/checks"
import type { Config, TenantConfig } from "@rollcall/config"
import { correlate } from "@rollcall/correlation"
import {
  assessmentRecordText,
  basisOf,
  chooseSnapshot,
  lateSnapshotMsMax,
  type Period,
  periodBounds,
  type ReportDocument,
  type SnapshotChoice,
  type SnapshotHeader
} from "@rollcall/model"
import { languages, renderStreams, reportDocument, reportFormats } from "@rollcall/report"
import {
  type Begun,
  type Collected,
  type Rendered,
  type ReportRunPayload,
  ReportSteps,
  type RunFailure,
  type StepsOfRun
} from "@rollcall/runs"
import { AuditTrail, SnapshotStore, type StoreServices } from "@rollcall/store"
import { Clock, Effect, type FileSystem, Layer, type Path } from "effect"
import type { HttpClient } from "effect/http"
import type { ChildProcessSpawner } from "effect/process"
import { Actor } from "./Actor.ts"
import { collectTenant } from "./Collecting.ts"
import { Failure } from "./Failure.ts"
import { loadFonts } from "./fonts.ts"
import { monthBefore } from "./MonthBefore.ts"
import { placeReport } from "./ReportPlace.ts"
import { runFailure } from "./RunFailures.ts"
import { SealedFiles } from "./SealedFiles.ts"
import { signerOf } from "./Signature.ts"
import { inStore } from "./StoredSnapshot.ts"
import { tenantOf } from "./StoreWiring.ts"
import { readTheme } from "./ThemeFiles.ts"
import { version } from "./version.ts"

/** What the steps work with. */
type Surroundings =
  | StoreServices
  | FileSystem.FileSystem
  | Path.Path
  | HttpClient.HttpClient
  | ChildProcessSpawner.ChildProcessSpawner

export interface MakingOptions {
  /** Is told of each report as it is written. */
  readonly written?: (tenant: string, document: ReportDocument, manifestSha256: string) => void
  /** Reads the configuration anew, which may have a tenant by now that it had not. */
  readonly reread?: Effect.Effect<Config, Failure>
  /** How a step is taken: at once and never again, unless this says otherwise. */
  readonly attempting?: <A>(step: Effect.Effect<A, Failure, Surroundings>) => Effect.Effect<A, Failure, Surroundings>
}

/** The steps of reports for the tenants of a configuration. */
export const reportSteps = (
  config: Config,
  options: MakingOptions = {}
): Layer.Layer<ReportSteps, never, Surroundings> =>
  Layer.effect(
    ReportSteps,
    Effect.map(Effect.context<Surroundings>(), (surroundings) => {
      const take = <A>(step: Effect.Effect<A, Failure, Surroundings>) =>
        (options.attempting?.(step) ?? step).pipe(
          Effect.tapError((failure) => Effect.logDebug("a step failed", failure.cause ?? failure)),
          Effect.mapError(runFailure),
          Effect.provideContext(surroundings)
        )
      return { of: (run) => stepsOf(config, run, options, take) }
    })
  )

type Take = <A>(step: Effect.Effect<A, Failure, Surroundings>) => Effect.Effect<A, RunFailure>

function stepsOf(config: Config, run: ReportRunPayload, options: MakingOptions, take: Take): StepsOfRun {
  const tenant = Effect.gen(function* () {
    const known = tenantIn(config, run.tenant)
    if (known !== null) return known
    const again = options.reread === undefined ? null : tenantIn(yield* options.reread, run.tenant)
    return again ?? (yield* notConfigured(config, run.tenant))
  })
  // What was judged is rendered and recorded: only who goes on after somebody else judges again.
  let judged: Judged | null = null
  const judging = Effect.fnUntraced(function* (collected: Collected) {
    judged ??= yield* judge(yield* tenant, run.period, collected)
    return judged
  })
  return {
    collect: (begun) => take(Effect.flatMap(tenant, (each) => snapshotFor(each, run, begun))),
    assess: (collected) =>
      take(
        Effect.map(judging(collected), ({ document: { summary } }) => ({
          score: summary.score,
          coverage: summary.coverage
        }))
      ),
    render: (collected) =>
      take(
        Effect.gen(function* () {
          const { document } = yield* judging(collected)
          const rendered = yield* renderReport(config, yield* tenant, run, document)
          options.written?.(run.tenant, document, rendered.manifestSha256)
          return rendered
        })
      ),
    record: (begun, collected, rendered) =>
      take(
        Effect.gen(function* () {
          yield* recordReport(run, begun, { ...rendered, judged: yield* judging(collected) })
        })
      )
  }
}

/** A snapshot, joined and judged for a period. */
export interface Judged {
  readonly document: ReportDocument
  /** What is kept of the month; the text of an `AssessmentRecord`. */
  readonly record: string
}

/** Joins and judges a snapshot. */
export const judge = Effect.fn("cli.judge")(function* (
  tenant: TenantConfig,
  period: Period,
  { snapshot: id, basis }: Collected
) {
  const store = yield* SnapshotStore
  const snapshot = yield* inStore(tenant.id, store.load(tenant.id, id))
  if (snapshot === null) return yield* missing(tenant, `there is no snapshot ${id}.`, [])
  const previous = yield* monthBefore(tenant.id, period)
  const who = tenantOf(tenant)
  const roster = correlate(snapshot, who)
  const assessment = assess(roster, who, tenant.parameters, tenant.exceptions, previous)
  const judged: Judged = {
    document: reportDocument({ tenant: who, period, version, basis, roster, assessment }),
    record: assessmentRecordText(recordOf(roster, assessment, period, previous))
  }
  return judged
})

const renderReport = Effect.fnUntraced(function* (
  config: Config,
  tenant: TenantConfig,
  { period, request }: ReportRunPayload,
  document: ReportDocument
) {
  const signer = tenant.signingKey === null ? null : yield* signerOf(tenant.signingKey, tenant.id)
  const options = {
    language: languages[request.lang ?? tenant.language],
    theme: yield* readTheme(tenant.theme, tenant.name)
  }
  const formats = new Set(reportFormats.filter((format) => request.formats.includes(format)))
  const files = new SealedFiles(renderStreams(document, formats, loadFonts(), options), signer)
  const place = yield* placeReport(request.out ?? config.reports, { tenant: tenant.id, period }, document, files)
  const rendered: Rendered = {
    place,
    files: files.names,
    manifestSha256: files.manifestSha256
  }
  return rendered
})

/** Keeps the month for the next one, and puts what was handed out on the audit trail, so that it can be told from what is shown later. */
const recordReport = Effect.fnUntraced(function* (
  { tenant, period }: ReportRunPayload,
  { isAgain, startedAt }: Begun,
  made: { readonly judged: Judged; readonly manifestSha256: string }
) {
  const store = yield* SnapshotStore
  const trail = yield* AuditTrail
  const { id: snapshot } = made.judged.document.snapshot
  yield* inStore(tenant, store.saveAssessment({ tenant, period, snapshotId: snapshot, document: made.judged.record }))
  const action = `report ${period} of ${snapshot}`
  const after = { snapshot, manifestSha256: made.manifestSha256 }
  if (isAgain) {
    const { entries } = yield* inStore(tenant, trail.read(tenant))
    const isThere = entries.some(
      (each) => each.action === action && each.at >= startedAt && JSON.stringify(each.after) === JSON.stringify(after)
    )
    if (isThere) return
  }
  yield* inStore(
    tenant,
    trail.append({
      tenant,
      at: new Date(yield* Clock.currentTimeMillis).toISOString(),
      actor: yield* Actor,
      operation: "report",
      subject: period,
      phase: "outcome",
      action,
      outcome: "done",
      reason: null,
      before: null,
      after
    })
  )
})

/** The snapshot for a run, or the reason why there is none. */
const snapshotFor = Effect.fnUntraced(function* (tenant: TenantConfig, run: ReportRunPayload, begun: Begun) {
  const { snapshot, basis } = yield* choiceFor(tenant, run, begun)
  const collected: Collected = { snapshot: snapshot.id, basis }
  return collected
})

const choiceFor = Effect.fnUntraced(function* (
  tenant: TenantConfig,
  { period, request }: ReportRunPayload,
  begun: Begun
) {
  const store = yield* SnapshotStore
  const collected = (yield* collects(tenant, period, request.collect)) ? yield* collectOnce(tenant, begun) : null
  if (collected?.failure && !request.allowPartial) return yield* collected.failure
  const all = yield* inStore(tenant.id, store.list(tenant.id))
  const wanted = collected?.snapshot.id ?? request.snapshot
  const candidates = wanted === null ? all : all.filter(({ id }) => id === wanted)
  if (wanted !== null && candidates.length === 0) return yield* missing(tenant, `there is no snapshot ${wanted}.`, all)
  const [named] = candidates
  if (collected === null && wanted !== null && named !== undefined) {
    if (!named.complete && !request.allowPartial) return yield* refusedPartial(tenant, named)
    const choice: SnapshotChoice = { snapshot: named, basis: basisOf(named, period, tenant.timezone) }
    return choice
  }
  const choice = chooseSnapshot(candidates, period, tenant.timezone, request)
  if (choice === null && request.collect === "if-it-counts") return yield* tooLate(tenant, period)
  if (choice === null) return yield* missing(tenant, `no complete snapshot speaks for ${period}.`, all)
  return choice
})

/** Whether a run makes a snapshot of its own: one that nothing could be said by is not worth the requests. */
const collects = Effect.fnUntraced(function* (
  { timezone }: TenantConfig,
  period: Period,
  collect: ReportRunPayload["request"]["collect"]
) {
  if (collect !== "if-it-counts") return collect === "always"
  const { startMs, endMs } = periodBounds(period, timezone)
  const nowMs = yield* Clock.currentTimeMillis
  return nowMs >= startMs && nowMs < endMs + lateSnapshotMsMax
})

/**
 * Collects, or takes what an earlier try of the same run has collected: it may have died after the last record, or before.
 */
const collectOnce = Effect.fnUntraced(function* (tenant: TenantConfig, { isAgain, startedAt }: Begun) {
  if (!isAgain) return yield* collectTenant(tenant, { resume: false })
  const store = yield* SnapshotStore
  const all = yield* inStore(tenant.id, store.list(tenant.id))
  const made = all.findLast((each) => each.complete && each.startedAt >= startedAt)
  return made === undefined
    ? yield* collectTenant(tenant, { resume: true, evenFromSilent: true })
    : { snapshot: made, failure: null }
})

const tenantIn = ({ tenants }: Config, wanted: string): TenantConfig | null =>
  tenants.find(({ id }) => id === wanted) ?? null

const notConfigured = ({ file }: Config, tenant: string) =>
  Effect.fail(
    new Failure({
      code: "config",
      summary: `there is no tenant ${tenant} in the configuration of the worker that took the run.`,
      where: { tenant, file },
      next: "give all workers the same configuration, then ask again with `rollcall run retry`."
    })
  )

const tooLate = (tenant: TenantConfig, period: Period) =>
  Effect.fail(
    new Failure({
      code: "not-found",
      summary: `no complete snapshot speaks for ${period}, and one that is made now would not.`,
      where: { tenant: tenant.id },
      next: `collect in the month itself or in the seven days after it; \`rollcall snapshot list --tenant ${tenant.id}\` shows what there is.`
    })
  )

const missing = (tenant: TenantConfig, summary: string, snapshots: ReadonlyArray<SnapshotHeader>) =>
  Effect.fail(
    new Failure({
      code: "not-found",
      summary,
      where: { tenant: tenant.id },
      next:
        snapshots.length === 0
          ? `there are no snapshots yet: run \`rollcall collect ${tenant.id}\`, or add --collect for the present month.`
          : `choose another --period, or one of these with --snapshot (a partial one needs --allow-partial):\n${snapshots.map(snapshotLine).join("\n")}`
    })
  )

const refusedPartial = (tenant: TenantConfig, snapshot: SnapshotHeader) =>
  Effect.fail(
    new Failure({
      code: "partial",
      summary: `snapshot ${snapshot.id} is partial.`,
      where: { tenant: tenant.id },
      next: "add --allow-partial: the report then says on every page what is missing."
    })
  )

const snapshotLine = ({ id, finishedAt, complete }: SnapshotHeader): string =>
  `${id}  finished ${finishedAt}  ${complete ? "complete" : "partial"}`

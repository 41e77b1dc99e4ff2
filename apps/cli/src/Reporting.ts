/**
 * One tenant's report: choose the snapshot, join, judge, render, swap the folder in.
 */
import { assess, recordOf } from "@rollcall/checks"
import type { TenantConfig } from "@rollcall/config"
import { correlate } from "@rollcall/correlation"
import {
  assessmentRecordText,
  basisOf,
  chooseSnapshot,
  type Period,
  type ReportDocument,
  type SnapshotChoice,
  type SnapshotHeader
} from "@rollcall/model"
import {
  type LanguageCode,
  languages,
  render,
  reportDocument,
  type ReportFile,
  type ReportFormat
} from "@rollcall/report"
import { AuditTrail, SnapshotStore } from "@rollcall/store"
import { Clock, Effect, Option, Path } from "effect"
import { createHash } from "node:crypto"
import { Actor } from "./Actor.ts"
import { collectTenant } from "./Collecting.ts"
import { Failure } from "./Failure.ts"
import { outputFailure, storeFailure } from "./failures.ts"
import { loadFonts } from "./fonts.ts"
import { monthBefore } from "./MonthBefore.ts"
import { writeReportFolder } from "./ReportFolder.ts"
import { signatureName, type Signer, signerOf } from "./Signature.ts"
import { readTheme } from "./ThemeFiles.ts"
import { tenantOf } from "./StoreWiring.ts"
import { version } from "./version.ts"

/** What a report is to be made of. */
export interface ReportRequest {
  readonly period: Period
  readonly formats: ReadonlySet<ReportFormat>
  readonly lang: LanguageCode
  /** The root folder; the report goes to `ROOT/TENANT/PERIOD`. */
  readonly root: string
  readonly collect: boolean
  readonly snapshot: Option.Option<string>
  readonly allowPartial: boolean
}

/** A report that was written. */
export interface Reported {
  readonly folder: string
  readonly files: ReadonlyArray<string>
  readonly basis: SnapshotChoice["basis"]
  readonly document: ReportDocument
  readonly manifestSha256: string
}

/** Makes and writes one tenant's report. */
export const reportTenant = Effect.fn("cli.reportTenant")(function* (tenant: TenantConfig, request: ReportRequest) {
  const store = yield* SnapshotStore
  const path = yield* Path.Path
  const failed = Effect.mapError((error: Parameters<typeof storeFailure>[0]) => storeFailure(error, tenant.id))
  const choice = yield* chooseFor(tenant, request)
  const snapshot = yield* failed(store.load(tenant.id, choice.snapshot.id))
  if (snapshot === null) return yield* missing(tenant, `there is no snapshot ${choice.snapshot.id}.`, [])
  const signer = tenant.signingKey === null ? null : yield* signerOf(tenant.signingKey, tenant.id)
  const theme = yield* readTheme(tenant.theme, tenant.name)
  const previous = yield* monthBefore(tenant.id, request.period)

  const who = tenantOf(tenant)
  const roster = correlate(snapshot, who)
  const assessment = assess(roster, who, tenant.parameters, tenant.exceptions, previous)
  const document = reportDocument({
    tenant: who,
    period: request.period,
    version,
    basis: choice.basis,
    roster,
    assessment
  })
  const options = { language: languages[request.lang], theme }
  const rendered = yield* Effect.promise(() => render(document, request.formats, loadFonts(), options))
  const files = signer === null ? rendered : [...rendered, signatureOf(rendered, signer)]

  const folder = path.join(request.root, tenant.id, request.period)
  yield* writeReportFolder(folder, files).pipe(Effect.mapError((error) => outputFailure(error, folder, tenant.id)))
  yield* failed(
    store.saveAssessment({
      tenant: tenant.id,
      period: request.period,
      snapshotId: snapshot.id,
      document: assessmentRecordText(recordOf(roster, assessment, request.period, previous))
    })
  )
  const manifestSha256 = sha256(manifestOf(files))
  yield* failed(recordReport(tenant, request.period, { snapshot: snapshot.id, manifestSha256 }))
  const reported: Reported = {
    folder,
    files: files.map(({ name }) => name),
    basis: choice.basis,
    document,
    manifestSha256
  }
  return reported
})

/** The manifest's hash goes into the audit trail: what was handed out can be told from what is shown later. */
const recordReport = Effect.fnUntraced(function* (
  tenant: TenantConfig,
  period: Period,
  made: { readonly snapshot: string; readonly manifestSha256: string }
) {
  const trail = yield* AuditTrail
  yield* trail.append({
    tenant: tenant.id,
    at: new Date(yield* Clock.currentTimeMillis).toISOString(),
    actor: yield* Actor,
    operation: "report",
    subject: period,
    phase: "outcome",
    action: `report ${period} of ${made.snapshot}`,
    outcome: "done",
    reason: null,
    before: null,
    after: { snapshot: made.snapshot, manifestSha256: made.manifestSha256 }
  })
})

/** The snapshot for the period, or the reason why there is none. */
const chooseFor = Effect.fnUntraced(function* (tenant: TenantConfig, request: ReportRequest) {
  const store = yield* SnapshotStore
  const collected = request.collect ? yield* collectTenant(tenant, { resume: false }) : null
  if (collected?.failure && !request.allowPartial) return yield* collected.failure
  const all = yield* Effect.mapError(store.list(tenant.id), (error) => storeFailure(error, tenant.id))
  const wanted = collected?.snapshot.id ?? Option.getOrNull(request.snapshot)
  const candidates = wanted === null ? all : all.filter(({ id }) => id === wanted)
  if (wanted !== null && candidates.length === 0) return yield* missing(tenant, `there is no snapshot ${wanted}.`, all)
  const [named] = candidates
  if (collected === null && wanted !== null && named !== undefined) {
    if (!named.complete && !request.allowPartial) return yield* refusedPartial(tenant, named)
    const choice: SnapshotChoice = { snapshot: named, basis: basisOf(named, request.period, tenant.timezone) }
    return choice
  }
  const choice = chooseSnapshot(candidates, request.period, tenant.timezone, request)
  if (choice === null) return yield* missing(tenant, `no complete snapshot speaks for ${request.period}.`, all)
  return choice
})

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

const manifestName = "manifest.json"

const signatureOf = (files: ReadonlyArray<ReportFile>, signer: Signer): ReportFile => ({
  name: signatureName(manifestName),
  bytes: signer(manifestOf(files))
})

const sha256 = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex")

function manifestOf(files: ReadonlyArray<ReportFile>): Uint8Array {
  const file = files.find(({ name }) => name === manifestName)
  if (file === undefined) throw new Error(`the report has no ${manifestName}`)
  return file.bytes
}

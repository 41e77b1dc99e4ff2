/**
 * Where finished reports go: a folder for each below a root, or the store, for workers that share no folder.
 */
import type { Config } from "@rollcall/config"
import type { ReportDocument } from "@rollcall/model"
import { type FileStream, wholeFiles } from "@rollcall/report"
import { ReportArchive, type ReportName } from "@rollcall/store"
import { Effect, Path } from "effect"
import { outputFailure } from "./failures.ts"
import { writeReportFolder } from "./ReportFolder.ts"
import { inStore } from "./StoredSnapshot.ts"

/** The root folder of reports, by its absolute path; `null` for the store. */
export type ReportRoot = Config["reports"]

/** How the place is called that is no folder. */
export const storePlace = "store"

/** Where portfolios lie among the reports of tenants: no tenant's id begins with `_`. */
export const portfolioName = "_portfolio"

/** Puts a report in the place of the one of the same period; answers its folder, or {@link storePlace}. */
export const placeReport = Effect.fn("cli.placeReport")(function* (
  root: ReportRoot,
  { tenant, period }: ReportName,
  { snapshot }: Pick<ReportDocument, "snapshot">,
  files: AsyncIterable<FileStream>
) {
  if (root === null) {
    const archive = yield* ReportArchive
    const whole = yield* Effect.promise(() => wholeFiles(files))
    yield* inStore(tenant, archive.save({ tenant, period, snapshotId: snapshot.id, files: whole }))
    return storePlace
  }
  const path = yield* Path.Path
  const folder = path.join(root, tenant, period)
  yield* Effect.mapError(writeReportFolder(folder, files), (error) => outputFailure(error, folder, tenant))
  return folder
})

/**
 * What a rendered file says of itself: on every page, and to programs.
 */

import type { ReportDocument } from "@rollcall/model"
import type { Language } from "./language/Language.ts"
import { partialWarning } from "./reading.ts"

/** The words and instants that renderers put around the content. */
export interface Masthead {
  /** Of every page: whose report, of when, which. */
  readonly running: string
  /** Of the file. */
  readonly title: string
  readonly subject: string
  /** Stands on every page; `null` if there is nothing to warn of. */
  readonly warning: string | null
  /** Rollcall's version. */
  readonly version: string
  /** Stands for the time of making, so that the same input gives the same bytes. */
  readonly at: string
  /** What the file was made from, as it is called where it lies beside it, and what is in it. */
  readonly data: { readonly name: string; readonly description: string }
}

/** The masthead of a tenant's report. */
export function mastheadOf(document: ReportDocument, language: Language): Masthead {
  const { generator, period, snapshot, tenant } = document
  const { file } = language.texts
  const month = language.periodName(period)
  return {
    running: `${tenant.name} · ${month} · ${file.title}`,
    title: file.heading(tenant.name, month),
    subject: file.subject,
    warning: partialWarning(snapshot, language),
    version: generator.version,
    at: snapshot.finishedAt,
    data: { name: "report.json", description: file.data }
  }
}

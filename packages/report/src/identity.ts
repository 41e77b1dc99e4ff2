/**
 * What ties a report's files to the document that they were made from.
 */
import type { ReportDocument } from "@rollcall/model"

/** A report's name and the hash of its `report.json`. */
export interface Identity {
  /** `acme-2026-10-0123456789ab`; stands in the foot of every page. */
  readonly reportId: string
  /** SHA-256 of `report.json`. */
  readonly modelHash: string
}

/** The identity of the report that is made from a document whose `report.json` has this hash. */
export const identityOf = ({ period, tenant }: ReportDocument, modelHash: string): Identity => ({
  modelHash,
  reportId: `${tenant.id}-${period}-${modelHash.slice(0, 12)}`
})

/**
 * `manifest.json`: what a report folder holds, so that any later change of it can be seen.
 */
import type { ReportDocument } from "@rollcall/model"
import { sha256 } from "./hash.ts"
import type { Identity } from "./identity.ts"
import { jsonBytes } from "./json.ts"
import type { Language } from "./language/Language.ts"
import { type Theme, themeJson } from "./theme/Theme.ts"

/** A file of a report. */
export interface ReportFile {
  readonly name: string
  readonly bytes: Uint8Array
}

/** The manifest's bytes; it lists every file but itself, by name. */
export function manifestJson(
  document: ReportDocument,
  identity: Identity,
  { language, theme }: { readonly language: Language; readonly theme: Theme },
  files: ReadonlyArray<ReportFile>
): Uint8Array {
  const { exceptions, generator, period, snapshot, tenant } = document
  return jsonBytes({
    schemaVersion: 1,
    reportId: identity.reportId,
    tenant: { id: tenant.id, name: tenant.name },
    period,
    generator,
    snapshot: {
      id: snapshot.id,
      contentHash: snapshot.contentHash,
      finishedAt: snapshot.finishedAt,
      complete: snapshot.complete
    },
    resources: snapshot.resources.map(({ records, resource, source }) => ({ source, resource, records })),
    exceptions: exceptions
      .filter((each) => each.state === "applied")
      .map(({ approvedBy, check, covers, expires, reason, subject }) => ({
        check,
        subject,
        reason,
        approvedBy,
        expires,
        covers
      })),
    // Of the files that are read; those that are loaded have none.
    language: language.tag,
    theme: themeJson(theme),
    files: files
      .map(({ bytes, name }) => ({ name, sizeBytes: bytes.byteLength, sha256: sha256(bytes) }))
      .toSorted((a, b) => (a.name < b.name ? -1 : 1)),
    reportModelSha256: identity.modelHash
  })
}

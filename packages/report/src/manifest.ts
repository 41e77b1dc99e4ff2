/**
 * `manifest.json`: what a report folder holds, so that any later change of it can be seen.
 */
import type { ReportDocument } from "@rollcall/model"
import type { FileEntry, FileStream } from "./files.ts"
import type { Identity } from "./identity.ts"
import { jsonBytes } from "./json.ts"
import type { Language } from "./language/Language.ts"
import { type Theme, themeJson } from "./theme/Theme.ts"

/** The manifest of these files, in one chunk. */
export function manifestFile(
  document: ReportDocument,
  identity: Identity,
  { language, theme }: { readonly language: Language; readonly theme: Theme },
  files: ReadonlyArray<FileEntry>
): FileStream {
  const { exceptions, generator, period, snapshot, tenant } = document
  const bytes = jsonBytes({
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
    files,
    reportModelSha256: identity.modelHash
  })
  return { name: "manifest.json", chunks: [bytes] }
}

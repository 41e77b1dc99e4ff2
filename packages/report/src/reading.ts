/**
 * What was read of the sources, and what is missing.
 */
import type { ReportDocument, ResourceKey, ResourceName, Source } from "@rollcall/model"
import { listed } from "./wording.ts"

/** How a source is called in a report. */
export const sourceTitles: Readonly<Record<Source, string>> = { push: "Push Security", banyan: "Banyan Security" }

interface Resource {
  readonly source: Source
  readonly resource: ResourceName
  readonly title: string
}

/** What is collected, in the order that it is reported in. */
export const resources: ReadonlyArray<Resource> = [
  { source: "push", resource: "employees", title: "Employees" },
  { source: "push", resource: "browsers", title: "Browsers" },
  { source: "push", resource: "accounts", title: "Accounts" },
  { source: "push", resource: "accountsOther", title: "Accounts on other apps" },
  { source: "push", resource: "apps", title: "Apps" },
  { source: "push", resource: "appsOther", title: "Other apps" },
  { source: "push", resource: "findings", title: "Findings" },
  { source: "push", resource: "detections", title: "Detections" },
  { source: "push", resource: "browserExtensions", title: "Browser extensions" },
  { source: "push", resource: "appBanners", title: "App banners" },
  { source: "push", resource: "blockedUrls", title: "Blocked URLs" },
  { source: "banyan", resource: "endusers", title: "End users" },
  { source: "banyan", resource: "devices", title: "Devices" }
]

type Snapshot = ReportDocument["snapshot"]
type Reading = Snapshot["resources"][number]

/** How a resource was read; `undefined` if it was not. */
export const readingOf = (snapshot: Snapshot, resource: Resource): Reading | undefined =>
  snapshot.resources.find((each) => each.source === resource.source && each.resource === resource.resource)

/** Whether a resource was read to its end. */
export const wasRead = (snapshot: Snapshot, key: ResourceKey): boolean =>
  snapshot.resources.some((each) => `${each.source}.${each.resource}` === key && each.offered && each.complete)

/** Whether a source was configured. */
export const isConfigured = (snapshot: Snapshot, source: Source): boolean => snapshot.sources.includes(source)

/** The sources that were not configured. */
export const sourcesNotConfigured = (snapshot: Snapshot): ReadonlyArray<Source> =>
  (["push", "banyan"] as const).filter((source) => !isConfigured(snapshot, source))

/** What a partial snapshot lacks, in one sentence; `null` if it is complete. */
export function partialWarning(snapshot: Snapshot): string | null {
  if (snapshot.complete) return null
  const missing = resources
    .filter((each) => isConfigured(snapshot, each.source))
    .filter((each) => {
      const reading = readingOf(snapshot, each)
      return reading === undefined || (reading.offered && !reading.complete)
    })
    .map((each) => `${sourceTitles[each.source]} ${each.title.toLowerCase()}`)
  return missing.length === 0
    ? "Partial data: more than one record in a hundred could not be understood."
    : `Partial data: not read to the end: ${listed(missing)}.`
}

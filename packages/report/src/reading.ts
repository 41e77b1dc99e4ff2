/**
 * What was read of the sources, and what is missing.
 */
import type { ReportDocument, ResourceKey, ResourceName, Source } from "@rollcall/model"
import { english } from "./language/english.ts"
import type { Language } from "./language/Language.ts"

/** How a source is called in a report. */
export const sourceTitles: Readonly<Record<Source, string>> = { push: "Push Security", banyan: "Banyan Security" }

interface Resource {
  readonly source: Source
  readonly resource: ResourceName
}

/** What is collected, in the order that it is reported in. */
export const resources: ReadonlyArray<Resource> = [
  { source: "push", resource: "employees" },
  { source: "push", resource: "browsers" },
  { source: "push", resource: "accounts" },
  { source: "push", resource: "accountsOther" },
  { source: "push", resource: "apps" },
  { source: "push", resource: "appsOther" },
  { source: "push", resource: "findings" },
  { source: "push", resource: "detections" },
  { source: "push", resource: "browserExtensions" },
  { source: "push", resource: "appBanners" },
  { source: "push", resource: "blockedUrls" },
  { source: "banyan", resource: "endusers" },
  { source: "banyan", resource: "devices" }
]

type Snapshot = ReportDocument["snapshot"]
type Reading = Snapshot["resources"][number]

/** How a resource was read; `undefined` if it was not. */
export const readingOf = (snapshot: Snapshot, resource: Resource): Reading | undefined =>
  snapshot.resources.find((each) => each.source === resource.source && each.resource === resource.resource)

/** Whether a resource was read to its end. */
export const wasRead = (snapshot: Snapshot, key: ResourceKey): boolean =>
  snapshot.resources.some((each) => `${each.source}.${each.resource}` === key && each.offered && each.complete)

/** What tells whose devices are: both sides of the device API name owners. */
export const deviceLinks: ReadonlyArray<ResourceKey> = ["banyan.devices", "banyan.endusers"]

/** What tells whose findings are: one that names no employee belongs to the owner of its account. */
export const findingLinks: ReadonlyArray<ResourceKey> = ["push.findings", "push.accounts", "push.accountsOther"]

/** Whether it is known what a person holds of this: employees tell which addresses are one person's. */
export const isHoldingKnown = (snapshot: Snapshot, keys: ReadonlyArray<ResourceKey>): boolean =>
  (!isConfigured(snapshot, "push") || wasRead(snapshot, "push.employees")) &&
  keys.every((key) => wasRead(snapshot, key))

/** Whether a source was configured. */
export const isConfigured = (snapshot: Snapshot, source: Source): boolean => snapshot.sources.includes(source)

/** The sources that were not configured. */
export const sourcesNotConfigured = (snapshot: Snapshot): ReadonlyArray<Source> =>
  (["push", "banyan"] as const).filter((source) => !isConfigured(snapshot, source))

/** What a partial snapshot lacks, in one sentence; `null` if it is complete. */
export function partialWarning(snapshot: Snapshot, { texts }: Language = english): string | null {
  if (snapshot.complete) return null
  const missing = resources.filter((each) => {
    const reading = readingOf(snapshot, each)
    return isConfigured(snapshot, each.source) && (reading === undefined || (reading.offered && !reading.complete))
  })
  if (missing.length === 0) return texts.partial.refused
  return texts.partial.unread(
    [...Map.groupBy(missing, (each) => each.source)].map(([source, all]) => [
      sourceTitles[source],
      all.map(({ resource }) => texts.resources[resource])
    ])
  )
}

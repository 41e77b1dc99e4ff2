/**
 * The resources that a snapshot is made of: which source has them, what their records look like, whether every source
 * offers them.
 */
import { Device, EndUser } from "@rollcall/banyan/schema"
import {
  Account,
  AccountOther,
  App,
  AppBanner,
  AppOther,
  BlockedUrl,
  Browser,
  BrowserExtension,
  Detection,
  Employee,
  Finding
} from "@rollcall/push/schema"
import type { Schema } from "effect"
import type { ResourceName, SnapshotRecords, Source } from "./Snapshot.ts"

/** One kind of record of one source. */
export interface Resource {
  readonly source: Source
  /** Turns a record as it came from the source into the record that is worked with. */
  readonly schema: Schema.Decoder<unknown>
  /** Newer than the rest of the API: the answer "not found" means that the source does not offer it. */
  readonly optional: boolean
}

/** Every resource by name, in the order in which they are read. */
export const resources = {
  employees: { source: "push", schema: Employee, optional: false },
  browsers: { source: "push", schema: Browser, optional: false },
  accounts: { source: "push", schema: Account, optional: false },
  accountsOther: { source: "push", schema: AccountOther, optional: false },
  apps: { source: "push", schema: App, optional: false },
  appsOther: { source: "push", schema: AppOther, optional: false },
  findings: { source: "push", schema: Finding, optional: false },
  detections: { source: "push", schema: Detection, optional: true },
  browserExtensions: { source: "push", schema: BrowserExtension, optional: true },
  appBanners: { source: "push", schema: AppBanner, optional: true },
  blockedUrls: { source: "push", schema: BlockedUrl, optional: true },
  endusers: { source: "banyan", schema: EndUser, optional: false },
  devices: { source: "banyan", schema: Device, optional: false }
} as const satisfies {
  readonly [Name in ResourceName]: Resource & { readonly schema: Schema.Decoder<SnapshotRecords[Name][number]> }
}

/** The resources of one source, in the order in which they are read. */
export const resourcesOf = (source: Source): ReadonlyArray<ResourceName> =>
  resourceNames.filter((name) => resources[name].source === source)

/** Every resource's name. */
export const resourceNames: ReadonlyArray<ResourceName> = Object.keys(resources).filter(isResourceName)

/** Whether a text names a resource. */
export function isResourceName(text: string): text is ResourceName {
  return Object.hasOwn(resources, text)
}

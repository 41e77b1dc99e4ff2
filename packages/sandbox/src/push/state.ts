/**
 * What the fake Push API holds for a tenant: the records as they go over the wire (contracts/push.md, section 4).
 *
 * Enumerations are plain strings and most members may be null, so that awkward data can be written down.
 */

import type { BulkAccounts } from "./bulk.ts"

/** An employee (4.11). */
export type Employee = {
  readonly id: string
  readonly email: string
  readonly knownEmails?: ReadonlyArray<string>
  readonly firstName: string
  readonly lastName: string
  readonly department?: string
  readonly location?: string
  readonly licensed: boolean
  readonly chatopsEnabled: boolean
  readonly groups: ReadonlyArray<string>
  readonly creationTimestamp: number
}

/** A browser (4.9). */
export type Browser = {
  readonly id: string
  readonly employeeId?: string
  readonly email?: string
  readonly version: string
  readonly tokenType: string
  readonly isActive: boolean | null
  readonly browser: string
  readonly os: string
  readonly extensionVersion: string
  readonly language?: string | null
  readonly profileEmail?: string | null
  readonly profileSyncEnabled?: boolean | null
  readonly creationTimestamp: number
  readonly lastOnlineTimestamp: number
}

/** How an account is logged in to (4.2). */
export type LoginMethods = {
  readonly passwordLogin: boolean
  readonly oidcLogin: string | null
  readonly samlLogin: string | null
  readonly oktaSwaLogin?: boolean
  readonly vendorSsoLogin?: string | null
  readonly fedCmLogin?: string | null
}

/** An account (4.1). */
export type Account = {
  readonly id: string
  readonly employeeId?: string
  readonly appType: string
  readonly appId: string
  readonly email: string
  readonly mfaRegistered: boolean | null
  readonly mfaMethods: ReadonlyArray<string> | null
  readonly passwordId: string | null
  readonly loginMethods: LoginMethods
  readonly creationTimestamp: number
  readonly lastUsedTimestamp: number | null
}

/** One employee's use of an account (4.4). */
export type AccountUse = {
  readonly employeeId?: string
  readonly lastUsedTimestamp: number | null
  readonly passwordManuallyTyped: boolean | null
}

/** An account on an app without a type of its own (4.3). */
export type AccountOther = {
  readonly id: string
  readonly employeeId: string
  readonly otherAppId: string
  readonly email: string
  readonly loginMethods: LoginMethods
  readonly creationTimestamp: number
  readonly lastUsedTimestamp: number | null
}

/** An app (4.6). */
export type App = {
  readonly id: string
  readonly type: string
  readonly approvalStatus: string | null
  readonly sensitivityLevel: string | null
  readonly ownerId: string | null
  readonly notes: string | null
  readonly website?: string
  readonly description: string
  readonly friendlyName: string
  readonly labels: ReadonlyArray<string>
  readonly creationTimestamp: number
}

/** An app without a type of its own (4.7). */
export type AppOther = {
  readonly id: string
  readonly domain: string | null
  readonly oauthAppId: string | null
  readonly name: string | null
  readonly hidden: boolean
  readonly requestSupportStatus: string
  readonly creationTimestamp: number
}

/** A finding (4.13). */
export type Finding = {
  readonly id: string
  readonly type: string
  readonly state: string
  readonly employeeId: string | null
  readonly passwordId: string | null
  readonly accountId: string | null
  readonly appType: string | null
  readonly appId: string | null
  readonly weakPasswordReasons?: ReadonlyArray<string> | null
  readonly creationTimestamp: number
}

/** The employee inside a detection (4.12). */
export type EmployeeRef = Omit<Employee, "groups" | "knownEmails">

/** A detection (4.14). */
export type Detection = {
  readonly id: string
  readonly employeeId: string
  readonly employee: EmployeeRef
  readonly browserId: string
  readonly severity: string
  readonly detectionType: string
  readonly response: string
  readonly archived: boolean
  readonly detectionLink: string
  readonly creationTimestamp: number
  readonly lastActivityTimestamp: number
}

/** An extension of a browser (4.10). */
export type BrowserExtension = {
  readonly id: string
  readonly extensionId: string
  readonly employeeId: string
  readonly browserId: string
  readonly name: string
  readonly description: string
  readonly deploymentMode: string
  readonly permissions: ReadonlyArray<string>
  readonly hostPermissions: ReadonlyArray<string>
  readonly enabled: boolean
}

/** A banner that an app shows (4.15); `id` is the app's. */
export type AppBanner = {
  readonly id: string
  readonly appType: string
  readonly enabled: boolean
  readonly title: string
  readonly subtext: string
  readonly mode: string
  readonly buttonText: string | null
  readonly allowReasonSubmission: boolean | null
}

/** Everything the Push API knows of a tenant at the start; lists are in the order the API gives them. */
export interface PushState {
  readonly employees: Array<Employee>
  readonly browsers: Array<Browser>
  /** Without the bulk accounts, which stand before these. */
  readonly accounts: Array<Account>
  readonly bulkAccounts: BulkAccounts | undefined
  /** Users of an account besides its primary employee, by the account's id. */
  readonly furtherUses: Map<string, ReadonlyArray<AccountUse>>
  readonly accountsOther: Array<AccountOther>
  readonly apps: Array<App>
  readonly appsOther: Array<AppOther>
  readonly findings: Array<Finding>
  readonly detections: Array<Detection>
  readonly browserExtensions: Array<BrowserExtension>
  readonly appBanners: Array<AppBanner>
  readonly blockedUrls: Array<string>
}

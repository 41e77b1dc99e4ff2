/**
 * The lists of the Push API and what each can be filtered by (contracts/push.md, section 3).
 */
import { being, containing, equalling, inGroups, meeting, notAfter, notBefore } from "./filters.ts"
import { collection, type Collection } from "./collection.ts"
import { account003, accountOther003, browser003, employee003, finding003 } from "./generation.ts"
import type {
  Account,
  AccountOther,
  App,
  AppBanner,
  AppOther,
  Browser,
  BrowserExtension,
  Detection,
  Employee,
  Finding
} from "./state.ts"

/** Operations 1 and 2. */
export const accounts = collection<Account>({
  path: "/v1/accounts",
  table: (store) => store.accounts,
  filters: {
    email: containing((record) => record.email),
    appType: equalling((record) => record.appType),
    employeeId: equalling((record) => record.employeeId),
    passwordId: equalling((record) => record.passwordId),
    lastUsedTimestampAfter: notBefore((record) => record.lastUsedTimestamp),
    lastUsedTimestampBefore: notAfter((record) => record.lastUsedTimestamp)
  },
  hasDocumentedToken: true,
  notFound: "Account Not Found",
  in003: account003
})

const accountsOther = collection<AccountOther>({
  path: "/v1/accountsOther",
  table: (store) => store.accountsOther,
  filters: {
    email: containing((record) => record.email),
    otherAppId: equalling((record) => record.otherAppId),
    lastUsedTimestampAfter: notBefore((record) => record.lastUsedTimestamp),
    lastUsedTimestampBefore: notAfter((record) => record.lastUsedTimestamp)
  },
  notFound: "Account (Other) Not Found",
  isMalformed: (id) => !/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(id),
  in003: accountOther003
})

/** Operations 8 and 9. */
export const apps = collection<App>({
  path: "/v1/apps",
  table: (store) => store.apps,
  filters: {
    creationTimestampAfter: notBefore((record) => record.creationTimestamp),
    creationTimestampBefore: notAfter((record) => record.creationTimestamp)
  }
})

const appsOther = collection<AppOther>({
  path: "/v1/appsOther",
  table: (store) => store.appsOther,
  filters: {
    creationTimestampAfter: notBefore((record) => record.creationTimestamp),
    creationTimestampBefore: notAfter((record) => record.creationTimestamp)
  },
  notFound: "App (Other) Not Found"
})

const browsers = collection<Browser>({
  path: "/v1/browsers",
  table: (store) => store.browsers,
  filters: {
    email: containing((record) => record.email),
    employeeId: equalling((record) => record.employeeId),
    browser: equalling((record) => record.browser),
    os: equalling((record) => record.os),
    lastOnlineTimestampAfter: notBefore((record) => record.lastOnlineTimestamp),
    lastOnlineTimestampBefore: notAfter((record) => record.lastOnlineTimestamp)
  },
  hasDocumentedToken: true,
  hasDocumentedNull: true,
  in003: browser003
})

const browserExtensions = collection<BrowserExtension>({
  path: "/v1/browserExtensions",
  table: (store) => store.browserExtensions,
  filters: {
    extensionId: equalling((record) => record.extensionId),
    employeeId: equalling((record) => record.employeeId),
    browserId: equalling((record) => record.browserId),
    deploymentMode: equalling((record) => record.deploymentMode),
    permissions: meeting((record) => record.permissions),
    hostPermissions: meeting((record) => record.hostPermissions),
    enabled: being((record) => record.enabled)
  },
  hasDocumentedToken: true
})

/** Operations 17 and 18. */
export const employees = collection<Employee>({
  path: "/v1/employees",
  table: (store) => store.employees,
  filters: {
    email: containing((record) => record.email),
    licensed: being((record) => record.licensed),
    groups: inGroups((record) => record.groups),
    chatopsEnabled: being((record) => record.chatopsEnabled)
  },
  hasDocumentedToken: true,
  notFound: "Employee Not Found",
  in003: employee003
})

const findings = collection<Finding>({
  path: "/v1/findings",
  table: (store) => store.findings,
  filters: {
    state: equalling((record) => record.state),
    type: equalling((record) => record.type),
    employeeId: equalling((record) => record.employeeId),
    appType: equalling((record) => record.appType),
    accountId: equalling((record) => record.accountId),
    passwordId: equalling((record) => record.passwordId),
    creationTimestampAfter: notBefore((record) => record.creationTimestamp),
    creationTimestampBefore: notAfter((record) => record.creationTimestamp)
  },
  hasDocumentedToken: true,
  in003: finding003
})

const detections = collection<Detection>({
  path: "/v1/detections",
  table: (store) => store.detections,
  filters: {
    creationTimestampAfter: notBefore((record) => record.creationTimestamp),
    severity: equalling((record) => record.severity),
    archived: being((record) => record.archived),
    detectionType: equalling((record) => record.detectionType)
  },
  hasDocumentedToken: true
})

/** The banners; they may be withdrawn. */
export const appBanners = collection<AppBanner>({
  path: "/v1/controls/appBanners",
  table: (store) => store.appBanners,
  filters: {
    enabled: ([wanted], { disabledBanners }) => {
      if (wanted !== "true" && wanted !== "false") return undefined
      const listsAll = wanted === "false" && disabledBanners === "among-all"
      return (record) => listsAll || record.enabled === (wanted === "true")
    }
  },
  notFound: "Not Found",
  defaults: { enabled: "true" }
})

/** Every list with a read by id. */
export const collections: ReadonlyArray<Collection> = [
  accounts,
  accountsOther,
  apps,
  appsOther,
  browsers,
  employees,
  findings,
  detections,
  appBanners
]

/** The list without one: no source names a read by id. */
export const listOnly: ReadonlyArray<Collection> = [browserExtensions]

/**
 * The lists of the Push API and what each can be filtered by (contracts/push.md, section 3).
 */
import { message, type Mutate, type Reply } from "../http/exchange.ts"
import type { JsonObject } from "../http/json.ts"
import type { PushSwitches } from "../switches.ts"
import type { TenantData } from "../tenants/makeTenants.ts"
import { being, containing, equalling, meeting, notAfter, notBefore, predicateOf, type Filters } from "./filters.ts"
import { account003, accountOther003, browser003, employee003 } from "./generation.ts"
import { page, type PageTokens } from "./paging.ts"
import type {
  Account,
  AccountOther,
  AccountUse,
  App,
  AppBanner,
  AppOther,
  Browser,
  BrowserExtension,
  Detection,
  Employee,
  Finding,
  PushState
} from "./state.ts"

/** What an operation works with. */
export interface PushContext {
  readonly data: TenantData
  readonly query: URLSearchParams
  readonly switches: PushSwitches
  readonly tokens: PageTokens
  readonly mutate: Mutate
}

/** A list with its two reads. */
export interface Collection {
  readonly path: string
  readonly list: (context: PushContext) => Reply
  readonly get: (context: PushContext, id: string) => Reply
}

interface Definition<T> {
  readonly path: string
  readonly records: (push: PushState) => ReadonlyArray<T>
  readonly filters: Filters<T>
  readonly hasDocumentedToken?: true
  /** The label of a 404; `Not Found` where none is documented. */
  readonly notFound?: string
  readonly isMalformed?: (id: string) => boolean
  /** The record in the oldest generation, or `undefined` where that knew no such record. */
  readonly in003?: (record: T) => T | undefined
  /** Filters that hold when the query says nothing. */
  readonly defaults?: Readonly<Record<string, string>>
}

const collection = <T extends JsonObject & { readonly id: string }>(definition: Definition<T>): Collection => {
  const isServed = (switches: PushSwitches) => (record: T) =>
    switches.generation === "newest" || definition.in003 === undefined || definition.in003(record) !== undefined
  const write = (context: PushContext) => (record: T) =>
    context.mutate((context.switches.generation === "003" ? definition.in003?.(record) : undefined) ?? record)
  return {
    path: definition.path,
    list: (context) => {
      const query = withDefaults(context.query, definition.defaults)
      const { isReadable, matches } = predicateOf(definition.filters, query)
      if (!isReadable) return message(400, "Bad Request: a filter cannot be read")
      const isHidden = context.switches.generation === "003" && definition.in003 !== undefined
      const served = isServed(context.switches)
      return page({
        query,
        records: definition.records(context.data.push),
        matches: isHidden ? (record) => served(record) && (matches?.(record) ?? true) : matches,
        write: write(context),
        question: questionOf(context, definition.path),
        hasDocumentedToken: definition.hasDocumentedToken ?? false,
        switches: context.switches,
        tokens: context.tokens
      })
    },
    get: (context, id) => {
      if (definition.isMalformed?.(id)) return message(400, "Bad Request: id is not a UUID")
      const record = definition.records(context.data.push).find((candidate) => candidate.id === id)
      if (record === undefined || !isServed(context.switches)(record)) {
        return message(404, definition.notFound ?? "Not Found")
      }
      return { status: 200, body: write(context)(record) }
    }
  }
}

/** Users of an account, the primary employee first (operation 5). */
export const usedBy = (context: PushContext, id: string): Reply => {
  const { push } = context.data
  const account = push.accounts.find((candidate) => candidate.id === id)
  if (account === undefined) return message(404, "Not Found")
  const primary: AccountUse = {
    ...(account.employeeId === undefined ? {} : { employeeId: account.employeeId }),
    lastUsedTimestamp: account.lastUsedTimestamp,
    passwordManuallyTyped: account.loginMethods.passwordLogin ? false : null
  }
  return page({
    query: context.query,
    records: [primary, ...(push.furtherUses.get(id) ?? [])],
    matches: undefined,
    write: context.mutate,
    question: questionOf(context, `/v1/accounts/${id}/usedBy`),
    hasDocumentedToken: false,
    switches: context.switches,
    tokens: context.tokens
  })
}

const withDefaults = (query: URLSearchParams, defaults: Readonly<Record<string, string>> | undefined) => {
  if (defaults === undefined) return query
  const whole = new URLSearchParams(query)
  for (const [name, value] of Object.entries(defaults)) if (!whole.has(name)) whole.set(name, value)
  return whole
}

// What a token is bound to: everything but where the page begins and how long it is.
const questionOf = (context: PushContext, path: string) => {
  const filters = new URLSearchParams(context.query)
  for (const name of ["limit", "offset", "nextToken"]) filters.delete(name)
  filters.sort()
  return `${context.data.tenant.id} ${path}?${filters.toString()}`
}

const accounts = collection<Account>({
  path: "/v1/accounts",
  records: (push) => push.accounts,
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
  records: (push) => push.accountsOther,
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

const apps = collection<App>({
  path: "/v1/apps",
  records: (push) => push.apps,
  filters: {
    creationTimestampAfter: notBefore((record) => record.creationTimestamp),
    creationTimestampBefore: notAfter((record) => record.creationTimestamp)
  }
})

const appsOther = collection<AppOther>({
  path: "/v1/appsOther",
  records: (push) => push.appsOther,
  filters: {
    creationTimestampAfter: notBefore((record) => record.creationTimestamp),
    creationTimestampBefore: notAfter((record) => record.creationTimestamp)
  },
  notFound: "App (Other) Not Found"
})

const browsers = collection<Browser>({
  path: "/v1/browsers",
  records: (push) => push.browsers,
  filters: {
    email: containing((record) => record.email),
    employeeId: equalling((record) => record.employeeId),
    browser: equalling((record) => record.browser),
    os: equalling((record) => record.os),
    lastOnlineTimestampAfter: notBefore((record) => record.lastOnlineTimestamp),
    lastOnlineTimestampBefore: notAfter((record) => record.lastOnlineTimestamp)
  },
  hasDocumentedToken: true,
  in003: browser003
})

const browserExtensions = collection<BrowserExtension>({
  path: "/v1/browserExtensions",
  records: (push) => push.browserExtensions,
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

const employees = collection<Employee>({
  path: "/v1/employees",
  records: (push) => push.employees,
  filters: {
    email: containing((record) => record.email),
    licensed: being((record) => record.licensed),
    groups: meeting((record) => record.groups),
    chatopsEnabled: being((record) => record.chatopsEnabled)
  },
  hasDocumentedToken: true,
  notFound: "Employee Not Found",
  in003: employee003
})

const findings = collection<Finding>({
  path: "/v1/findings",
  records: (push) => push.findings,
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
  in003: (record) => (record.type === "STOLEN_CREDENTIALS" ? undefined : record)
})

const detections = collection<Detection>({
  path: "/v1/detections",
  records: (push) => push.detections,
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
  records: (push) => push.appBanners,
  filters: {
    // `false` asks for every banner (section 6, row 33).
    enabled: ([wanted]) =>
      wanted === "true" || wanted === "false" ? (record) => record.enabled || wanted === "false" : undefined
  },
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

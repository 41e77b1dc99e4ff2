/**
 * What a fake Push API holds of a tenant while it runs: made from the tenant's state, which it leaves alone.
 */
import { makeBulkAccounts } from "./bulk.ts"
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
import { makeTable, type Table } from "./table.ts"

/** A tenant's records, open to change. */
export interface PushStore {
  readonly employees: Table<Employee>
  readonly browsers: Table<Browser>
  readonly accounts: Table<Account>
  /** Users of an account besides its primary employee, by the account's id. */
  readonly furtherUses: Map<string, ReadonlyArray<AccountUse>>
  readonly accountsOther: Table<AccountOther>
  readonly apps: Table<App>
  readonly appsOther: Table<AppOther>
  readonly findings: Table<Finding>
  readonly detections: Table<Detection>
  readonly browserExtensions: Table<BrowserExtension>
  readonly appBanners: Table<AppBanner>
  readonly blockedUrls: Array<string>
  /** Whether an employee uses an account of either kind. */
  readonly hasAccounts: (employeeId: string) => boolean
  /** Gives everything that belongs to some employees to another. */
  readonly moveBelongings: (fromIds: ReadonlySet<string>, toId: string) => void
}

/** Makes the store of a tenant. */
export const makePushStore = (state: PushState): PushStore => {
  const moved = new Map<string, string>()
  const bulk =
    state.bulkAccounts === undefined
      ? undefined
      : makeBulkAccounts(state.bulkAccounts, state.employees, state.apps, moved)
  const tables = {
    employees: makeTable(state.employees),
    browsers: makeTable(state.browsers),
    accounts: makeTable(state.accounts, bulk),
    furtherUses: new Map(state.furtherUses),
    accountsOther: makeTable(state.accountsOther),
    apps: makeTable(state.apps),
    appsOther: makeTable(state.appsOther),
    findings: makeTable(state.findings),
    detections: makeTable(state.detections),
    browserExtensions: makeTable(state.browserExtensions),
    appBanners: makeTable(state.appBanners),
    blockedUrls: [...state.blockedUrls]
  }
  return {
    ...tables,
    hasAccounts: (employeeId) => {
      const isOwn = (record: { readonly employeeId?: string }) => record.employeeId === employeeId
      return (
        tables.accounts.someUnwritten((number) => bulk?.employeeIdOf(number) === employeeId) ||
        tables.accounts.someWritten(isOwn) ||
        tables.accountsOther.someWritten(isOwn) ||
        [...tables.furtherUses.values()].some((uses) => uses.some(isOwn))
      )
    },
    moveBelongings: (fromIds, toId) => {
      const own = <T extends { readonly employeeId?: string | null }>(record: T): T =>
        fromIds.has(record.employeeId ?? "") ? { ...record, employeeId: toId } : record
      for (const [from, to] of moved) if (fromIds.has(to)) moved.set(from, toId)
      for (const id of fromIds) moved.set(id, toId)
      tables.accounts.rewrite(own)
      tables.accountsOther.rewrite(own)
      tables.browsers.rewrite(own)
      // No rule names extensions; they stay with the browser they are in. Detections keep whom they saw.
      tables.browserExtensions.rewrite(own)
      tables.findings.rewrite(own)
      tables.apps.rewrite((app) => (fromIds.has(app.ownerId ?? "") ? { ...app, ownerId: toId } : app))
      for (const [id, uses] of tables.furtherUses) {
        tables.furtherUses.set(id, onePerEmployee(uses.map(own), tables.accounts.find(id)?.employeeId))
      }
    }
  }
}

// Two users of one account may have become one.
const onePerEmployee = (uses: ReadonlyArray<AccountUse>, primaryId: string | undefined): ReadonlyArray<AccountUse> => {
  const seen = new Set([primaryId])
  return uses.filter(({ employeeId }) => employeeId === undefined || (!seen.has(employeeId) && seen.add(employeeId)))
}

/**
 * Accounts by the million, each made from its number when it is looked at.
 */
import type { Account, App, Employee, LoginMethods } from "./state.ts"
import type { Unwritten } from "./table.ts"

/** What bulk accounts are made from, besides the tenant's employees and apps. */
export interface BulkAccounts {
  readonly count: number
  /** All of an id but its last group, which is the account's number in hexadecimal. */
  readonly idStem: string
  /** The creation of the first, in seconds; each later one is half a minute younger. */
  readonly firstCreatedAt: number
  /** No time is later, in seconds. */
  readonly asOf: number
}

/** Bulk accounts of a tenant. */
export interface BulkAccountSource extends Unwritten<Account> {
  readonly employeeIdOf: (number: number) => string
}

const spacingSeconds = 30
const daySeconds = 86_400

const byPassword: LoginMethods = {
  passwordLogin: true,
  oidcLogin: null,
  samlLogin: null,
  oktaSwaLogin: false,
  vendorSsoLogin: null,
  fedCmLogin: null
}
const bySaml: LoginMethods = { ...byPassword, passwordLogin: false, samlLogin: "OKTA" }
const factors: ReadonlyArray<ReadonlyArray<string> | null> = [
  ["APP_TOTP"],
  ["WEBAUTHN"],
  ["PUSH_NOTIFICATION", "WEBAUTHN"],
  [],
  null
]

/**
 * Makes the source of a tenant's bulk accounts, dealt out to the employees in turn.
 *
 * **Details** `moved` names the employee that another was merged into, so that a merge need not write a million records.
 */
export const makeBulkAccounts = (
  bulk: BulkAccounts,
  employees: ReadonlyArray<Employee>,
  apps: ReadonlyArray<App>,
  moved: ReadonlyMap<string, string>
): BulkAccountSource => {
  const ownerOf = (number: number) => employees[number % employees.length]
  const employeeIdOf = (number: number) => {
    const id = ownerOf(number)?.id ?? ""
    return moved.get(id) ?? id
  }
  return {
    count: employees.length === 0 || apps.length === 0 ? 0 : bulk.count,
    employeeIdOf,
    numberOf: (id) => numberOf(bulk, id),
    make: (number) => {
      const app = apps[(number * 7) % apps.length]
      const mixed = Math.imul(number + 1, 0x9e3779b1) >>> 8
      const mfaMethods = factors[mixed % factors.length] ?? null
      const hasPassword = mixed % 4 !== 0
      return {
        id: idOf(bulk.idStem, number),
        employeeId: employeeIdOf(number),
        appType: app?.type ?? "",
        appId: app?.id ?? "",
        email: ownerOf(number)?.email ?? "",
        mfaRegistered: mfaMethods === null ? null : mfaMethods.length > 0,
        mfaMethods,
        passwordId: hasPassword ? idOf(bulk.idStem, number) : null,
        loginMethods: hasPassword ? byPassword : bySaml,
        creationTimestamp: bulk.firstCreatedAt + number * spacingSeconds,
        lastUsedTimestamp: mixed % 33 === 0 ? null : bulk.asOf - 1 - (mixed % (90 * daySeconds))
      }
    }
  }
}

const idOf = (stem: string, number: number) => `${stem}-${number.toString(16).padStart(12, "0")}`

const numberOf = ({ count, idStem }: BulkAccounts, id: string): number | undefined => {
  const number = Number.parseInt(id.slice(idStem.length + 1), 16)
  return number < count && id === idOf(idStem, number) ? number : undefined
}

/**
 * Push findings: mostly about accounts, in all known types.
 */
import type { Account, Finding } from "../push/state.ts"
import type { Calendar } from "./calendar.ts"
import type { NonEmpty, Random } from "./random.ts"
import type { StaffMember } from "./staff.ts"

interface FindingKind {
  readonly type: string
  /** Open findings are mostly younger than this. */
  readonly deadlineDays: number
}

const kinds: NonEmpty<readonly [FindingKind, number]> = [
  [{ type: "MFA_NOT_REGISTERED", deadlineDays: 30 }, 30],
  [{ type: "REUSED_PASSWORD", deadlineDays: 30 }, 18],
  [{ type: "WEAK_PASSWORD", deadlineDays: 30 }, 18],
  [{ type: "PASSWORD_MANAGER_NOT_USED", deadlineDays: 90 }, 12],
  [{ type: "LEAKED_PASSWORD", deadlineDays: 7 }, 6],
  [{ type: "SHARED_ACCOUNT", deadlineDays: 30 }, 6],
  [{ type: "UNUSED_THIRD_PARTY_APP", deadlineDays: 90 }, 6],
  [{ type: "STOLEN_CREDENTIALS", deadlineDays: 2 }, 4]
]

const weaknesses: NonEmpty<ReadonlyArray<string>> = [
  ["COMPROMISED_HIBP"],
  ["COMMON_BASE_WORD"],
  ["BANNED_BASE_WORD", "COMMON_BASE_WORD"]
]

/** Makes five findings for eight members of staff, and exactly one for the fixed person. */
export const makeFindings = (
  staff: ReadonlyArray<StaffMember>,
  accounts: ReadonlyArray<Account>,
  calendar: Calendar,
  random: Random
): Array<Finding> => {
  const fixedIds = new Set(staff.filter((member) => member.isFixed).map((member) => member.id))
  const isFixed = (account: Account) => account.employeeId !== undefined && fixedIds.has(account.employeeId)
  const withPassword = accounts.filter((account) => account.loginMethods.passwordLogin && !isFixed(account))
  const withoutMfa = withPassword.filter((account) => account.mfaRegistered === false)
  const laidDown = accounts
    .filter((account) => isFixed(account) && account.mfaRegistered === false)
    .map((account) => finding("MFA_NOT_REGISTERED", "OPEN", 9, account, calendar, random))

  const drawn: Array<Finding> = []
  const count = Math.round(staff.length * 0.625) - laidDown.length
  for (let index = 0; index < count; index++) {
    // Each type appears once before chance decides, so that a small tenant has them all too.
    const kind = kinds[index]?.[0] ?? random.weighted(kinds)
    const pool = kind.type === "MFA_NOT_REGISTERED" ? withoutMfa : withPassword
    const account = pool[random.int(0, pool.length - 1)]
    const isOpen = random.chance(0.42)
    const ageDays = isOpen && random.chance(0.8) ? random.next() * kind.deadlineDays : random.int(3, 120)
    if (account !== undefined) {
      drawn.push(finding(kind.type, isOpen ? "OPEN" : "RESOLVED", ageDays, account, calendar, random))
    }
  }
  return [...laidDown, ...drawn]
}

const finding = (
  type: string,
  state: string,
  ageDays: number,
  account: Account,
  calendar: Calendar,
  random: Random
): Finding => ({
  id: random.uuid(),
  type,
  state,
  employeeId: account.employeeId ?? null,
  passwordId: type === "MFA_NOT_REGISTERED" ? null : account.passwordId,
  accountId: account.id,
  appType: account.appType,
  appId: account.appId,
  weakPasswordReasons: type === "WEAK_PASSWORD" ? random.pick(weaknesses) : null,
  creationTimestamp: calendar.secondsAgo(ageDays)
})

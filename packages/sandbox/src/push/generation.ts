/**
 * The oldest generation of the Push API's fields (contracts/push.md, section 6, row 38).
 */
import type { Account, AccountOther, Browser, Employee, Finding, LoginMethods } from "./state.ts"

/** An employee without `knownEmails`. */
export const employee003 = ({ knownEmails: _knownEmails, ...record }: Employee): Employee => record

/** An account without `fedCmLogin`. */
export const account003 = (record: Account): Account => ({
  ...record,
  loginMethods: loginMethods003(record.loginMethods)
})

/** An account on another app without `fedCmLogin`. */
export const accountOther003 = (record: AccountOther): AccountOther => ({
  ...record,
  loginMethods: loginMethods003(record.loginMethods)
})

/** A browser without language and profile. */
export const browser003 = ({
  language: _language,
  profileEmail: _profileEmail,
  profileSyncEnabled: _profileSyncEnabled,
  ...record
}: Browser): Browser => record

/** A finding, unless it is of a type that came later. */
export const finding003 = (record: Finding): Finding | undefined =>
  record.type === "STOLEN_CREDENTIALS" ? undefined : record

const loginMethods003 = ({ fedCmLogin: _fedCmLogin, ...methods }: LoginMethods): LoginMethods => methods

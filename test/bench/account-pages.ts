/**
 * Accounts as the Push API lists them, made up by number: the same number gives the same account, another one another id.
 */

/** Accounts on a page: the API's own limit. */
export const pageSize = 50

/** The text of a page, which says that more follow until the last. */
export function accountPage(page: number, pages: number): string {
  const result = Array.from({ length: pageSize }, (_, index) => account(page * pageSize + index))
  const paging = page + 1 < pages ? { moreResults: true, nextToken: String(page + 1) } : { moreResults: false }
  return JSON.stringify({ result, paging })
}

const appTypes = ["ATLASSIAN", "SALESFORCE", "SLACK", "ZAPIER"]

/** Half of them know their second factor, a fifth were never used, as in a tenant of some years. */
export const account = (number: number) => ({
  id: uuid(number, 0),
  employeeId: uuid(Math.floor(number / 12), 1),
  appType: appTypes[number % appTypes.length],
  appId: uuid(number % 60, 2),
  email: `person.${Math.floor(number / 12)}@example.com`,
  mfaRegistered: [true, true, false, null][number % 4],
  mfaMethods: number % 2 === 0 ? ["APP_TOTP", "WEBAUTHN"] : null,
  passwordId: number % 3 === 0 ? null : uuid(number % 5000, 3),
  loginMethods: {
    passwordLogin: number % 3 !== 0,
    oidcLogin: number % 3 === 0 ? "GOOGLE_WORKSPACE" : null,
    samlLogin: null,
    oktaSwaLogin: false,
    vendorSsoLogin: null,
    fedCmLogin: null
  },
  creationTimestamp: 1_640_000_000 + (scattered(number, 4) % 100_000_000),
  lastUsedTimestamp: number % 5 === 0 ? null : 1_740_000_000 + (scattered(number, 5) % 20_000_000)
})

/** A UUID that looks random and is no other number's. */
export function uuid(number: number, kind: number): string {
  const word = (salt: number) =>
    scattered(number, kind * 4 + salt)
      .toString(16)
      .padStart(8, "0")
  const [a, b, c, d] = [word(0), word(1), word(2), word(3)]
  return `${a}-${b.slice(0, 4)}-4${b.slice(5)}-8${c.slice(1, 4)}-${c.slice(4)}${d}`
}

/** A number of 32 bits that looks random, of each number another. */
export function scattered(number: number, salt: number): number {
  let word = Math.imul(number ^ (salt * 0x51ed_270b), 0x9e37_79b1)
  word = Math.imul(word ^ (word >>> 15), 0x85eb_ca6b)
  return (word ^ (word >>> 13)) >>> 0
}

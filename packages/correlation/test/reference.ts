/**
 * The join as the product page tells it, told a second time: each record is held against all others, and nothing is looked up,
 * sorted or remembered. It shares no code with the join that it is there to check.
 */
import type { EmailRules, LinkKind, SnapshotRecords } from "@rollcall/model"
import { domainToASCII } from "node:url"

type Employee = SnapshotRecords["employees"][number]
type Named = { readonly id: string; readonly employeeId?: string | null; readonly email?: string | null }

/** A tie: `e:` and an employee's id, or `x:` and an address that no employee claims alone; how it was made. */
export type ReferenceTie = readonly [owner: string, by: string]

const ways = ["employee-id", "email", "known-email", "alias", "account-id", "serial-number"]

export function reference(records: SnapshotRecords, rules: EmailRules) {
  const employees = byContent(records.employees)
  const keyOf = (spelling: string) => {
    const [local = "", domain = ""] = spelling.split("@")
    const plain = rules.ignorePlusTag && !local.startsWith("+") ? local.replace(/\+.*$/s, "") : local
    return `${plain}@${new Map(Object.entries(rules.aliases)).get(domain) ?? domain}`
  }
  const claims = (each: Employee, key: string) => spellings(each).some((spelling) => keyOf(spelling) === key)
  const claimants = (key: string) =>
    unique(employees.filter((each) => claims(each, key)).map(({ id }) => id)).toSorted()
  const isAmbiguous = (spelling: string) => claimants(keyOf(spelling)).length > 1

  const byId = (id: string | null | undefined): ReadonlyArray<ReferenceTie> =>
    employees.some((each) => each.id === id) ? [[`e:${id}`, "employee-id"]] : []
  const byAddress = (text: string | null | undefined): ReadonlyArray<ReferenceTie> => {
    const spelling = spelt(text)
    if (spelling === null) return []
    const key = keyOf(spelling)
    const [only, ...others] = claimants(key)
    if (only === undefined || others.length > 0) return [[`x:${key}`, spelling === key ? "email" : "alias"]]
    const employee = employees.find(({ id }) => id === only)
    const known = (employee?.knownEmails ?? []).map(spelt)
    return [
      [`e:${only}`, spelling === spelt(employee?.email) ? "email" : known.includes(spelling) ? "known-email" : "alias"]
    ]
  }
  const byIdOrAddress = (each: Named) => either(byId(each.employeeId), byAddress(each.email))
  const byAccount = (accountId: string | null | undefined) =>
    [...byContent(records.accounts), ...byContent(records.accountsOther)]
      .filter(({ id }) => id === accountId)
      .flatMap(byIdOrAddress)
      .slice(0, 1)
      .map(([owner]): ReferenceTie => [owner, "account-id"])
  const byDevice = ({ Emails, SerialNumber }: SnapshotRecords["devices"][number]) => {
    const namedBy = records.endusers.filter(
      (each) => isThere(SerialNumber) && SerialNumber.trim() !== "" && each.SerialNumbers?.includes(SerialNumber)
    )
    const ties = [
      ...(Emails ?? []).map((text) => ({ text, tied: byAddress(text) })),
      ...namedBy.map(({ Email: text }) => ({
        text,
        tied: byAddress(text).map(([owner]): ReferenceTie => [owner, "serial-number"])
      }))
    ]
    const settled = ties.filter(({ text }) => !isAmbiguous(spelt(text) ?? ""))
    return firstWays((settled.some(({ tied }) => tied.length > 0) ? settled : ties).flatMap(({ tied }) => tied))
  }

  const disagreements = (kind: LinkKind, list: ReadonlyArray<Named>) =>
    list.flatMap(({ id, employeeId, email: text }) => {
      const email = spelt(text)
      if (!isThere(employeeId) || email === null || byId(employeeId).length === 0) return []
      const ids = claimants(keyOf(email))
      const [emailEmployeeId = null] = ids.length > 1 ? [] : ids
      return ids.length === 0 || ids.includes(employeeId) ? [] : [{ kind, id, employeeId, email, emailEmployeeId }]
    })
  const ambiguousEmails = unique(employees.flatMap(spellings).filter(isAmbiguous).map(keyOf))
    .toSorted()
    .map((email) => ({ email, employeeIds: claimants(email) }))

  return {
    browsers: records.browsers.map(byIdOrAddress),
    accounts: records.accounts.map(byIdOrAddress),
    accountsOther: records.accountsOther.map(byIdOrAddress),
    findings: records.findings.map((each) => either(byId(each.employeeId), byAccount(each.accountId))),
    endusers: records.endusers.map((each) => byAddress(each.Email)),
    devices: records.devices.map(byDevice),
    ambiguousEmails,
    disagreements: [
      ...disagreements("browser", records.browsers),
      ...disagreements("account", records.accounts),
      ...disagreements("accountOther", records.accountsOther)
    ]
  }
}

/** An address as it is compared; `null` if it is none. */
function spelt(text: string | null | undefined): string | null {
  const [local = "", domain = "", ...more] = (text ?? "").normalize("NFKC").trim().toLowerCase().split("@")
  const ascii = domainToASCII(domain.replace(/\.$/, "")) || domain.replace(/\.$/, "")
  return local === "" || ascii === "" || more.length > 0 || /\s/.test(local + ascii) ? null : `${local}@${ascii}`
}

/** All addresses of an employee. */
const spellings = (each: Employee) => [each.email, ...(each.knownEmails ?? [])].map(spelt).filter(isThere)

const either = (first: ReadonlyArray<ReferenceTie>, second: ReadonlyArray<ReferenceTie>) =>
  first.length > 0 ? first : second

/** One tie to each owner, made in the first way. */
const firstWays = (ties: ReadonlyArray<ReferenceTie>): ReadonlyArray<ReferenceTie> =>
  unique(ties.map(([owner]) => owner))
    .toSorted()
    .map((owner) => [owner, ways.find((way) => ties.some((tie) => tie[0] === owner && tie[1] === way)) ?? ""])

/** Of records with one id the first is meant, by what they hold. */
const byContent = <R extends { readonly id: string }>(records: ReadonlyArray<R>): ReadonlyArray<R> =>
  records
    .map((record) => ({ record, text: JSON.stringify(record, Object.keys(record).toSorted()) }))
    .toSorted((a, b) => (a.text < b.text ? -1 : 1))
    .map(({ record }) => record)

const unique = (texts: ReadonlyArray<string>): ReadonlyArray<string> =>
  texts.filter((text, index) => texts.indexOf(text) === index)

const isThere = <A>(value: A | null | undefined): value is A => value !== null && value !== undefined

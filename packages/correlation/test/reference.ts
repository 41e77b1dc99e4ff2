/**
 * The join as the product page tells it, written a second time without any index: whom does this record belong to?
 */
import { type EmailRules, normaliseEmail, resolveAlias, type SnapshotRecords } from "@rollcall/model"

/** Owner labels: `e:` and an employee id, or `x:` and an address that no employee claims alone. */
export interface Belonging {
  readonly browsers: ReadonlyArray<ReadonlyArray<string>>
  readonly accounts: ReadonlyArray<ReadonlyArray<string>>
  readonly accountsOther: ReadonlyArray<ReadonlyArray<string>>
  readonly findings: ReadonlyArray<ReadonlyArray<string>>
  readonly endusers: ReadonlyArray<ReadonlyArray<string>>
  readonly devices: ReadonlyArray<ReadonlyArray<string>>
}

export function belonging(records: SnapshotRecords, rules: EmailRules): Belonging {
  const { employees } = records
  const keyOf = (text: string | null | undefined) => {
    const spelling = typeof text === "string" ? normaliseEmail(text) : null
    return spelling === null ? undefined : resolveAlias(spelling, rules)
  }
  const claimants = (key: string) =>
    employees
      .filter((each) => [each.email, ...(each.knownEmails ?? [])].some((text) => keyOf(text) === key))
      .map((each) => each.id)
      .filter((id, index, all) => all.indexOf(id) === index)
  const isAmbiguous = (key: string) => claimants(key).length > 1
  const byKey = (key: string | undefined) => {
    if (key === undefined) return []
    const [only, ...more] = claimants(key)
    return [only === undefined || more.length > 0 ? `x:${key}` : `e:${only}`]
  }
  const byId = (id: string | null | undefined) => (employees.some((each) => each.id === id) ? [`e:${id}`] : [])
  const byIdOrEmail = (each: { readonly employeeId?: string | null; readonly email?: string | null }) =>
    either(byId(each.employeeId), () => byKey(keyOf(each.email)))

  const ofDevice = (device: SnapshotRecords["devices"][number]) => {
    const named = records.endusers
      .filter((each) =>
        (each.SerialNumbers ?? []).some((serial) => serial.trim() !== "" && serial === device.SerialNumber)
      )
      .map((each) => keyOf(each.Email))
    const keys = [...(device.Emails ?? []).map(keyOf), ...named].filter((key) => key !== undefined)
    const settled = keys.filter((key) => !isAmbiguous(key))
    const labels = (settled.length > 0 ? settled : keys).flatMap(byKey)
    return labels.filter((label, index) => labels.indexOf(label) === index).toSorted()
  }
  return {
    browsers: records.browsers.map(byIdOrEmail),
    accounts: records.accounts.map(byIdOrEmail),
    accountsOther: records.accountsOther.map(byIdOrEmail),
    findings: records.findings.map((each) =>
      either(byId(each.employeeId), () => {
        const accounts = [...records.accounts, ...records.accountsOther].filter(({ id }) => id === each.accountId)
        return accounts.map(byIdOrEmail).find((owners) => owners.length > 0) ?? []
      })
    ),
    endusers: records.endusers.map((each) => byKey(keyOf(each.Email))),
    devices: records.devices.map(ofDevice)
  }
}

const either = (first: ReadonlyArray<string>, second: () => ReadonlyArray<string>): ReadonlyArray<string> =>
  first.length > 0 ? first : second()

/**
 * The records that a person or a device is joined and judged from, gathered key by key, so that nothing else is read.
 *
 * Joined by themselves they give the same person with the same posture as all records of the tenant do. What that takes: every
 * record that names one of the person's addresses or their employee; of each of these whoever else it may belong to; and of a
 * device everybody who holds it. The others are then known by name, and not looked into any further.
 */
import {
  type EmailRules,
  noRecords,
  normaliseEmail,
  type ResourceName,
  resolveAlias,
  type SnapshotRecords,
  spellingsOf
} from "@rollcall/model"
import type { RecordKey } from "@rollcall/store"
import { Effect } from "effect"

/** Whom or what somebody looks for. */
export interface Wanted {
  /** Addresses, as the tenant's rules resolve them. */
  readonly addresses: ReadonlySet<string>
  /** A device's serial number or id, as it is written. */
  readonly device: string | null
  /** People who may have no address. */
  readonly employeeIds: ReadonlySet<string>
}

/** Something that records are asked for by; an id is one of this resource. */
export interface Clue {
  readonly kind: Exclude<RecordKey["kind"], "untold">
  readonly value: string
  readonly of?: ResourceName
}

/** Gives all records that name any of the keys, besides those it gave before. */
export type Find<E, R> = (clues: ReadonlyArray<Clue>) => Effect.Effect<SnapshotRecords, E, R>

/** Asks again and again for what the records so far name, until they name nothing new. */
export const gatherRecords = Effect.fnUntraced(function* <E, R>(
  find: Find<E, R>,
  wanted: Wanted,
  rules: EmailRules
): Effect.fn.Return<SnapshotRecords, E, R> {
  const asked = new Set<string>()
  let records: SnapshotRecords = noRecords
  for (;;) {
    const clues = cluesIn(records, wanted, rules).filter(({ kind, value, of = "" }) => {
      const name = `${kind} ${of} ${value}`
      return value.trim() !== "" && !asked.has(name) && asked.add(name).has(name)
    })
    if (clues.length === 0) return records
    records = yield* find(clues)
  }
})

/** Whether a device bears the text as its serial number or id. */
export const isDevice = ({ SerialNumber, DeviceID }: Device, text: string | null): boolean =>
  text !== null && (SerialNumber === text || DeviceID === text)

type Employee = SnapshotRecords["employees"][number]
type Device = SnapshotRecords["devices"][number]
type Text = string | null | undefined

/** Everything that has to be asked for, as far as these records tell. */
function cluesIn(records: SnapshotRecords, wanted: Wanted, rules: EmailRules): ReadonlyArray<Clue> {
  const { addresses, employeeIds } = ownOf(records, wanted, rules)
  const isOwn = (text: Text) => addressKeys([text], rules).some((key) => addresses.has(key))

  const serials = textsOf(records.endusers.filter(({ Email }) => isOwn(Email)).flatMap(serialsOf))
  const devices = records.devices.filter(
    (each) => (each.Emails ?? []).some(isOwn) || serials.has(each.SerialNumber ?? "") || isDevice(each, wanted.device)
  )
  for (const serial of textsOf(devices.map((each) => each.SerialNumber))) serials.add(serial)
  if (wanted.device !== null) serials.add(wanted.device)
  // A device that does not tell its owners may still be told by an end user.
  for (const { Emails, SerialNumber } of records.devices) if (!Emails && SerialNumber?.trim()) serials.add(SerialNumber)

  const isTheirs = (each: { readonly employeeId?: Text; readonly email?: Text }) =>
    employeeIds.has(each.employeeId ?? "") || isOwn(each.email)
  const accounts = records.accounts.filter(isTheirs)
  const others = records.accountsOther.filter(isTheirs)
  const accountIds = textsOf([...accounts, ...others].map(({ id }) => id))
  const findings = records.findings.filter(
    (each) => employeeIds.has(each.employeeId ?? "") || accountIds.has(each.accountId ?? "")
  )
  // An employee who is not there leaves a record to the owner of its address or account.
  // Whoever else logs in with the address of one of their accounts.
  const logins = new Set(
    addressKeys(
      accounts.map(({ email }) => email),
      rules
    )
  )
  const namesakes = records.accounts.filter(
    ({ id, email }) => accountIds.has(id) || addressKeys([email], rules).some((key) => logins.has(key))
  )
  const known = spellings([...addresses, ...logins, ...holders(devices, records.endusers, rules)], rules)
  const employers = [...records.browsers.filter(isTheirs), ...accounts, ...others, ...namesakes, ...findings]
  const unknown = textsOf([...employeeIds, ...employers.map(({ employeeId }) => employeeId)])
  for (const { id } of records.employees) unknown.delete(id)
  const named = textsOf(findings.map(({ accountId }) => accountId))
  for (const { id } of accounts) named.delete(id)

  return [
    ...clues("email", known),
    ...(rules.ignorePlusTag ? clues("mailbox", known) : []),
    ...clues("employee", employeeIds),
    ...clues("serial", serials),
    ...clues("account", accountIds),
    ...clues("id", unknown, "employees"),
    ...clues("id", named, "accounts"),
    ...clues("id", textsOf(accounts.map(({ appId }) => appId)), "apps"),
    ...clues("id", wanted.device === null ? [] : [wanted.device], "devices")
  ]
}

/** By what the people that are looked for are known. */
function ownOf(records: SnapshotRecords, wanted: Wanted, rules: EmailRules) {
  const devices = records.devices.filter((each) => isDevice(each, wanted.device))
  const start = new Set([...wanted.addresses, ...holders(devices, records.endusers, rules)])
  const employees = records.employees.filter(
    (each) => wanted.employeeIds.has(each.id) || addressesOf(each, rules).some((key) => start.has(key))
  )
  return {
    addresses: new Set([...start, ...employees.flatMap((each) => addressesOf(each, rules))]),
    employeeIds: new Set([...wanted.employeeIds, ...employees.map(({ id }) => id)])
  }
}

/** The addresses of everybody who holds one of the devices: by what the device tells, and by what the end users do. */
function holders(
  devices: ReadonlyArray<Device>,
  endusers: SnapshotRecords["endusers"],
  rules: EmailRules
): ReadonlyArray<string> {
  const serials = textsOf(devices.map((each) => each.SerialNumber))
  const claimants = endusers.filter((each) => serialsOf(each).some((serial) => serials.has(serial)))
  return addressKeys([...devices.flatMap(({ Emails }) => Emails ?? []), ...claimants.map(({ Email }) => Email)], rules)
}

const serialsOf = ({ SerialNumbers }: SnapshotRecords["endusers"][number]) => SerialNumbers ?? []

const addressesOf = ({ email, knownEmails }: Employee, rules: EmailRules) =>
  addressKeys([email, ...(knownEmails ?? [])], rules)

function addressKeys(texts: ReadonlyArray<Text>, rules: EmailRules): ReadonlyArray<string> {
  return texts.flatMap((text) => {
    const email = normaliseEmail(text ?? "")
    return email === null ? [] : [resolveAlias(email, rules)]
  })
}

/** Every address that the tenant's rules take for one of these, but for plus tags. */
const spellings = (keys: ReadonlyArray<string>, rules: EmailRules): ReadonlyArray<string> =>
  keys.flatMap((key) => spellingsOf(key, rules))

/** Those that name something. */
const textsOf = (texts: ReadonlyArray<Text>): Set<string> =>
  new Set(texts.filter((text): text is string => typeof text === "string" && text.trim() !== ""))

const clues = (kind: Clue["kind"], values: Iterable<string>, of?: ResourceName): ReadonlyArray<Clue> =>
  Array.from(values, (value) => ({ kind, value, ...(of === undefined ? {} : { of }) }))

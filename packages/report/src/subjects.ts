/**
 * How people, devices and what checks look at are named, and in which order checks come.
 */
import type { CheckResult, ReportDocument, ReportPerson, Severity } from "@rollcall/model"
import type { Cell, Mark } from "./blocks.ts"
import type { Texts } from "./language/Language.ts"
import { text } from "./language/Wording.ts"

type Device = ReportPerson["devices"][number]
type Subject = CheckResult["failures"][number]["subject"]

const severities: ReadonlyArray<Severity> = ["critical", "high", "medium", "low", "gate"]

/** Checks by severity, worst first and gates last; within one severity as the catalogue has them. */
export const bySeverity = (checks: ReadonlyArray<CheckResult>): ReadonlyArray<CheckResult> =>
  severities.flatMap((severity) => checks.filter((check) => check.severity === severity))

/** Whether a check has a failure that no exception covers; also where its counts are not known. */
export const hasFailures = (check: CheckResult): boolean => check.failures.length > 0

/** The mark of a check in a list: its severity if it fails, else whether it could be decided. */
export function markOf(check: CheckResult): Mark {
  if (hasFailures(check)) return check.severity
  return check.population === null || check.pass === null || check.pass + (check.excepted ?? 0) === 0
    ? "unknown"
    : "pass"
}

/** A person's name, else address, else employee id. */
export const personName = (person: ReportPerson): string =>
  firstText(person.name, person.email, person.employee?.id) ?? "–"

/** A person with the address below the name. */
export const personCell = (person: ReportPerson): Exclude<Cell, string> => {
  const name = personName(person)
  return { text: name, ...(person.email !== null && person.email !== name ? { detail: person.email } : {}) }
}

/** A device by its friendly name, with the serial number below. */
export const deviceCell = (device: Device): Cell => ({
  text: firstText(device.DeviceFriendlyName, device.SerialNumber, device.DeviceID) ?? "–",
  detail: text(device.SerialNumber)
})

/** A device's identity, `DeviceID`, else serial number; `null` if it has neither. */
export const deviceId = (device: Device): string | null => firstText(device.DeviceID, device.SerialNumber) ?? null

/** What a check looked at: its kind, and the address it belongs to or its id. */
export const subjectCell = ({ email, id, kind }: Subject, { kinds }: Texts): Cell =>
  email === null || email === id
    ? { text: text(id), detail: kinds[kind] }
    : { text: email, detail: `${kinds[kind]} ${id}` }

/** One device with the people who hold it, in roster order. */
export interface OwnedDevice {
  readonly device: Device
  readonly owners: ReadonlyArray<ReportPerson>
}

/** Every device of the document once, those of people first, in roster order, then those that are nobody's. */
export function devicesOf(document: ReportDocument): ReadonlyArray<OwnedDevice> {
  const owned = new Map<string | Device, { readonly device: Device; readonly owners: Array<ReportPerson> }>()
  for (const person of document.people) {
    for (const device of person.devices) {
      // A device without any identity can't be told from another: it stands for itself.
      const key = deviceId(device) ?? device
      const known = owned.get(key)
      if (known === undefined) owned.set(key, { device, owners: [person] })
      else known.owners.push(person)
    }
  }
  return [...owned.values(), ...document.unowned.devices.map((device) => ({ device, owners: [] }))]
}

/** Who holds a device, in words; "?" where the source left the owners out. */
export function ownersText({ device, owners }: OwnedDevice): string {
  if (owners.length > 0) return owners.map(personName).join("; ")
  return device.Emails === undefined || device.Emails === null ? "?" : "–"
}

/**
 * How many checks fail for one person or device; `null` for none in a partial snapshot, where checks that could not be
 * made may have found some.
 */
export const failingCount = ({ snapshot }: ReportDocument, seen: number): number | null =>
  seen === 0 && !snapshot.complete ? null : seen

/** How many failing checks name a device, by device id. */
export function failingChecksByDevice(document: ReportDocument): ReadonlyMap<string, number> {
  const failing = new Map<string, number>()
  for (const check of document.checks) {
    const ids = new Set(check.failures.flatMap(({ subject }) => (subject.kind === "device" ? [subject.id] : [])))
    for (const id of ids) failing.set(id, (failing.get(id) ?? 0) + 1)
  }
  return failing
}

function firstText(...texts: ReadonlyArray<string | null | undefined>): string | undefined {
  return texts.find((each): each is string => typeof each === "string" && each.trim() !== "")
}

/**
 * Which exceptions cover a failure.
 */
import {
  type AppliedException,
  type CheckResult,
  type Failure,
  normaliseEmail,
  type ReportDocument
} from "@rollcall/model"
import { devicesOf } from "./subjects.ts"

/** The exceptions that cover a failure which counts as excepted. */
export type CoveringOf = (check: CheckResult, failure: Failure) => ReadonlyArray<AppliedException>

/**
 * Looks exceptions up by the names of a subject: its id, its address and what else is known of it.
 *
 * **Gotchas** The document has no domain aliases. Where an exception names an address by one, no name matches, and all
 * exceptions of the check that were applied are given.
 */
export function coveringExceptions(document: ReportDocument): CoveringOf {
  const applied = document.exceptions.filter(({ state }) => state === "applied")
  if (applied.length === 0) return () => []
  const alsoNamed = otherNames(document)
  const keyed = applied.map((exception) => ({ exception, key: keyOf(exception.subject) }))
  return (check, { subject }) => {
    const ofCheck = keyed.filter(({ exception }) => exception.check === check.id || exception.check === check.code)
    const keys = new Set(namesOf(subject, alsoNamed).map(keyOf))
    const named = ofCheck.filter(({ key }) => keys.has(key))
    return (named.length > 0 ? named : ofCheck).map(({ exception }) => exception)
  }
}

type OtherNames = ReadonlyMap<string, ReadonlyArray<string>>

const namesOf = ({ email, id, kind }: Failure["subject"], alsoNamed: OtherNames): ReadonlyArray<string> => [
  id,
  ...(email === null ? [] : [email]),
  ...(alsoNamed.get(kind === "device" ? `device ${id}` : `person ${email ?? id}`) ?? [])
]

/** Serial numbers by device, and addresses by person. */
function otherNames(document: ReportDocument): OtherNames {
  const names = new Map<string, ReadonlyArray<string>>()
  for (const { device } of devicesOf(document)) {
    if (device.DeviceID && device.SerialNumber) names.set(`device ${device.DeviceID}`, [device.SerialNumber])
  }
  for (const person of document.people) {
    if (person.email !== null) names.set(`person ${person.email}`, person.emails)
    if (person.employee !== null) names.set(`person ${person.employee.id}`, person.emails)
  }
  return names
}

/** What a name is compared by. */
const keyOf = (name: string): string => normaliseEmail(name) ?? name.trim().toLowerCase()

/**
 * People, devices and findings as tables for a spreadsheet.
 *
 * **Details** RFC 4180, UTF-8 with byte-order mark. What is not known prints `not known`; an empty cell is an empty text.
 *
 * **Source** design/product.md, "What a report run writes".
 */
import type { ReportDocument, ReportPerson, ResourceKey } from "@rollcall/model"
import { deviceLinks, findingLinks, isHoldingKnown, wasRead } from "./reading.ts"
import { deviceId, devicesOf, failingChecksByDevice, failingCount } from "./subjects.ts"
import { trustOf } from "./trust.ts"

type Value = string | number | boolean | null | undefined
type Line = ReadonlyArray<string>

const notKnown = "not known"

/** Rows as CSV bytes; the first is the header. */
export function csv(rows: ReadonlyArray<Line>): Uint8Array {
  const lines = rows.map((row) => `${row.map(field).join(",")}\r\n`)
  return new TextEncoder().encode(`\ufeff${lines.join("")}`)
}

/** A cell that a spreadsheet would take for a formula is made text by an apostrophe. */
function field(value: string): string {
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** `people.csv`: a row for each person of the roster, in its order. */
export function peopleCsv(document: ReportDocument): Uint8Array {
  const { people, snapshot } = document
  const known = (keys: ReadonlyArray<ResourceKey>, many: number): string =>
    isHoldingKnown(snapshot, keys) ? fact(many) : notKnown
  return csv([
    [
      "email",
      "name",
      "emails",
      "employee",
      "employee_id",
      "department",
      "location",
      "licensed",
      "ambiguous",
      "browsers",
      "accounts",
      "accounts_other",
      "findings",
      "open_findings",
      "endusers",
      "devices",
      "device_ids",
      "failing_checks",
      "failing"
    ],
    ...people.map((person) => [
      words(person.email),
      words(person.name),
      person.emails.join("; "),
      person.employee !== null ? "yes" : wasRead(snapshot, "push.employees") ? "no" : notKnown,
      words(person.employee?.id),
      words(person.employee?.department),
      words(person.employee?.location),
      person.employee === null ? "" : fact(person.employee.licensed),
      fact(person.ambiguous),
      known(["push.browsers"], person.browsers.length),
      known(["push.accounts"], person.accounts.length),
      known(["push.accountsOther"], person.accountsOther.length),
      known(findingLinks, person.findings.length),
      known(findingLinks, person.findings.filter((finding) => finding.state !== "RESOLVED").length),
      known(["banyan.endusers"], person.endusers.length),
      known(deviceLinks, person.devices.length),
      person.devices.map((device) => deviceId(device) ?? notKnown).join("; "),
      fact(failingCount(document, person.posture.failing.length)),
      person.posture.failing.join("; ")
    ])
  ])
}

/** `devices.csv`: a row for each device, shared ones once with all their people. */
export function devicesCsv(document: ReportDocument): Uint8Array {
  const failing = failingChecksByDevice(document)
  return csv([
    [
      "device_id",
      "serial_number",
      "friendly_name",
      "owners",
      "owner_count",
      "platform",
      "os",
      "model",
      "ownership",
      "registered",
      "banned",
      "trust_level",
      "trust_score",
      "created_at",
      "last_login",
      "deleted",
      "failing_checks"
    ],
    ...devicesOf(document).map(({ device, owners }) => {
      const trust = trustOf(device)
      const areOwnersTold = owners.length > 0 || (device.Emails !== undefined && device.Emails !== null)
      return [
        words(device.DeviceID),
        words(device.SerialNumber),
        words(device.DeviceFriendlyName),
        areOwnersTold ? owners.map(address).join("; ") : notKnown,
        areOwnersTold ? fact(owners.length) : notKnown,
        words(device.Platform),
        words(device.OS),
        words(device.Model),
        words(device.Ownership),
        fact(device.RegisteredStatus),
        fact(device.Banned),
        fact(trust.level),
        fact(trust.score),
        fact(device.CreatedAt),
        fact(device.LastLogin),
        fact(device.is_deleted),
        fact(failingCount(document, failing.get(deviceId(device) ?? "") ?? 0))
      ]
    })
  ])
}

/** `findings.csv`: a row for each finding, those of people in roster order, then those that are nobody's. */
export function findingsCsv({ people, unowned }: ReportDocument): Uint8Array {
  const owned = people.flatMap((person) => person.findings.map((finding) => ({ finding, person })))
  const rows = [...owned, ...unowned.findings.map((finding) => ({ finding, person: null }))]
  return csv([
    [
      "finding_id",
      "type",
      "state",
      "person",
      "employee_id",
      "account_id",
      "app_type",
      "app_id",
      "weak_password_reasons",
      "first_observed"
    ],
    ...rows.map(({ finding, person }) => [
      finding.id,
      fact(finding.type),
      fact(finding.state),
      person === null ? "" : address(person),
      words(finding.employeeId),
      words(finding.accountId),
      words(finding.appType),
      words(finding.appId),
      (finding.weakPasswordReasons ?? []).join("; "),
      fact(finding.creationTimestamp)
    ])
  ])
}

/** The address that names a person, else the employee id. */
const address = (person: ReportPerson): string => person.email ?? person.employee?.id ?? ""

/** Text whose absence says nothing more than that there is none. */
const words = (value: string | null | undefined): string => value ?? ""

/** A value that has an answer, whether or not it was given. */
function fact(value: Value): string {
  if (value === null || value === undefined) return notKnown
  return typeof value === "boolean" ? (value ? "yes" : "no") : String(value)
}

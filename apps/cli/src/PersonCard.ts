/**
 * A person or a device as a card for the terminal.
 */
import type { Device, EndUser } from "@rollcall/banyan/schema"
import { catalogue } from "@rollcall/checks"
import type { Person, Posture } from "@rollcall/model"
import type { Account, Browser, Finding } from "@rollcall/push/schema"
import { table, terminalText } from "./Table.ts"

/** Everything about one person, most urgent last: what fails and what to do about it. */
export function personCard(tenant: string, person: Person & { readonly posture: Posture }): ReadonlyArray<string> {
  const { score, failing } = person.posture
  return [
    `${person.name === null ? "" : `${terminalText(person.name)} · `}${person.email ?? "no address"} · ${tenant}`,
    `  Emails      ${person.emails.join(", ")}`,
    `  Employee    ${employeeText(person)}`,
    `  Score       ${score?.toFixed(1) ?? "nothing could be decided"}`,
    ...section("Browsers", ["BROWSER", "OS", "VERSION", "LAST ONLINE"], person.browsers.map(browserRow)),
    ...section("Accounts", ["APP", "LOGIN", "MFA", "LAST USED"], person.accounts.map(accountRow)),
    ...section("End users", ["EMAIL", "TRUST", "LAST LOGIN"], person.endusers.map(endUserRow)),
    ...section("Devices", deviceHeads, person.devices.map(deviceRow)),
    ...section(
      "Open findings",
      ["TYPE", "APP", "SINCE"],
      person.findings.filter(({ state }) => state === "OPEN").map(findingRow)
    ),
    ...section("Failing checks", ["CHECK", "WHAT TO DO"], failing.map(failingRow))
  ]
}

/** A device that is nobody's. */
export const deviceCard = (tenant: string, device: Device): ReadonlyArray<string> => [
  `Device of nobody · ${tenant}`,
  ...section("Device", deviceHeads, [deviceRow(device)])
]

function section(title: string, heads: ReadonlyArray<string>, rows: ReadonlyArray<ReadonlyArray<string>>) {
  return rows.length === 0
    ? [`  ${title.padEnd(12)}none`]
    : ["", `  ${title} (${rows.length})`, ...table(heads, rows).map((line) => `    ${line}`)]
}

function employeeText({ employee, ambiguous }: Person): string {
  if (employee === null) return ambiguous ? "unclear: two employees claim this address" : "none"
  const licensed = employee.licensed == null ? "licence not known" : employee.licensed ? "licensed" : "not licensed"
  return [employee.department, employee.location, licensed]
    .filter((part) => part != null && part !== "")
    .map((part) => terminalText(String(part)))
    .join(", ")
}

const browserRow = ({ browser, os, version, lastOnlineTimestamp }: Browser) => [
  text(browser),
  text(os),
  text(version),
  day(lastOnlineTimestamp)
]

const accountRow = ({ appType, email, mfaRegistered, mfaMethods, lastUsedTimestamp }: Account) => [
  text(appType),
  text(email),
  mfaRegistered == null ? "not known" : mfaRegistered ? (mfaMethods ?? []).join("+") || "yes" : "NO",
  day(lastUsedTimestamp)
]

const endUserRow = ({ Email, TrustData, LastLogin }: EndUser) => [text(Email), text(TrustData?.Level), day(LastLogin)]

const deviceHeads = ["SERIAL NUMBER", "NAME", "PLATFORM", "TRUST", "STATE", "LAST LOGIN"]

const deviceRow = (device: Device) => [
  text(device.SerialNumber),
  text(device.DeviceFriendlyName),
  text(device.Platform),
  text(device.trust?.level ?? device.TrustData?.Level),
  deviceState(device),
  day(device.LastLogin)
]

function deviceState({ Banned, RegisteredStatus, is_deleted }: Device): string {
  if (is_deleted === true) return "deleted"
  if (Banned === true) return "BANNED"
  if (Banned == null) return "ban not known"
  return RegisteredStatus === true
    ? "registered"
    : RegisteredStatus === false
      ? "not registered"
      : "registration not known"
}

const findingRow = ({ type, appType, creationTimestamp }: Finding) => [
  text(type),
  text(appType),
  day(creationTimestamp)
]

const failingRow = (id: string) => [id, catalogue.find((check) => check.id === id)?.remediation ?? ""]

const text = (value: string | null | undefined): string => (value == null || value === "" ? "–" : value)

const day = (timestamp: string | null | undefined): string => timestamp?.slice(0, 10) ?? "not known"

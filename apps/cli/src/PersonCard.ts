/**
 * People and devices as cards for the terminal.
 */
import type { Device, EndUser } from "@rollcall/banyan/schema"
import { catalogue } from "@rollcall/checks"
import type { LookupMatch, Person, Posture, ResourceKey } from "@rollcall/model"
import type { Account, AccountOther, Browser, Finding } from "@rollcall/push/schema"
import { Effect, Terminal } from "effect"
import { CliOutput } from "effect/cli"
import { type Column, cutTable } from "./FittedTable.ts"
import { terminalText } from "./Table.ts"

/** Where nobody tells how wide it is, as in a pipe. */
const columnsDefault = 80

/** One match as a card, several as a table. */
export const lookupLines = Effect.fnUntraced(function* (matches: ReadonlyArray<LookupMatch>) {
  const terminal = yield* Terminal.Terminal
  const width = (yield* terminal.columns) || columnsDefault
  const [match] = matches
  if (match === undefined) return []
  if (matches.length > 1) return matchTable(matches, width)
  return match.person === null
    ? deviceCard(match.tenant, match.device, width, match.missing)
    : personCard(match.tenant, match.person, width, match)
})

/** Everything about one person, most urgent last: what fails and what to do about it. */
export const personCard = (
  tenant: string,
  person: Person & { readonly posture: Posture },
  width: number,
  reach: Reach = { missing: [] }
): ReadonlyArray<string> => {
  const { missing, notConfigured = [] } = reach
  const gapOf = (resource: ResourceKey) => gapIn(reach, resource)
  return [
    `${person.name === null ? "" : `${terminalText(person.name)} · `}${terminalText(addressText(person))} · ${tenant}`,
    ...field("Emails", person.emails.join(", ") || noEmail(person), width),
    ...field("Employee", employeeText(person, gapOf("push.employees")), width),
    ...field("Score", person.posture.score?.toFixed(1) ?? noScore(missing), width),
    ...(missing.length === 0 ? [] : field("Not read", missing.join(", "), width)),
    ...section("Browsers", browserColumns, person.browsers.map(browserRow), width, gapOf("push.browsers")),
    ...section("Accounts", accountColumns, person.accounts.map(accountRow), width, gapOf("push.accounts")),
    ...section(
      "Accounts on other apps",
      otherColumns,
      person.accountsOther.map(otherRow),
      width,
      gapOf("push.accountsOther")
    ),
    ...section("End users", endUserColumns, person.endusers.map(endUserRow), width, gapOf("banyan.endusers")),
    ...section("Devices", deviceColumns, person.devices.map(deviceRow), width, gapOf("banyan.devices")),
    ...section(
      "Open findings",
      findingColumns,
      person.findings.filter(isOpen).map(findingRow),
      width,
      gapOf("push.findings")
    ),
    ...failingChecks(person.posture.failing, width, missing.length + notConfigured.length > 0)
  ]
}

/** Why there may be more of something than is shown. */
type Gap = "not configured" | "not known" | null

/** What a match could be made of. */
type Reach = Pick<LookupMatch, "missing" | "notConfigured">

function gapIn({ missing, notConfigured = [] }: Reach, resource: ResourceKey): Gap {
  if (notConfigured.some((source) => resource.startsWith(`${source}.`))) return "not configured"
  return missing.includes(resource) ? "not known" : null
}

/** The address that names somebody, else what their source has in its place, as it is written there. */
export const addressText = ({ email, employee }: Person): string => email ?? (employee?.email?.trim() || "no address")

const noEmail = ({ employee }: Person): string =>
  employee?.email?.trim() ? `none; "${employee.email}" is no address` : "none"

const noScore = (missing: ReadonlyArray<string>): string =>
  missing.length > 0 ? "none, as not everything was read" : "nothing could be decided"

/** A device that is nobody's, or of which it is not told whose it is. */
export const deviceCard = (
  tenant: string,
  device: Device,
  width: number,
  missing: ReadonlyArray<string> = []
): ReadonlyArray<string> => [
  `${isOwnerTold(device) ? "Device of nobody" : "Device, owner not told"} · ${tenant}`,
  ...(missing.length === 0 ? [] : field("Not read", missing.join(", "), width)),
  ...section("Device", deviceColumns, [deviceRow(device)], width)
]

/** A line for each match, enough to tell which one was meant. */
function matchTable(matches: ReadonlyArray<LookupMatch>, width: number): ReadonlyArray<string> {
  const rows = matches.map((match) =>
    match.person === null
      ? [match.tenant, nobodysDevice(match.device), text(match.device.DeviceFriendlyName), "–", "1", "–", "–"]
      : [
          match.tenant,
          addressText(match.person),
          text(match.person.name),
          countText(match.person.browsers.length, "push.browsers", match),
          countText(match.person.devices.length, "banyan.devices", match),
          String(match.person.posture.failing.length),
          match.person.posture.score?.toFixed(1) ?? "–"
        ]
  )
  return [
    ...cutTable(matchColumns, rows, width),
    "",
    "Look one of them up by address, serial number or id for everything."
  ]
}

/** With what it is looked up by. */
const nobodysDevice = (device: Device): string =>
  `${isOwnerTold(device) ? "nobody's device" : "owner not told:"} ${device.SerialNumber || device.DeviceID || "no serial number"}`

const isOwnerTold = ({ Emails }: Device): boolean => Array.isArray(Emails)

/** A number that there may be more of has a plus sign; none of something that was not read is not known. */
function countText(count: number, resource: ResourceKey, reach: Reach): string {
  if (gapIn(reach, resource) === null) return String(count)
  return count === 0 ? "?" : `${count}+`
}

const matchColumns: ReadonlyArray<Column> = [
  { head: "TENANT", narrow: 6 },
  { head: "EMAIL", narrow: 24, narrowest: 12 },
  { head: "NAME", narrow: 8 },
  { head: "BROWSERS" },
  { head: "DEVICES" },
  { head: "FAILING" },
  { head: "SCORE" }
]

function section(
  title: string,
  columns: ReadonlyArray<Column>,
  rows: ReadonlyArray<ReadonlyArray<string>>,
  width: number,
  gap: Gap = null
): ReadonlyArray<string> {
  if (rows.length === 0) return ["", `  ${title}: ${gap ?? "none"}`]
  return [
    "",
    `  ${title} (${gap === null ? "" : "at least "}${rows.length})`,
    ...cutTable(columns, rows, width - 4).map((line) => `    ${line}`)
  ]
}

const labelWidth = 12

function field(label: string, value: string, width: number): ReadonlyArray<string> {
  const [first = "", ...more] = wrapped(value, width - labelWidth - 2)
  return [`  ${label.padEnd(labelWidth)}${first}`, ...more.map((line) => `  ${"".padEnd(labelWidth)}${line}`)]
}

/** Advice is read to its end, so that it is wrapped and never cut. */
function failingChecks(ids: ReadonlyArray<string>, width: number, isMissing: boolean): ReadonlyArray<string> {
  if (ids.length === 0) return ["", `  Failing checks: ${isMissing ? "none in what was read" : "none"}`]
  return [
    "",
    `  Failing checks (${ids.length})`,
    ...ids.flatMap((id) => {
      const remediation = catalogue.find((check) => check.id === id)?.remediation ?? ""
      return [`    ${id}`, ...wrapped(remediation, width - 6).map((line) => `      ${line}`)]
    })
  ]
}

/** A text in lines that break between words; a word that is wider than a line has one to itself. */
function wrapped(words: string, width: number): ReadonlyArray<string> {
  const lines: Array<string> = []
  let line = ""
  for (const word of terminalText(words).split(" ")) {
    const longer = line === "" ? word : `${line} ${word}`
    if (line !== "" && CliOutput.displayWidth(longer) > width) {
      lines.push(line)
      line = word
    } else line = longer
  }
  return [...lines, line]
}

function employeeText({ employee, ambiguous }: Person, gap: Gap): string {
  if (employee === null && gap !== null) return gap
  if (employee === null) return ambiguous ? "unclear: two employees claim this address" : "none"
  const licensed = employee.licensed == null ? "licence unknown" : employee.licensed ? "licensed" : "not licensed"
  return [employee.department, employee.location, licensed].filter((part) => part != null && part !== "").join(", ")
}

const browserColumns: ReadonlyArray<Column> = [
  { head: "BROWSER", narrow: 8 },
  { head: "OS", narrow: 8 },
  { head: "VERSION", narrow: 8 },
  { head: "LAST ONLINE" }
]

const browserRow = ({ browser, os, version, lastOnlineTimestamp }: Browser) => [
  text(browser),
  text(os),
  text(version),
  day(lastOnlineTimestamp)
]

const accountColumns: ReadonlyArray<Column> = [
  { head: "APP", narrow: 10 },
  { head: "LOGIN", narrow: 20, narrowest: 12 },
  { head: "MFA", narrow: 12, narrowest: 8 },
  { head: "LAST USED" }
]

const accountRow = ({ appType, appId, email, mfaRegistered, mfaMethods, lastUsedTimestamp }: Account) => [
  text(appType ?? appId),
  text(email),
  factors(mfaRegistered, mfaMethods),
  day(lastUsedTimestamp)
]

/** Not told is not missing. */
function factors(registered: boolean | null | undefined, methods: ReadonlyArray<string> | null | undefined): string {
  if (registered === false) return "NONE"
  if (methods != null && methods.length > 0) return methods.join("+")
  return registered === true ? "yes" : "unknown"
}

const otherColumns: ReadonlyArray<Column> = [
  { head: "APP", narrow: 12 },
  { head: "LOGIN", narrow: 20, narrowest: 12 },
  { head: "LAST USED" }
]

const otherRow = ({ otherAppId, email, lastUsedTimestamp }: AccountOther) => [
  text(otherAppId),
  text(email),
  day(lastUsedTimestamp)
]

const endUserColumns: ReadonlyArray<Column> = [
  { head: "EMAIL", narrow: 20, narrowest: 12 },
  { head: "TRUST" },
  { head: "STATE" },
  { head: "LAST LOGIN" }
]

const endUserRow = ({ Email, TrustData, LastLogin, is_deleted }: EndUser) => [
  text(Email),
  text(TrustData?.Level),
  is_deleted === true ? "deleted" : "–",
  day(LastLogin)
]

const deviceColumns: ReadonlyArray<Column> = [
  { head: "SERIAL NUMBER", narrow: 13 },
  { head: "NAME", narrow: 10 },
  { head: "PLATFORM", narrow: 8 },
  { head: "TRUST" },
  { head: "STATE" },
  { head: "LAST LOGIN" }
]

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
  if (Banned == null) return "ban unknown"
  if (RegisteredStatus == null) return "registration unknown"
  return RegisteredStatus ? "registered" : "not registered"
}

const isOpen = ({ state }: Finding): boolean => state === "OPEN"

const findingColumns: ReadonlyArray<Column> = [
  { head: "TYPE", narrow: 12 },
  { head: "APP", narrow: 10 },
  { head: "SINCE" }
]

const findingRow = ({ type, appType, creationTimestamp }: Finding) => [
  text(type),
  text(appType),
  day(creationTimestamp)
]

const text = (value: string | null | undefined): string => (value == null || value === "" ? "–" : value)

const day = (timestamp: string | null | undefined): string => timestamp?.slice(0, 10) ?? "unknown"

/**
 * Rosters of a made-up tenant. Every builder gives the compliant state; a test shows only what it is about.
 */
import { catalogue, type CheckDefinition } from "@rollcall/checks"
import {
  type CheckResult,
  columnsOf,
  defaultParameters,
  type History,
  type Owned,
  type Parameters,
  type Person,
  type PostureException,
  type ResourceKey,
  type ResourceReading,
  type Roster,
  type Tenant
} from "@rollcall/model"
import { assessBy } from "../src/assess.ts"
import { basisOf } from "../src/Basis.ts"

export const asOf = "2026-10-31T12:00:00Z"

/** An instant so many days, and seconds, before the snapshot. */
export const daysAgo = (days: number, seconds = 0): string =>
  new Date(Date.parse(asOf) - days * 86_400_000 - seconds * 1000).toISOString()

export const aTenant = (fields: Partial<Tenant> = {}): Tenant => ({
  id: "acme",
  name: "Acme Corporation",
  timezone: "Europe/Berlin",
  domains: ["acme.example"],
  email: { aliases: { "acme.test": "acme.example", "other.test": "other.example" }, ignorePlusTag: false },
  ...fields
})

type RecordOf<O> = O extends Owned<infer R> ? R : never
export type Employee = NonNullable<Person["employee"]>
export type Account = RecordOf<Roster["accounts"][number]>
export type Browser = RecordOf<Roster["browsers"][number]>
export type Device = RecordOf<Roster["devices"][number]>
export type EndUser = RecordOf<Roster["endusers"][number]>
export type Finding = RecordOf<Roster["findings"][number]>
export type App = Roster["apps"][number]

export const anEmployee = (fields: Partial<Employee> = {}): Employee => ({
  id: "e1",
  email: "jane@acme.example",
  licensed: true,
  creationTimestamp: daysAgo(400),
  ...fields
})

export const anAccount = (fields: Partial<Account> = {}): Account => ({
  id: "a1",
  employeeId: "e1",
  email: "jane@acme.example",
  appType: "ATLASSIAN",
  appId: "app1",
  mfaRegistered: true,
  mfaMethods: ["APP_TOTP"],
  loginMethods: { passwordLogin: true },
  creationTimestamp: daysAgo(400),
  lastUsedTimestamp: daysAgo(1),
  ...fields
})

export const aBrowser = (fields: Partial<Browser> = {}): Browser => ({
  id: "b1",
  employeeId: "e1",
  email: "jane@acme.example",
  isActive: true,
  profileEmail: "jane@acme.example",
  profileSyncEnabled: true,
  lastOnlineTimestamp: daysAgo(1),
  ...fields
})

export const aDevice = (fields: Partial<Device> = {}): Device => ({
  DeviceID: "d1",
  SerialNumber: "C02XK1",
  DeviceFriendlyName: "Jane’s MacBook",
  Emails: ["jane@acme.example"],
  Platform: "Darwin",
  OS: "macOS 15.1",
  RegisteredStatus: true,
  Banned: false,
  LastLogin: daysAgo(1),
  TrustData: { UpdatedAt: daysAgo(1), Factors: [{ Name: "DiskEncryptionEnabled", Value: "true" }] },
  ...fields
})

export const anEndUser = (fields: Partial<EndUser> = {}): EndUser => ({ Email: "jane@acme.example", ...fields })

export const aFinding = (fields: Partial<Finding> = {}): Finding => ({
  id: "f1",
  type: "LEAKED_PASSWORD",
  state: "OPEN",
  employeeId: "e1",
  ...fields
})

export const anApp = (fields: Partial<App> = {}): App => ({
  id: "app1",
  type: "ATLASSIAN",
  friendlyName: "Atlassian",
  approvalStatus: "APPROVED",
  ...fields
})

/** A person with what belongs to them; an employee unless `employee: null`. */
export function aPerson(fields: Partial<Person> = {}): Person {
  const employee = fields.employee === undefined ? anEmployee() : fields.employee
  const email = fields.email === undefined ? (employee?.email ?? null) : fields.email
  return {
    email,
    emails: email === null ? [] : [email],
    name: null,
    employee,
    ambiguous: false,
    browsers: [],
    accounts: [],
    accountsOther: [],
    findings: [],
    endusers: [],
    devices: [],
    links: [],
    ...fields
  }
}

export interface RosterParts {
  readonly people?: ReadonlyArray<Person>
  readonly apps?: ReadonlyArray<App>
  /** Records of nobody. */
  readonly accounts?: ReadonlyArray<Account>
  readonly browsers?: ReadonlyArray<Browser>
  readonly findings?: ReadonlyArray<Finding>
  readonly endusers?: ReadonlyArray<EndUser>
  readonly devices?: ReadonlyArray<Device>
  /** Resources begun and not finished. */
  readonly partial?: ReadonlyArray<ResourceKey>
  /** Resources that the source does not offer. */
  readonly notOffered?: ReadonlyArray<ResourceKey>
  /** Sources that are not configured. */
  readonly without?: ReadonlyArray<"push" | "banyan">
  readonly readings?: Readonly<Partial<Record<ResourceKey, Partial<ResourceReading>>>>
  readonly ambiguousEmails?: Roster["correlation"]["ambiguousEmails"]
}

const keys: ReadonlyArray<ResourceKey> = [
  "push.employees",
  "push.browsers",
  "push.accounts",
  "push.accountsOther",
  "push.apps",
  "push.findings",
  "banyan.endusers",
  "banyan.devices"
]

/** A roster of people and of what is nobody's, as correlation would make it. */
export function aRoster(parts: RosterParts = {}): Roster {
  const { people = [], apps = [], ambiguousEmails = [] } = parts
  const resources = readingsOf(parts)
  const isPartial = resources.some((each) => each.offered && !each.complete)
  const lists = listsOf(parts)
  return {
    snapshot: {
      id: "snapshot-1",
      tenant: "acme",
      startedAt: daysAgo(0, 60),
      finishedAt: asOf,
      complete: !isPartial,
      contentHash: "0".repeat(64),
      sources: (["push", "banyan"] as const).filter((source) => !parts.without?.includes(source)),
      resources
    },
    people,
    employees: new Map(
      people.flatMap((person) => (person.employee === null ? [] : [[person.employee.id, person] as const]))
    ),
    ...lists,
    columns: {
      browsers: columnsOf(people, lists.browsers),
      accounts: columnsOf(people, lists.accounts),
      accountsOther: columnsOf(people, lists.accountsOther),
      findings: columnsOf(people, lists.findings),
      endusers: columnsOf(people, lists.endusers),
      devices: columnsOf(people, lists.devices)
    },
    apps,
    correlation: {
      employeesWithDevice: null,
      employeesWithoutDevice: null,
      employeesWithoutBrowser: null,
      browsersWithoutEmployee: null,
      accountsWithoutEmployee: null,
      endusersWithoutEmployee: null,
      devicesWithoutEmployee: null,
      sharedDevices: null,
      devicesOwnerNotTold: null,
      ambiguousEmails,
      disagreements: []
    },
    unowned: { devices: [], browsers: [], accounts: [], accountsOther: [], endusers: [], findings: [] }
  }
}

function listsOf({ people = [], ...nobodys }: RosterParts) {
  return {
    browsers: owned(people, ({ browsers }) => browsers, idOf, nobodys.browsers),
    accounts: owned(people, ({ accounts }) => accounts, idOf, nobodys.accounts),
    accountsOther: owned(people, ({ accountsOther }) => accountsOther, idOf),
    findings: owned(people, ({ findings }) => findings, idOf, nobodys.findings),
    endusers: owned(
      people,
      ({ endusers }) => endusers,
      ({ Email }) => Email ?? "",
      nobodys.endusers
    ),
    devices: owned(
      people,
      ({ devices }) => devices,
      ({ DeviceID, SerialNumber }) => DeviceID || SerialNumber || "",
      nobodys.devices
    )
  }
}

const idOf = ({ id }: { readonly id: string }): string => id

function readingsOf({
  partial = [],
  notOffered = [],
  without = [],
  readings = {}
}: RosterParts): ReadonlyArray<ResourceReading> {
  return keys
    .map((key) => ({ key, source: key.startsWith("push.") ? ("push" as const) : ("banyan" as const) }))
    .filter(({ source }) => !without.includes(source))
    .map(({ key, source }) =>
      Object.assign(
        {
          source,
          resource: key.slice(key.indexOf(".") + 1),
          records: 100,
          pages: 1,
          duplicates: 0,
          refused: 0,
          reportedTotal: null,
          offered: !notOffered.includes(key),
          complete: !partial.includes(key),
          drift: [],
          refusals: [],
          problem: null,
          startedAt: daysAgo(0, 60),
          finishedAt: asOf
        },
        readings[key]
      )
    )
}

function owned<R extends { readonly [name: string]: unknown }>(
  people: ReadonlyArray<Person>,
  listOf: (person: Person) => ReadonlyArray<R>,
  identityOf: (record: R) => string,
  nobodys: ReadonlyArray<R> = []
): ReadonlyArray<Owned<R>> {
  const records = new Set([...people.flatMap(listOf), ...nobodys])
  const list = Array.from(records, (record) => {
    const owners = people.filter((person) => listOf(person).includes(record))
    const ownersTold = owners.length > 0 || !("DeviceID" in record) || Array.isArray(record["Emails"])
    return { id: identityOf(record), record, owners, isDeleted: record["is_deleted"] === true, ownersTold }
  })
  return list.toSorted((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0))
}

export interface Assessing {
  readonly tenant?: Tenant
  readonly parameters?: Partial<Parameters>
  readonly exceptions?: ReadonlyArray<PostureException>
  readonly history?: History | null
}

export const assessed = (
  roster: Roster,
  { tenant = aTenant(), parameters, exceptions = [], history = null }: Assessing = {},
  checks: ReadonlyArray<CheckDefinition> = catalogue
) => assessBy(checks, basisOf(roster, tenant, { ...defaultParameters, ...parameters }, history), exceptions)

/** Checks of the catalogue by their ids. */
export const checksNamed = (...ids: ReadonlyArray<string>): ReadonlyArray<CheckDefinition> =>
  catalogue.filter(({ id }) => ids.includes(id))

/** What is kept of the month before, when nothing was worth keeping. */
export const aHistory = (fields: Partial<History> = {}): History => ({
  period: "2026-09",
  finishedAt: daysAgo(31),
  sources: ["push", "banyan"],
  read: keys,
  employees: [],
  endusers: [],
  bannedDevices: [],
  appsUnderReview: [],
  ...fields
})

/** The result of one check by its id. */
export function resultOf(id: string, roster: Roster, assessing: Assessing = {}): CheckResult {
  const alone = catalogue.filter((each) => each.id === id && each.severity !== "gate")
  const judgedBy = alone.length === 0 ? catalogue : alone
  const result = assessed(roster, assessing, judgedBy).checks.find((each) => each.id === id)
  if (result === undefined)
    throw new Error(`the catalogue has no check ${id}; it has ${catalogue.map((each) => each.id).join(", ")}`)
  return result
}

/** The outcomes of one check in short: `pass`, `fail`, or reasons, each with its count; counts of nothing are left out. */
export function outcomesOf(
  id: string,
  roster: Roster,
  assessing: Assessing = {}
): Readonly<Record<string, number | null>> {
  const { pass, fail, excepted, notAssessableReasons } = resultOf(id, roster, assessing)
  const counts = { pass, fail, excepted, ...notAssessableReasons }
  return Object.fromEntries(Object.entries(counts).filter(([, count]) => count !== 0))
}

/** Counts of a check whose population was not read to its end. */
export const uncounted = (reason: "source_partial" | "source_unavailable") => ({
  pass: null,
  fail: null,
  excepted: null,
  [reason]: 1
})

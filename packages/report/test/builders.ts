/**
 * Rosters and assessments with safe defaults, so that a test shows only what matters to it.
 */
import {
  type Assessment,
  type CheckResult,
  columnsOf,
  defaultParameters,
  isComplete,
  type Owned,
  type Person,
  type ResourceName,
  type ResourceReading,
  type Roster,
  type Trend,
  type SnapshotHeader,
  type Source
} from "@rollcall/model"
import type { ReportInput } from "@rollcall/report"

type Device = Person["devices"][number]
type Finding = Person["findings"][number]
type Employee = NonNullable<Person["employee"]>

const startedAt = "2026-10-31T18:03:11.000Z"
const finishedAt = "2026-10-31T18:09:42.000Z"

export const aReading = (
  source: Source,
  resource: ResourceName,
  changes: Partial<ResourceReading> = {}
): ResourceReading & { readonly resource: ResourceName } => ({
  source,
  records: 0,
  pages: 1,
  duplicates: 0,
  refused: 0,
  reportedTotal: null,
  offered: true,
  complete: true,
  drift: [],
  refusals: [],
  problem: null,
  startedAt,
  finishedAt,
  ...changes,
  resource
})

const pushResources = [
  "employees",
  "browsers",
  "accounts",
  "accountsOther",
  "apps",
  "appsOther",
  "findings",
  "detections",
  "browserExtensions",
  "appBanners",
  "blockedUrls"
] as const satisfies ReadonlyArray<ResourceName>

const banyanResources = ["endusers", "devices"] as const satisfies ReadonlyArray<ResourceName>

export const allReadings: ReadonlyArray<ReturnType<typeof aReading>> = [
  ...pushResources.map((resource) => aReading("push", resource)),
  ...banyanResources.map((resource) => aReading("banyan", resource))
]

export const aPerson = (changes: Partial<Person> = {}): Person => ({
  email: "jane@acme.example",
  emails: ["jane@acme.example"],
  name: "Jane Doe",
  employee: null,
  ambiguous: false,
  browsers: [],
  accounts: [],
  accountsOther: [],
  findings: [],
  endusers: [],
  devices: [],
  links: [],
  ...changes
})

export const anEmployee = (id: string, changes: Partial<Employee> = {}): Employee => ({
  id,
  email: `${id}@acme.example`,
  department: "Finance",
  location: "Berlin",
  licensed: true,
  ...changes
})

export const aDevice = (id: string, changes: Partial<Device> = {}): Device => ({
  DeviceID: id,
  SerialNumber: `C02${id.toUpperCase()}`,
  DeviceFriendlyName: `Laptop ${id}`,
  Emails: [],
  Platform: "Darwin",
  Ownership: "Corporate Dedicated",
  RegisteredStatus: true,
  Banned: false,
  LastLogin: "2026-10-30T08:00:00.123456789Z",
  trust: { value: 78, level: "Medium" },
  ...changes
})

export const aFinding = (id: string, changes: Partial<Finding> = {}): Finding => ({
  id,
  type: "WEAK_PASSWORD",
  state: "OPEN",
  creationTimestamp: "2026-09-02T10:00:00Z",
  ...changes
})

export const aCheck = (id: string, changes: Partial<CheckResult> = {}): CheckResult => ({
  id,
  code: `RC-${id.slice(0, 3).toUpperCase()}-01`,
  title: `State of ${id} is good`,
  severity: "high",
  group: "group",
  populationText: "live accounts that accept a password",
  populationResources: ["push.accounts"],
  rationale: "A password that leaks opens the account at once when nothing else is asked for.",
  remediation: "Register a second factor in the app, or move the account behind single sign-on.",
  frameworks: { soc2: ["CC6.1"], iso27001: ["A.8.5", "A.5.17~"] },
  population: 0,
  pass: 0,
  fail: 0,
  notAssessable: 0,
  excepted: 0,
  score: null,
  coverage: null,
  enoughData: true,
  notAssessableReasons: {},
  failures: [],
  exceptions: [],
  ...changes
})

/** A roster whose lists are gathered from its people and what is nobody's. */
export function aRoster(
  people: ReadonlyArray<Person>,
  changes: {
    readonly readings?: ReadonlyArray<ResourceReading>
    readonly sources?: ReadonlyArray<Source>
    readonly unowned?: Partial<Roster["unowned"]>
    readonly correlation?: Partial<Roster["correlation"]>
  } = {}
): Roster {
  const unowned = {
    devices: [],
    browsers: [],
    accounts: [],
    accountsOther: [],
    endusers: [],
    findings: [],
    ...changes.unowned
  }
  const owned = <R>(of: (person: Person) => ReadonlyArray<R>, nobodys: ReadonlyArray<R>): ReadonlyArray<Owned<R>> => {
    const owners = new Map<R, Array<Person>>(nobodys.map((record) => [record, []]))
    for (const person of people) {
      for (const record of of(person)) owners.set(record, [...(owners.get(record) ?? []), person])
    }
    return [...owners].map(([record, owning], index) => ({
      id: String(index),
      record,
      owners: owning,
      isDeleted: false,
      ownersTold: true
    }))
  }
  const lists = {
    browsers: owned((person) => person.browsers, unowned.browsers),
    accounts: owned((person) => person.accounts, unowned.accounts),
    accountsOther: owned((person) => person.accountsOther, unowned.accountsOther),
    findings: owned((person) => person.findings, unowned.findings),
    endusers: owned((person) => person.endusers, unowned.endusers),
    devices: owned((person) => person.devices, unowned.devices)
  }
  const readings = changes.readings ?? allReadings
  const snapshot: SnapshotHeader = {
    id: "01JBH8Q3W5ZK7M9N2P4R6T8V0X",
    tenant: "acme",
    startedAt,
    finishedAt,
    complete: isComplete(readings),
    contentHash: "9f2c4e6a8b0d1f3e5c7a9b8d6f4e2c0a1b3d5f7e9c8a6b4d2f0e1c3a5b7d9f8e",
    sources: changes.sources ?? ["push", "banyan"],
    resources: readings
  }
  return {
    snapshot,
    people,
    employees: new Map(people.flatMap((person) => (person.employee === null ? [] : [[person.employee.id, person]]))),
    ...lists,
    columns: {
      browsers: columnsOf(people, lists.browsers),
      accounts: columnsOf(people, lists.accounts),
      accountsOther: columnsOf(people, lists.accountsOther),
      findings: columnsOf(people, lists.findings),
      endusers: columnsOf(people, lists.endusers),
      devices: columnsOf(people, lists.devices)
    },
    apps: [],
    correlation: {
      employeesWithDevice: 0,
      employeesWithoutDevice: 0,
      employeesWithoutBrowser: 0,
      browsersWithoutEmployee: 0,
      accountsWithoutEmployee: 0,
      endusersWithoutEmployee: 0,
      devicesWithoutEmployee: 0,
      sharedDevices: 0,
      devicesOwnerNotTold: 0,
      ambiguousEmails: [],
      disagreements: [],
      ...changes.correlation
    },
    unowned
  }
}

export function anAssessment(roster: Roster, changes: Partial<Assessment> = {}): Assessment {
  const checks = changes.checks ?? []
  return {
    catalogue: "1.0.0",
    asOf: roster.snapshot.finishedAt,
    parameters: defaultParameters,
    checks,
    score: 83.4,
    scoreWithExceptions: 84.1,
    scoreWithheld: null,
    coverage: 91.2,
    scoring: [],
    postures: roster.people.map((person) => ({
      score: 71,
      failing: checks
        .filter((check) => check.failures.some(({ subject }) => subject.email === person.email))
        .map((check) => check.id)
    })),
    exceptions: [],
    controls: [],
    trend: aTrend(),
    ...changes
  }
}

/** September was scored 80.1, under the same conditions. */
export const aTrend = (changes: Partial<Trend> = {}): Trend => ({
  months: [{ period: "2026-09", catalogue: "1.0.0", score: 80.1, scoreWithExceptions: 80.5, coverage: 90 }],
  snapshot: "01JBH8Q3W5ZK7M9N2P4R6T8V0W",
  differences: [],
  unread: { before: [], now: [] },
  checks: [],
  people: { joined: [], left: [] },
  ...changes
})

export function anInput(
  people: ReadonlyArray<Person> = [aPerson()],
  changes: {
    readonly roster?: Parameters<typeof aRoster>[1]
    readonly assessment?: Partial<Assessment>
    readonly input?: Partial<ReportInput>
  } = {}
): ReportInput {
  const roster = aRoster(people, changes.roster)
  return {
    tenant: {
      id: "acme",
      name: "Acme Corporation",
      timezone: "Europe/Berlin",
      domains: ["acme.example"],
      email: { aliases: {}, ignorePlusTag: false }
    },
    period: "2026-10",
    version: "0.1.0",
    basis: "within-period",
    roster,
    assessment: anAssessment(roster, changes.assessment),
    ...changes.input
  }
}

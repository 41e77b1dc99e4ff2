/**
 * The report document of a made-up tenant: every check of the catalogue, with failures as they spread in a real one.
 *
 * Nothing in it is random. A share of the people is nobody's employee, some names are not in Latin letters, some are long;
 * a few checks fail for many, most for few, some for nobody.
 */
import { catalogue, catalogueVersion } from "@rollcall/checks"
import {
  type Assessment,
  type CheckResult,
  columnsOf,
  defaultParameters,
  type Person,
  type ReportDocument,
  resourceNames,
  resources,
  type Roster,
  type SnapshotHeader
} from "@rollcall/model"
import { reportDocument } from "@rollcall/report"

const startedAt = "2026-10-31T18:03:11.000Z"
const finishedAt = "2026-10-31T18:09:42.000Z"

const firstNames = [
  "Anna",
  "Ben",
  "Chiara",
  "Đặng",
  "Emil",
  "Freya",
  "Goran",
  "Hanna",
  "İpek",
  "Jana",
  "Kofi",
  "Łukasz"
]
const lastNames = [
  "Abel",
  "Brandt",
  "Costa-Villanueva",
  "Dahl",
  "Eriksen",
  "Fuchs",
  "Γεωργίου",
  "Haas",
  "Иванова",
  "Jansen of Kaya"
]
const departments = ["Finance", "Engineering", "Sales, Europe and Middle East", "People & Culture", "Support"]
const platforms = ["Darwin", "Windows", "Linux", "Android", "iOS"]
const apps = ["ATLASSIAN", "GOOGLE_WORKSPACE", "MICROSOFT_365", "SLACK", "GITHUB", "SALESFORCE", "ZOOM"]
const trustLevels = ["High", "High", "Medium", "Low", "AlwaysDeny"]

const pick = (list: ReadonlyArray<string>, index: number): string => list[index % list.length] ?? ""

/** A number from 0 to 1 that looks as if it were random: the same for the same arguments. */
function share(index: number, salt: number): number {
  const mixed = Math.imul((index + 1) ^ Math.imul(salt + 1, 0x9e37_79b1), 0x85eb_ca6b)
  return ((mixed ^ (mixed >>> 13)) >>> 0) / 2 ** 32
}

/** The report document of so many people. */
export function madeUpReport(peopleCount: number): ReportDocument {
  const people = Array.from({ length: peopleCount }, (_, index) => personOf(index))
  const failing = people.map((): Array<string> => [])
  const checks = catalogue.map((_, index) => checkOf(index, people, failing))
  const roster = rosterOf(people)
  const assessment: Assessment = {
    catalogue: catalogueVersion,
    asOf: finishedAt,
    parameters: defaultParameters,
    checks,
    controls: [],
    score: 83.4,
    scoreWithExceptions: 84.1,
    scoreWithheld: null,
    coverage: 91.2,
    scoring: [],
    postures: failing.map((ids) => ({ score: null, failing: ids })),
    exceptions: [],
    trend: null
  }
  return reportDocument({
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
    assessment
  })
}

function personOf(index: number): Person {
  const last = pick(lastNames, Math.floor(share(index, 1) * 1000))
  const email = `${pick(firstNames, index)}.${last.split(" ")[0]}.${index}@acme.example`
    .normalize("NFD")
    .replace(/[^\w.@-]/g, "")
  const isEmployee = index % 23 !== 22
  return {
    email,
    emails: [email],
    name: isEmployee ? `${pick(firstNames, index)} ${last}` : null,
    employee: isEmployee
      ? {
          id: `emp-${index}`,
          email,
          department: pick(departments, index),
          location: "Berlin",
          licensed: index % 9 !== 8
        }
      : null,
    ambiguous: false,
    browsers: Array.from({ length: 1 + (index % 3) }, (_, at) => ({
      id: `browser-${index}-${at}`,
      browser: "CHROME",
      os: "MACOS"
    })),
    accounts: Array.from({ length: 3 + (index % 5) }, (_, at) => ({
      id: `account-${index}-${at}`,
      email,
      appType: pick(apps, index + at)
    })),
    accountsOther: [],
    findings: [],
    endusers: [],
    devices: index % 6 === 5 ? [] : [deviceOf(index, email)],
    links: []
  }
}

const deviceOf = (index: number, email: string): Person["devices"][number] => ({
  DeviceID: `dev-${index}`,
  SerialNumber: `C02${(index * 7919).toString(36).toUpperCase().padStart(8, "0")}`,
  DeviceFriendlyName: `${pick(firstNames, index)}’s ${pick(["laptop", "workstation", "phone"], index)} ${index}`,
  Emails: [email],
  Platform: pick(platforms, index),
  Ownership: pick(["Corporate Dedicated", "Employee Owned"], index),
  RegisteredStatus: index % 13 !== 12,
  Banned: index % 30 === 29,
  LastLogin: `2026-10-${String((index % 28) + 1).padStart(2, "0")}T08:00:00Z`,
  trust: { value: 95 - (index % 60), level: pick(trustLevels, index) }
})

/** How much of a check's population fails it: a quarter of the checks for nobody, few for many. */
const failureRate = (check: number): number => (check % 4 === 3 ? 0 : 0.002 + 0.15 * share(check, 7) ** 3)

function checkOf(index: number, people: ReadonlyArray<Person>, failing: ReadonlyArray<Array<string>>): CheckResult {
  const definition = catalogue[index]
  if (definition === undefined) throw new Error(`there is no check ${index}`)
  const { code, frameworks, group, id, populationText, rationale, remediation, severity, title } = definition
  const isDevice = id.startsWith("device-")
  const failures = people.flatMap((person, at): CheckResult["failures"] => {
    if (share(at, index) >= failureRate(index)) return []
    failing[at]?.push(id)
    return [
      {
        subject: isDevice
          ? { kind: "device", id: person.devices[0]?.DeviceID ?? `dev-${at}`, email: person.email }
          : { kind: "account", id: `account-${at}-0`, email: person.email },
        detail: `${person.email ?? "Somebody"} was last seen in this state on 2026-10-${String((at % 28) + 1).padStart(2, "0")}.`
      }
    ]
  })
  const population = people.length
  const notAssessable = Math.floor(population / (index + 12))
  const pass = population - failures.length - notAssessable
  return {
    id,
    code,
    title,
    severity,
    group,
    populationText,
    populationResources: definition.population,
    rationale,
    remediation,
    frameworks,
    population,
    pass,
    fail: failures.length,
    notAssessable,
    excepted: 0,
    score: 90,
    coverage: 95,
    enoughData: true,
    notAssessableReasons: { field_null: notAssessable },
    failures,
    exceptions: []
  }
}

function rosterOf(people: ReadonlyArray<Person>): Roster {
  const snapshot: SnapshotHeader = {
    id: "01JBH8Q3W5ZK7M9N2P4R6T8V0X",
    tenant: "acme",
    startedAt,
    finishedAt,
    complete: true,
    contentHash: "9f2c4e6a8b0d1f3e5c7a9b8d6f4e2c0a1b3d5f7e9c8a6b4d2f0e1c3a5b7d9f8e",
    sources: ["push", "banyan"],
    resources: resourceNames.map((resource) => ({
      source: resources[resource].source,
      resource,
      records: people.length,
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
      finishedAt
    }))
  }
  return {
    snapshot,
    people,
    employees: new Map(people.flatMap((person) => (person.employee === null ? [] : [[person.employee.id, person]]))),
    browsers: [],
    accounts: [],
    accountsOther: [],
    findings: [],
    endusers: [],
    devices: [],
    columns: {
      browsers: columnsOf(people, []),
      accounts: columnsOf(people, []),
      accountsOther: columnsOf(people, []),
      findings: columnsOf(people, []),
      endusers: columnsOf(people, []),
      devices: columnsOf(people, [])
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
      disagreements: []
    },
    unowned: { devices: [], browsers: [], accounts: [], accountsOther: [], endusers: [], findings: [] }
  }
}

/**
 * A made-up organisation of any size, with names that are hard to print, in no way random: to be looked at, and to count in.
 */
import type { CheckResult, Person, ResourceName, ResourceReading, Severity } from "@rollcall/model"
import type { ReportInput } from "@rollcall/report"
import { aCheck, aDevice, aFinding, allReadings, aReading, anEmployee, anInput, aPerson } from "./builders.ts"

/** Names that a report must print right. */
export const awkwardNames = [
  "Łukasz Żółć",
  "Đặng Thị Hương",
  "Müge Yılmaz",
  "王伟",
  "محمد العلي",
  "Siobhán O’Brien",
  "דנה בן־דוד",
  "สมชาย ใจดี",
  "김민수"
]

const firstNames = ["Anna", "Ben", "Chiara", "Deniz", "Emil", "Freya", "Goran", "Hanna", "Ivo", "Jana", "Kofi", "Lea"]
const lastNames = ["Abel", "Brandt", "Costa", "Dahl", "Eriksen", "Fuchs", "Gruber", "Haas", "Ito", "Jansen", "Kaya"]
const departments = ["Finance", "Engineering", "Sales", "People & Culture", "Support"]
const platforms = ["Darwin", "Windows", "Linux", "Android", "iOS"]
const trustLevels = ["High", "Medium", "Low", "AlwaysDeny"]

const pick = <A>(list: readonly [A, ...ReadonlyArray<A>] | ReadonlyArray<A>, index: number): A => {
  const found = list[index % list.length]
  if (found === undefined) throw new Error("nothing to pick from")
  return found
}

/** The input of a report on so many people. */
export function sampleInput(peopleCount: number, changes: Parameters<typeof anInput>[1] = {}): ReportInput {
  const shared = aDevice("shared", { DeviceFriendlyName: "Reception iMac", Emails: ["a@acme.example"] })
  const people = Array.from({ length: peopleCount }, (_, index) => samplePerson(index, shared))
  const checks = sampleChecks(people)
  const special: Partial<Record<ResourceName, Partial<ResourceReading>>> = {
    employees: { pages: 3, duplicates: 1 },
    accounts: {
      records: people.reduce((sum, person) => sum + person.accounts.length, 0),
      pages: 9,
      drift: ["3 records came between two pages"]
    },
    devices: { reportedTotal: peopleCount },
    appBanners: { offered: false, complete: false }
  }
  return anInput(people, {
    ...changes,
    roster: {
      readings: allReadings.map(({ resource, source }) =>
        aReading(source, resource, { records: peopleCount, ...special[resource] })
      ),
      unowned: {
        devices: [aDevice("kiosk-1", { Emails: [] }), aDevice("kiosk-2", { Emails: null, LastLogin: null })],
        findings: [aFinding("finding-nobody")]
      },
      correlation: {
        employeesWithDevice: Math.round(peopleCount * 0.8),
        employeesWithoutDevice: Math.round(peopleCount * 0.1),
        employeesWithoutBrowser: 3,
        devicesWithoutEmployee: 4,
        sharedDevices: 1,
        devicesOwnerNotTold: 1,
        ambiguousEmails: [{ email: "office@acme.example", employeeIds: ["emp-2", "emp-7"] }]
      },
      ...changes.roster
    },
    assessment: {
      checks,
      exceptions: [
        {
          check: "account-mfa-missing",
          subject: "svc-build@acme.example",
          reason: "Sealed break-glass account, key in the safe of the finance office",
          approvedBy: "J. Doe",
          expires: "2026-12-31",
          state: "applied",
          covers: 2
        },
        {
          check: "account-dormant",
          subject: "old@acme.example",
          reason: "Parental leave",
          approvedBy: "M. Roe",
          expires: "2026-09-30",
          state: "expired",
          covers: 0
        }
      ],
      ...changes.assessment
    }
  })
}

function samplePerson(index: number, shared: Person["devices"][number]): Person {
  const name =
    index < awkwardNames.length ? pick(awkwardNames, index) : `${pick(firstNames, index)} ${pick(lastNames, index * 7)}`
  const email =
    index === 9
      ? `${"very.long.local.part.of.an.address.".repeat(3)}x@subsidiary.acme.example`
      : `person${String(index).padStart(4, "0")}@acme.example`
  const isEmployee = index % 11 !== 10
  return aPerson({
    email,
    emails: [email],
    name: isEmployee ? name : null,
    employee: isEmployee
      ? anEmployee(`emp-${index}`, {
          email,
          department: pick(departments, index),
          licensed: index % 9 === 8 ? null : true
        })
      : null,
    browsers: Array.from({ length: (index % 3) + 1 }, (_, at) => ({
      id: `browser-${index}-${at}`,
      browser: "CHROME",
      os: "MACOS"
    })),
    accounts: Array.from({ length: (index % 5) + 3 }, (_, at) => ({
      id: `account-${index}-${at}`,
      email,
      appType: "ATLASSIAN"
    })),
    findings: index % 4 === 0 ? [aFinding(`finding-${index}`, index % 8 === 0 ? { state: "RESOLVED" } : {})] : [],
    devices: [...(index % 6 === 5 ? [] : [sampleDevice(index, email)]), ...(index % 40 === 7 ? [shared] : [])],
    links: [{ kind: "device", id: `dev-${index}`, by: "email" }]
  })
}

const sampleDevice = (index: number, email: string) =>
  aDevice(`dev-${index}`, {
    DeviceFriendlyName:
      index === 3 ? "王伟的 MacBook Pro" : `${pick(["Laptop", "Workstation", "Phone"], index)} ${index}`,
    Emails: [email],
    Platform: pick(platforms, index),
    Banned: index % 30 === 29 ? true : index % 17 === 16 ? null : false,
    RegisteredStatus: index % 13 !== 12,
    trust: { value: 95 - (index % 60), level: pick(trustLevels, Math.floor((index % 40) / 10)) },
    is_deleted: index % 50 === 49
  })

const catalogue: ReadonlyArray<readonly [id: string, code: string, severity: Severity, title: string]> = [
  [
    "account-mfa-missing",
    "RC-MFA-01",
    "high",
    "Second factor registered on every live account that accepts a password"
  ],
  ["account-mfa-weak-only", "RC-MFA-04", "medium", "No account leans on weak second factors alone"],
  ["password-leaked", "RC-CRED-01", "critical", "No leaked password in use"],
  ["password-weak", "RC-CRED-03", "high", "No weak password in use"],
  ["account-dormant", "RC-ACC-01", "medium", "No dormant accounts"],
  ["app-undecided", "RC-APP-01", "medium", "Every app in use has a decision"],
  ["profile-sync-private", "RC-BRW-01", "high", "No personal profile syncing from a work browser"],
  ["device-disk-unencrypted", "RC-DEV-01", "high", "Disk encryption on"],
  ["device-trust-low", "RC-DEV-08", "high", "Trust level at or above the floor"],
  ["device-ownership-unknown", "RC-DEV-12", "low", "Ownership of each device is recorded"],
  ["person-uncovered", "RC-JOIN-02", "high", "People with devices have browser coverage"],
  ["source-unread", "RC-DATA-01", "gate", "Each source was read to its end"],
  ["join-too-thin", "RC-DATA-02", "gate", "The join is good enough to report on"]
]

function sampleChecks(people: ReadonlyArray<Person>): ReadonlyArray<CheckResult> {
  return catalogue.map(([id, code, severity, title], index) => {
    if (severity === "gate")
      return aCheck(id, { code, severity, title, population: 2, pass: 2, score: 100, coverage: 100 })
    const failing = index % 5 === 4 ? [] : people.filter((_, at) => at % (index + 3) === 1)
    const excepted = id === "account-mfa-missing" ? people.slice(0, 2) : []
    const notAssessable = Math.floor(people.length / (index + 8))
    const population = people.length * (index < 5 ? 3 : 1)
    const pass = population - failing.length - excepted.length - notAssessable
    const isDevice = id.startsWith("device-")
    const failure = (person: Person, at: number) => ({
      subject: isDevice
        ? { kind: "device" as const, id: person.devices[0]?.DeviceID ?? `dev-${at}`, email: person.email }
        : { kind: "account" as const, id: `account-${at}-0`, email: person.email },
      detail: `${person.email ?? "Somebody"} ${isDevice ? "has a device whose" : "uses ATLASSIAN with a password, and"} state was last seen bad on 2026-10-${String((at % 28) + 1).padStart(2, "0")}.`
    })
    return aCheck(id, {
      code,
      severity,
      title,
      population,
      pass,
      fail: failing.length,
      notAssessable,
      excepted: excepted.length,
      score: Math.round((pass / Math.max(1, pass + failing.length)) * 1000) / 10,
      coverage: Math.round(((pass + failing.length) / population) * 1000) / 10,
      enoughData: index !== 7,
      notAssessableReasons: notAssessable === 0 ? {} : { field_null: notAssessable - 1, stale: 1 },
      failures: failing.map(failure),
      exceptions: excepted.map(failure)
    })
  })
}

/**
 * People: a row for each person of the roster, in its order.
 */
import type { ReportPerson, ResourceKey } from "@rollcall/model"
import { deviceLinks, findingLinks, isHoldingKnown, wasRead } from "../reading.ts"
import { deviceId, failingCount } from "../subjects.ts"
import { defineTable, fact, several, words } from "./DataTable.ts"

export const people = defineTable<ReportPerson>({
  name: "people",
  title: "People",
  rows: (document) => document.people,
  columns: (document) => {
    const { snapshot } = document
    const areEmployeesRead = wasRead(snapshot, "push.employees")
    const known = (keys: ReadonlyArray<ResourceKey>) => (isHoldingKnown(snapshot, keys) ? (many: number) => many : none)
    const [browsers, accounts, accountsOther] = [
      known(["push.browsers"]),
      known(["push.accounts"]),
      known(["push.accountsOther"])
    ]
    const [findings, endusers, devices] = [known(findingLinks), known(["banyan.endusers"]), known(deviceLinks)]
    return {
      email: ({ email }) => words(email),
      name: ({ name }) => words(name),
      emails: ({ emails }) => several(emails),
      employee: ({ employee }) => employee !== null || (areEmployeesRead ? false : null),
      employee_id: ({ employee }) => words(employee?.id),
      department: ({ employee }) => words(employee?.department),
      location: ({ employee }) => words(employee?.location),
      licensed: ({ employee }) => (employee === null ? "" : fact(employee.licensed)),
      ambiguous: ({ ambiguous }) => ambiguous,
      browsers: (person) => browsers(person.browsers.length),
      accounts: (person) => accounts(person.accounts.length),
      accounts_other: (person) => accountsOther(person.accountsOther.length),
      findings: (person) => findings(person.findings.length),
      open_findings: (person) => findings(person.findings.filter(({ state }) => state !== "RESOLVED").length),
      endusers: (person) => endusers(person.endusers.length),
      devices: (person) => devices(person.devices.length),
      device_ids: (person) => several(person.devices.map((device) => deviceId(device) ?? "not known")),
      failing_checks: ({ posture }) => failingCount(document, posture.failing.length),
      failing: ({ posture }) => several(posture.failing)
    }
  }
})

const none = (): null => null

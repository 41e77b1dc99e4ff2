import { type ResourceKey, wasRead } from "@rollcall/model"
import { defineCheck, over } from "../CheckDefinition.ts"
import { fail, gapOf, type Judgement, notAssessable, pass, provided } from "../judgement.ts"
import { departures, type DepartureSubject } from "../subjects/departures.ts"
import { lastDayReached } from "../terms/leavers.ts"
import { gapOfLife } from "../terms/liveness-gaps.ts"
import { devicesOfPeople, withNoOtherDevice } from "../terms/no-such-device.ts"
import { counted, nameOfDeparture } from "../wording.ts"

const employees: ReadonlyArray<ResourceKey> = ["push.employees"]

export const check = defineCheck({
  id: "leaver-network-access",
  code: "RC-JOIN-07",
  title: "People who left have no network access",
  severity: "critical",
  group: "join-leaver",
  populationText: "People on the list of leavers, and employees of the month before",
  predicate: {
    pass: "The person is still an employee, or has gone and has neither a live device nor an access role.",
    fail: "The person's last day is reached, or they are no employee any more, and a live device or an access role remains.",
    notAssessable:
      "There is neither a list of leavers nor a month before to compare with, a source was not read in full, or what would decide is unknown."
  },
  rationale: "No auditor leaves this question out: who has left can still get in.",
  remediation: "Ban the person's devices or unregister them, delete the end user, and keep a note of when.",
  frameworks: {
    soc2: ["CC6.2", "CC6.3"],
    iso27001: ["A.6.5", "A.5.18", "A.5.11"],
    csf2: ["PR.AA-01", "PR.AA-05"],
    cis81: ["6.2", "5.3~"]
  },
  population: [],
  needs: devicesOfPeople,
  withheld: ({ parameters, history }) =>
    parameters.leavers === undefined && !wasRead(history, "push.employees") ? "no_history" : undefined,
  parts: [
    over(departures, {
      isMember: ({ lastDay, wasEmployee }) => lastDay !== null || wasEmployee,
      judge: (basis) => {
        const isReached = lastDayReached(basis)
        return (departure) => {
          const { people, lastDay, unsure } = departure
          const isEmployee = people.some(({ person }) => person.employee !== null)
          const hasLeft = isReached(departure.lastDay)
          if (isEmployee && !hasLeft) return pass

          const remains = accessOf(departure)
          if (remains.length > 0) {
            const gone = hasLeft ? `left on ${lastDay}` : "is no employee any more"
            const failure = fail(() => `${nameOfDeparture(departure)} ${gone} and still has ${remains.join(" and ")}.`)
            if (hasLeft) return failure
            return unsure === undefined ? provided(basis, employees, failure) : notAssessable(unsure)
          }
          if (unsure !== undefined) return notAssessable(unsure)
          return withNoOtherDevice(basis, { isAmbiguous: false }, unclearAccess(departure) ?? pass)
        }
      }
    })
  ]
})

/** What certainly opens the network. */
function accessOf({ people }: DepartureSubject): ReadonlyArray<string> {
  const [devices, roles] = [new Set<number>(), new Set<string>()]
  for (const each of people) {
    for (const { isLive, position } of each.devices) if (isLive === true) devices.add(position)
    for (const { record } of each.endusers) for (const role of record.Roles ?? []) roles.add(role)
  }
  const access: Array<string> = []
  if (devices.size > 0) access.push(counted(devices.size, "live device"))
  if (roles.size > 0) access.push(counted(roles.size, "access role"))
  return access
}

function unclearAccess({ people }: DepartureSubject): Judgement | undefined {
  for (const { devices, endusers } of people) {
    const device = devices.find(({ isLive }) => isLive === null)
    if (device !== undefined) return notAssessable(gapOfLife(device))
    const enduser = endusers.find(({ hasRole }) => hasRole === null)
    if (enduser !== undefined) return notAssessable(gapOf(enduser.record.Roles === null ? null : undefined))
  }
  return undefined
}

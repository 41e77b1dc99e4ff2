import { type ReasonCode, type ResourceKey, wasRead } from "@rollcall/model"
import type { Basis } from "../Basis.ts"
import { defineCheck, over } from "../CheckDefinition.ts"
import { fail, notAssessable, pass, provided } from "../judgement.ts"
import { departures, type DepartureSubject } from "../subjects/departures.ts"
import { isWithin } from "../terms/age.ts"
import { lastDayReached } from "../terms/leavers.ts"
import { gapOfActivity } from "../terms/liveness-gaps.ts"
import { counted, nameOfDeparture } from "../wording.ts"

/** End users are people's by address, of which the directory knows some. */
const present: ReadonlyArray<ResourceKey> = ["banyan.endusers", "push.employees"]

const access: ReadonlyArray<ResourceKey> = ["push.accounts", "push.accountsOther", "push.browsers"]

export const check = defineCheck({
  id: "leaver-app-access",
  code: "RC-JOIN-08",
  title: "People without network access any more have no app accounts in use",
  severity: "high",
  group: "join-leaver",
  populationText: "People on the list of leavers, and people who had an end user the month before",
  predicate: {
    pass: "The person still has an end user, or has gone and has neither an account in use nor an active browser.",
    fail: "The person's last day is reached, or their end user is gone, and an account in use or an active browser remains.",
    notAssessable:
      "There is neither a list of leavers nor a month before to compare with, a source was not read in full, or what would decide is unknown."
  },
  rationale:
    "The network is closed behind them and the cloud is not. Without a list of leavers it may be no more than a change of role.",
  remediation: "Ask what became of the person; if they left, disable their accounts, the identity provider's first.",
  frameworks: {
    soc2: ["CC6.2", "CC6.3"],
    iso27001: ["A.6.5", "A.5.18"],
    csf2: ["PR.AA-01"],
    cis81: ["6.2"]
  },
  population: [],
  needs: [...present, ...access],
  withheld: ({ parameters, history }) =>
    parameters.leavers === undefined && !wasRead(history, "banyan.endusers") ? "no_history" : undefined,
  parts: [
    over(departures, {
      isMember: ({ lastDay, wasEndUser }) => lastDay !== null || wasEndUser,
      judge: (basis) => {
        const isReached = lastDayReached(basis)
        return (departure) => {
          const { lastDay, unsure } = departure
          const hasLeft = isReached(departure.lastDay)
          if (!hasLeft && isPresent(departure)) return pass

          const remains = accessOf(departure, basis)
          if (remains.length > 0) {
            const rest = remains.join(" and ")
            if (hasLeft) return fail(() => `${nameOfDeparture(departure)} left on ${lastDay} and still has ${rest}.`)
            const question = () =>
              `${nameOfDeparture(departure)} has no end user any more and still has ${rest}: did they leave, or change their role?`
            return unsure === undefined ? provided(basis, present, fail(question)) : notAssessable(unsure)
          }
          const gap = unsure ?? gapOfAccess(departure)
          return provided(basis, [...present, ...access], gap === undefined ? pass : notAssessable(gap))
        }
      }
    })
  ]
})

/** Nobody has lost an end user who was never known to have one. */
const isPresent = ({ people, wasEndUser }: DepartureSubject): boolean =>
  people.some(({ endusers }) => endusers.length > 0 || !wasEndUser)

/** What is certainly in use. */
function accessOf({ people }: DepartureSubject, basis: Basis): ReadonlyArray<string> {
  let [accounts, browsers] = [0, 0]
  for (const each of people) {
    accounts += each.accounts.filter(({ isLive }) => isLive === true).length
    accounts += each.otherUses.filter((age) => isWithin(age, basis.parameters.dormantDays) === true).length
    browsers += each.browsers.filter(({ isActive }) => isActive === true).length
  }
  const inUse: Array<string> = []
  if (accounts > 0) inUse.push(`${counted(accounts, "account")} in use`)
  if (browsers > 0) inUse.push(counted(browsers, "active browser"))
  return inUse
}

function gapOfAccess({ people }: DepartureSubject): ReasonCode | undefined {
  for (const { accounts, browsers, otherUses } of people) {
    const ages = accounts.map(({ unused }) => unused).concat(otherUses)
    const gap = ages.find((age) => typeof age === "string")
    if (gap !== undefined) return gap
    const browser = browsers.find(({ isActive }) => isActive === null)
    if (browser !== undefined) return gapOfActivity(browser)
  }
  return undefined
}

import type { ReasonCode, ResourceKey } from "@rollcall/model"
import type { Basis } from "../Basis.ts"
import { defineCheck, over } from "../CheckDefinition.ts"
import { fail, notAssessable, pass, provided } from "../judgement.ts"
import { or, told } from "../logic.ts"
import { people, type PersonSubject } from "../subjects/people.ts"
import type { Age } from "../terms/age.ts"
import { type SortOfDevice, withNoOtherDevice } from "../terms/no-such-device.ts"
import { counted, nameOfPerson } from "../wording.ts"

/** Whatever might have seen somebody, beside devices. */
const sightings: ReadonlyArray<ResourceKey> = ["push.browsers", "push.accounts", "push.accountsOther"]

export const check = defineCheck({
  id: "person-unseen",
  code: "RC-JOIN-09",
  title: "Everybody with a licence or an access role was seen lately",
  severity: "medium",
  group: "join-life",
  populationText: "People with a licence or at least one access role",
  predicate: {
    pass: "A browser was online, an account was used, or a device or end user logged in within dormantDays.",
    fail: "All of that was longer ago, and every source was read in full.",
    notAssessable: "Nothing tells when the person was last seen, or what was not read in full might."
  },
  rationale: "Where both sources have lost sight of somebody, their access helps nobody but a stranger.",
  remediation: "Ask the manager, then suspend the person's access and take the licence back.",
  frameworks: {
    soc2: ["CC6.2", "CC6.3"],
    iso27001: ["A.5.18"],
    csf2: ["PR.AA-01", "PR.AA-05"],
    cis81: ["5.3"]
  },
  population: ["push.employees", "banyan.endusers"],
  needs: [...sightings, "banyan.devices"],
  parts: [
    over(people, {
      isMember: ({ isEmployee, licensed, hasRole }) => or(isEmployee ? told(licensed) : false, hasRole),
      judge: (basis) => (subject) => {
        const { dormantDays } = basis.parameters
        const { lastSeen, gap } = sightingsOf(subject, basis)
        if (lastSeen <= dormantDays) return pass
        const isKnown = lastSeen !== Infinity && (gap === undefined || isNever(gap))
        const otherwise = isKnown
          ? fail(() => {
              const days = counted(Math.floor(lastSeen), "day")
              return `${nameOfPerson(subject.person)} was last seen more than ${days} ago.`
            })
          : notAssessable(gap ?? "not_observed")
        const recentDevice: SortOfDevice = {
          name: "recent",
          has: ({ unused }) => typeof unused === "string" || unused <= dormantDays
        }
        return provided(basis, sightings, withNoOtherDevice(basis, subject, otherwise, recentDevice))
      }
    })
  ]
})

/** How long ago each of a person's records was in use. */
interface Sightings {
  /** In days before the snapshot; infinite if nothing tells. */
  readonly lastSeen: number
  /** Why some of it is unknown; that something was never used says less than another reason. */
  readonly gap: ReasonCode | undefined
}

/** When a person was seen last; what is most often used is looked at first, and the rest only if the person may be dormant. */
function sightingsOf(subject: PersonSubject, basis: Basis): Sightings {
  let lastSeen = Infinity
  let gap: ReasonCode | undefined
  const note = (age: Age): void => {
    if (typeof age !== "string") lastSeen = Math.min(lastSeen, age)
    else if (gap === undefined || isNever(gap)) gap = age
  }
  for (const { offline } of subject.browsers) note(offline)
  if (lastSeen <= basis.parameters.dormantDays) return { lastSeen, gap }
  for (const { unused } of subject.accounts) note(unused)
  for (const { unused } of subject.devices) note(unused)
  for (const { unused } of subject.endusers) note(unused)
  for (const age of subject.otherUses) note(age)
  return { lastSeen, gap }
}

const isNever = (gap: ReasonCode): boolean => gap === "field_null" || gap === "field_missing"

import type { ReasonCode } from "@rollcall/model"
import type { Basis } from "../Basis.ts"
import { defineCheck, over } from "../CheckDefinition.ts"
import { fail, notAssessable, pass } from "../judgement.ts"
import { and } from "../logic.ts"
import type { DeviceSubject } from "../subjects/devices.ts"
import { people } from "../subjects/people.ts"
import { gapOfLife } from "../terms/liveness-gaps.ts"
import { type SortOfDevice, withNoOtherDevice } from "../terms/no-such-device.ts"
import { ownershipOf } from "../terms/ownership.ts"
import { exemptRank, rankOf, trustLevels } from "../terms/trust-level.ts"
import { nameOfDevice, nameOfPerson } from "../wording.ts"

const rankMin = trustLevels.indexOf("High")

export const check = defineCheck({
  id: "sensitive-person-device-untrusted",
  code: "RC-JOIN-11",
  title: "Private devices of people with high-sensitivity apps have the trust level High",
  severity: "medium",
  group: "join-risk",
  populationText: "People with a live device, and an account used lately on an app of high sensitivity",
  predicate: {
    pass: "No live device is Employee Owned, or each that is has the trust level High.",
    fail: "A live device that is Employee Owned has a lower trust level.",
    notAssessable:
      "The ownership or level that would decide is unknown, a source was not read in full, or an address of the person is ambiguous."
  },
  rationale:
    "Neither source tells on which device an app was opened: this is about what such people could use, not what they did.",
  remediation: "Bring the device up to High, or give the person one of the organisation's.",
  frameworks: {
    soc2: ["CC6.7", "CC6.1"],
    iso27001: ["A.8.1", "A.6.7"],
    csf2: ["PR.AA-05", "PR.DS-10~"],
    cis81: ["13.5", "4.12~"]
  },
  population: ["push.accounts", "push.apps", "banyan.devices", "banyan.endusers"],
  needs: ["push.employees"],
  parts: [
    over(people, {
      isMember: ({ hasLiveDevice, hasSensitiveApp }) => and(hasLiveDevice, hasSensitiveApp),
      judge: (basis) => (subject) => {
        const { person } = subject
        // What is known by such an address alone may be one person's account and another's device.
        if (person.ambiguous) return notAssessable("ambiguous_join")
        let gap: ReasonCode | undefined
        for (const device of subject.devices) {
          if (device.isLive === false) continue
          const trusted = isCompanysOrTrusted(device, basis)
          if (trusted === true) continue
          if (device.isLive === null) gap ??= gapOfLife(device)
          else if (trusted !== false) gap ??= trusted
          else return fail(() => untrusted(nameOfPerson(person), device))
        }
        return withNoOtherDevice(basis, subject, gap === undefined ? pass : notAssessable(gap), untrustedDevice(basis))
      }
    })
  ]
})

const untrustedDevice = (basis: Basis): SortOfDevice => ({
  name: "untrusted",
  has: (device) => {
    const trusted = isCompanysOrTrusted(device, basis)
    return and(device.isLive, typeof trusted === "boolean" ? !trusted : null)
  }
})

const untrusted = (name: string, device: DeviceSubject): string =>
  `${name} has an app of high sensitivity and the private device ${nameOfDevice(device)} at level ${device.level}.`

/** Whether a device is no private one or has the level High, or why that is unknown. */
function isCompanysOrTrusted(
  { ownership: told, level, reported: age }: DeviceSubject,
  { parameters: { telemetryStaleDays } }: Basis
): boolean | ReasonCode {
  const ownership = ownershipOf(told)
  if ("is" in ownership && ownership.is !== "Employee Owned") return true
  const rank = rankOf(level)
  const isFresh = typeof age === "number" && age <= telemetryStaleDays
  if (rank === rankMin && isFresh) return true
  if ("unknown" in ownership) return ownership.unknown
  if (typeof rank === "string") return rank
  if (rank === exemptRank) return "exempted_upstream"
  if (isFresh) return false
  return typeof age === "string" ? age : "stale"
}

import type { ReasonCode } from "@rollcall/model"
import { defineCheck, over } from "../CheckDefinition.ts"
import { fail, notAssessable, pass } from "../judgement.ts"
import type { DeviceSubject } from "../subjects/devices.ts"
import { people } from "../subjects/people.ts"
import { gapOfLife } from "../terms/liveness-gaps.ts"
import { devicesOfPeople, type SortOfDevice, withNoOtherDevice } from "../terms/no-such-device.ts"
import { gapOfFamily } from "../terms/os-family.ts"
import { counted, nameOfPerson } from "../wording.ts"

export const check = defineCheck({
  id: "person-device-missing",
  code: "RC-JOIN-04",
  title: "People who work in a desktop browser have a registered device",
  severity: "medium",
  group: "join-unmanaged",
  populationText: "People with an active browser on macOS, Windows or Linux",
  predicate: {
    pass: "The person has at least one live device with macOS, Windows or Linux.",
    fail: "The person has none, and devices were read in full.",
    notAssessable:
      "Devices or their owners were not read in full, what would decide is unknown, or an address of the person is ambiguous."
  },
  rationale: "Somebody works on a computer that device control does not know.",
  remediation: "Register the computer, or end its use for work.",
  frameworks: {
    soc2: ["CC6.1", "CC6.7"],
    iso27001: ["A.8.1", "A.6.7"],
    csf2: ["ID.AM-01", "PR.AA-05~"],
    cis81: ["1.1", "1.2"]
  },
  population: ["push.browsers"],
  needs: devicesOfPeople,
  parts: [
    over(people, {
      isMember: ({ isOnDesktop }) => isOnDesktop,
      judge: (basis) => (subject) => {
        if (subject.hasLiveDesktop === true) return pass
        const unclear = subject.devices.find(({ isLiveDesktop }) => isLiveDesktop === null)
        if (unclear !== undefined) return withNoOtherDevice(basis, subject, notAssessable(gapOfDesktop(unclear)))
        const detail = () => {
          const inUse = subject.browsers.filter(({ isActiveOnDesktop }) => isActiveOnDesktop === true).length
          return `${nameOfPerson(subject.person)} works in ${counted(inUse, "desktop browser")} and has no live desktop device.`
        }
        return withNoOtherDevice(basis, subject, fail(detail), liveDesktop)
      }
    })
  ]
})

const liveDesktop: SortOfDevice = { name: "live desktop", has: ({ isLiveDesktop }) => isLiveDesktop }

/** Why it is unknown whether a device is a live desktop. */
const gapOfDesktop = (device: DeviceSubject): ReasonCode =>
  device.isLive === null ? gapOfLife(device) : gapOfFamily(device.record.Platform || device.record.OS)

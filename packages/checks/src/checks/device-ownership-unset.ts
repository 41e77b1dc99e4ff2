import { defineCheck, over } from "../CheckDefinition.ts"
import { fail, notAssessable, pass } from "../judgement.ts"
import { devices } from "../subjects/devices.ts"
import { ownershipOf, unrecordedOwnerships } from "../terms/ownership.ts"
import { nameOfDevice } from "../wording.ts"

export const check = defineCheck({
  id: "device-ownership-unset",
  code: "RC-DEV-12",
  title: "It is recorded whose property a device is",
  severity: "low",
  group: "dev-inventory",
  populationText: "Registered devices",
  predicate: {
    pass: "The ownership is Corporate Dedicated, Corporate Shared or Employee Owned.",
    fail: "The ownership is empty, UNKNOWN, Undefined or Other.",
    notAssessable: "The source tells no ownership, or one that is not known here."
  },
  rationale: "Whether a lost device may be wiped depends on whose it is, and that day is too late to ask.",
  remediation: "Record the ownership when a device is enrolled.",
  frameworks: { soc2: ["CC6.1~", "CC2.1~"], iso27001: ["A.5.9"], csf2: ["ID.AM-01"], cis81: ["1.1"] },
  population: ["banyan.devices"],
  needs: [],
  parts: [
    over(devices, {
      isMember: ({ isRegistered }) => isRegistered,
      judge: () => (device) => {
        const { ownership } = device
        const known = ownershipOf(ownership)
        if ("is" in known) return pass
        // That nobody has recorded it is a fact here.
        if (typeof ownership !== "string" || !unrecordedOwnerships.has(ownership)) return notAssessable(known.unknown)
        return fail(() => `The ownership of ${nameOfDevice(device)} is ${ownership === "" ? "empty" : ownership}.`)
      }
    })
  ]
})

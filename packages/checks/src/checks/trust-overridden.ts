import { defineCheck, over } from "../CheckDefinition.ts"
import { fail, gapOf, notAssessable, pass } from "../judgement.ts"
import { devices } from "../subjects/devices.ts"
import { endusers } from "../subjects/endusers.ts"
import { exemptRank, rankOf } from "../terms/trust-level.ts"
import { nameOfDevice } from "../wording.ts"

export const check = defineCheck({
  id: "trust-overridden",
  code: "RC-DEV-13",
  title: "Trust scores are not overridden",
  severity: "medium",
  group: "dev-trust",
  populationText: "Live devices, and end users",
  predicate: {
    pass: "No override is active and, of a device, the trust level is not AlwaysAllow.",
    fail: "An override is active, or a device is at AlwaysAllow. For an end user that level is the normal one.",
    notAssessable:
      "The source does not tell whether an override is active, or tells no level of a device that is known here."
  },
  rationale: "Behind an override nobody sees what the device reports. It is an exception without an end.",
  remediation: "Remove the override, or write down as an exception who allowed it, why, and until when.",
  frameworks: {
    soc2: ["CC5.3~", "CC6.3~"],
    iso27001: ["A.5.36~", "A.8.9"],
    csf2: ["ID.RA-07"],
    cis81: ["4.1~"]
  },
  population: ["banyan.devices", "banyan.endusers"],
  needs: [],
  parts: [
    over(devices, {
      isMember: ({ isLive }) => isLive,
      judge: () => (device) => {
        const { overridden } = device
        const rank = rankOf(device.level)
        if (overridden === true) return fail(() => `The trust score of ${nameOfDevice(device)} is overridden.`)
        if (rank === exemptRank) return fail(() => `${nameOfDevice(device)} is at AlwaysAllow, whatever it reports.`)
        if (overridden !== false) return notAssessable(gapOf(overridden))
        return typeof rank === "string" ? notAssessable(rank) : pass
      }
    }),
    over(endusers, {
      judge: () => (enduser) => {
        const { overridden } = enduser
        if (overridden === true)
          return fail(() => `The trust score of ${enduser.record.Email || enduser.id} is overridden.`)
        return overridden === false ? pass : notAssessable(gapOf(overridden))
      }
    })
  ]
})

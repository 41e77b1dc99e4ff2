import { defineCheck, over } from "../CheckDefinition.ts"
import { fail, notAssessable, pass } from "../judgement.ts"
import { devices } from "../subjects/devices.ts"
import { exemptRank, rankOf, trustLevels } from "../terms/trust-level.ts"
import { nameOfDevice } from "../wording.ts"

export const check = defineCheck({
  id: "device-trust-low",
  code: "RC-DEV-08",
  title: "Devices have the agreed trust level, or a higher one",
  severity: "high",
  group: "dev-trust",
  populationText: "Live devices",
  predicate: {
    pass: "The trust level is minTrustLevel or higher.",
    fail: "The trust level is lower than minTrustLevel.",
    notAssessable:
      "The level is unknown or older than telemetryStaleDays, or it is AlwaysAllow, which exempts the device from being measured."
  },
  rationale: "The level is the source's own verdict. It may see what no single factor shows.",
  remediation: "Clear the factors that fail; if none does, see what the device's trust profile asks for.",
  frameworks: { soc2: ["CC6.1"], iso27001: ["A.8.1", "A.5.15~"], csf2: ["PR.AA-05~", "PR.PS-01"], cis81: ["13.5"] },
  population: ["banyan.devices"],
  needs: [],
  parts: [
    over(devices, {
      isMember: ({ isLive }) => isLive,
      judge: ({ parameters: { minTrustLevel, telemetryStaleDays } }) => {
        const rankMin = trustLevels.indexOf(minTrustLevel)
        return (device) => {
          const { level, reported: age } = device
          const rank = rankOf(level)
          if (typeof rank === "string") return notAssessable(rank)
          if (rank === exemptRank) return notAssessable("exempted_upstream")
          if (typeof age === "string") return notAssessable(age)
          if (age > telemetryStaleDays) return notAssessable("stale")
          if (rank >= rankMin) return pass
          return fail(() => `The trust level of ${nameOfDevice(device)} is ${level}, lower than ${minTrustLevel}.`)
        }
      }
    })
  ]
})

import { factorCheck, livePhones } from "../terms/factor-check.ts"
import { nameOfDevice } from "../wording.ts"

export const check = factorCheck({
  id: "device-jailbroken",
  code: "RC-DEV-05",
  title: "Phones and tablets are neither jailbroken nor rooted",
  severity: "critical",
  factor: "NotJailbroken",
  among: livePhones,
  predicate: {
    pass: "The device reports that it is not jailbroken.",
    fail: "The device reports that it is jailbroken or rooted."
  },
  failing: (device) => `${nameOfDevice(device)} is jailbroken or rooted.`,
  rationale: "Such a device no longer keeps apps apart, and can hide that from everything that runs on it.",
  remediation: "Ban the device, wipe it, and enrol it anew.",
  frameworks: {
    soc2: ["CC6.8"],
    iso27001: ["A.8.1", "A.8.7"],
    csf2: ["PR.PS-05", "DE.CM-09"],
    cis81: ["4.1~"]
  }
})

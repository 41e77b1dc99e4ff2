import { factorCheck, liveDevices } from "../terms/factor-check.ts"
import { nameOfDevice } from "../wording.ts"

export const check = factorCheck({
  id: "device-screen-unlocked",
  code: "RC-DEV-02",
  title: "Devices lock their screens",
  severity: "medium",
  factor: "ScreenLockEnabled",
  among: liveDevices,
  predicate: {
    pass: "The device reports that its screen lock is on.",
    fail: "The device reports that its screen lock is off."
  },
  failing: (device) => `The screen lock of ${nameOfDevice(device)} is off.`,
  rationale: "Whoever sits down at an unlocked screen works as the person who left it.",
  remediation: "Enforce a screen lock through device management.",
  frameworks: {
    soc2: ["CC6.1"],
    iso27001: ["A.8.1", "A.7.7"],
    csf2: ["PR.PS-01", "PR.AA-03~"],
    cis81: ["4.3"]
  }
})

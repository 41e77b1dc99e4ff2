import { factorCheck, liveDesktops } from "../terms/factor-check.ts"
import { nameOfDevice } from "../wording.ts"

export const check = factorCheck({
  id: "device-updates-manual",
  code: "RC-DEV-04",
  title: "Desktop devices install updates by themselves",
  severity: "medium",
  factor: "AutoUpdateEnabled",
  among: liveDesktops,
  predicate: {
    pass: "The device reports that automatic updates are on.",
    fail: "The device reports that automatic updates are off, or only downloaded."
  },
  failing: (device) => `Automatic updates of ${nameOfDevice(device)} are off.`,
  rationale: "What is up to date today stays so only if nobody has to remember it.",
  remediation: "Turn automatic installation on by policy.",
  frameworks: { soc2: ["CC7.1"], iso27001: ["A.8.8", "A.8.19"], csf2: ["PR.PS-02"], cis81: ["7.3"] }
})

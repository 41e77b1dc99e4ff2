import { factorCheck, liveDesktops } from "../terms/factor-check.ts"
import { nameOfDevice } from "../wording.ts"

export const check = factorCheck({
  id: "device-security-software-stopped",
  code: "RC-DEV-07",
  title: "Desktop devices run the required security software",
  severity: "medium",
  factor: "OrgPreferredAppsRunning",
  among: liveDesktops,
  predicate: {
    pass: "The device reports that everything on the administrator's list is running.",
    fail: "The device reports that something on the administrator's list is not running."
  },
  failing: (device) => `Not all required security software runs on ${nameOfDevice(device)}.`,
  rationale: "Protection that has stopped protects nobody, and seldom says so itself.",
  remediation: "Repair the software on the device; see that the administrator's list is current.",
  frameworks: {
    soc2: ["CC6.8"],
    iso27001: ["A.8.7", "A.8.19"],
    csf2: ["DE.CM-09", "PR.PS-05~"],
    cis81: ["10.1~", "10.6~"]
  }
})

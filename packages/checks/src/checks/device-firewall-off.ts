import { factorCheck, liveDesktops } from "../terms/factor-check.ts"
import { nameOfDevice } from "../wording.ts"

export const check = factorCheck({
  id: "device-firewall-off",
  code: "RC-DEV-06",
  title: "Desktop devices have their firewall on",
  severity: "medium",
  factor: "FirewallEnabled",
  among: liveDesktops,
  predicate: {
    pass: "The device reports that its firewall is on.",
    fail: "The device reports that its firewall is off."
  },
  failing: (device) => `The firewall of ${nameOfDevice(device)} is off.`,
  rationale: "A laptop shares networks with strangers: in trains, hotels and homes.",
  remediation: "Turn the firewall on by policy.",
  frameworks: { soc2: ["CC6.6"], iso27001: ["A.8.20", "A.8.1"], csf2: ["PR.IR-01"], cis81: ["4.5"] }
})

import { factorCheck, liveDevices } from "../terms/factor-check.ts"
import { nameOfDevice } from "../wording.ts"

export const check = factorCheck({
  id: "device-os-outdated",
  code: "RC-DEV-03",
  title: "Devices run the agreed version of their operating system, or a newer one",
  severity: "high",
  factor: "UpToDateOS",
  among: liveDevices,
  predicate: {
    pass: "The device reports that its operating system is up to date, by the version that the administrator set.",
    fail: "The device reports that its operating system is not up to date, by the version that the administrator set."
  },
  failing: (device) => {
    const { OS } = device.record
    return `The operating system of ${nameOfDevice(device)} is not up to date${OS ? `: ${OS}` : ""}.`
  },
  rationale: "Holes that have a name have an exploit too. The device API does not tell which version was agreed.",
  remediation: "Install the update; replace devices that can't take it.",
  frameworks: { soc2: ["CC7.1"], iso27001: ["A.8.8"], csf2: ["PR.PS-02", "ID.RA-01"], cis81: ["7.3"] }
})

import { factorCheck, liveDesktops } from "../terms/factor-check.ts"
import { nameOfDevice } from "../wording.ts"

export const check = factorCheck({
  id: "device-disk-unencrypted",
  code: "RC-DEV-01",
  title: "Disks of desktop devices are encrypted",
  severity: "high",
  factor: "DiskEncryptionEnabled",
  among: liveDesktops,
  predicate: {
    pass: "The device reports that its disk is encrypted.",
    fail: "The device reports that its disk is not encrypted."
  },
  failing: (device) => `The disk of ${nameOfDevice(device)} is not encrypted.`,
  rationale: "Then a laptop left on a train is a loss of hardware and of nothing else.",
  remediation: "Turn on the operating system's disk encryption and keep the recovery key in escrow.",
  frameworks: { soc2: ["CC6.7", "CC6.1"], iso27001: ["A.8.1", "A.8.24"], csf2: ["PR.DS-01"], cis81: ["3.6"] }
})

import { defineCheck, over } from "../CheckDefinition.ts"
import { fail, notAssessable, pass } from "../judgement.ts"
import { and } from "../logic.ts"
import { devices } from "../subjects/devices.ts"
import { factorOf } from "../terms/telemetry.ts"
import { nameOfDevice } from "../wording.ts"

export const check = defineCheck({
  id: "device-disk-unencrypted",
  code: "RC-DEV-01",
  title: "Disks of desktop devices are encrypted",
  severity: "high",
  group: "dev-posture",
  populationText: "Live devices with macOS, Windows or Linux",
  predicate: {
    pass: "The device reports that its disk is encrypted.",
    fail: "The device reports that its disk is not encrypted.",
    notAssessable: "The device reports nothing about it, or its report is older than telemetryStaleDays."
  },
  rationale: "Then a laptop left on a train is a loss of hardware and of nothing else.",
  remediation: "Turn on the operating system's disk encryption and keep the recovery key in escrow.",
  frameworks: { soc2: ["CC6.7", "CC6.1"], iso27001: ["A.8.1", "A.8.24"], csf2: ["PR.DS-01"], cis81: ["3.6"] },
  population: ["banyan.devices"],
  needs: [],
  parts: [
    over(devices, {
      isMember: ({ isLive, isDesktop }) => and(isLive, isDesktop),
      judge: (basis) => (device) => {
        const encrypted = factorOf(device.telemetry, "DiskEncryptionEnabled", basis)
        if (typeof encrypted === "string") return notAssessable(encrypted)
        return encrypted ? pass : fail(`The disk of ${nameOfDevice(device)} is not encrypted.`)
      }
    })
  ]
})

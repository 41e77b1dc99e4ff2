import { defineCheck } from "../CheckDefinition.ts"
import { byManagement } from "../terms/management.ts"
import { nameOfDevice } from "../wording.ts"

export const check = defineCheck({
  id: "device-compromised",
  code: "RC-DEV-10",
  title: "Device management reports no compromise",
  severity: "critical",
  group: "dev-mdm",
  populationText: "Registered devices that are not banned",
  predicate: {
    pass: "Device management reports, within telemetryStaleDays, that the device is not compromised.",
    fail: "Device management reports that the device is compromised, however long ago.",
    notAssessable: "Device management reports nothing, or what it reported good is older than telemetryStaleDays."
  },
  rationale: "Somebody else may hold the device. That stays so until it is taken back; all clear has to be said anew.",
  remediation: "Ban the device, take it off the network, and examine it.",
  frameworks: {
    soc2: ["CC6.8", "CC7.3"],
    iso27001: ["A.8.7", "A.5.26~"],
    csf2: ["DE.CM-09", "RS.MI-01~"],
    cis81: ["4.1~"]
  },
  population: ["banyan.devices"],
  needs: [],
  parts: [
    byManagement({
      statusOf: ({ compromised }) => compromised,
      good: false,
      failing: (device) => `Device management reports that ${nameOfDevice(device)} is compromised.`
    })
  ]
})

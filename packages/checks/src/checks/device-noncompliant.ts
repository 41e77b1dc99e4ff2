import { defineCheck } from "../CheckDefinition.ts"
import { byManagement } from "../terms/management.ts"
import { nameOfDevice } from "../wording.ts"

export const check = defineCheck({
  id: "device-noncompliant",
  code: "RC-DEV-11",
  title: "Device management reports devices compliant",
  severity: "high",
  group: "dev-mdm",
  populationText: "Registered devices that are not banned",
  predicate: {
    pass: "Device management reports, within telemetryStaleDays, that the device is compliant.",
    fail: "Device management reports that the device is not compliant, however long ago.",
    notAssessable: "Device management reports nothing, or what it reported good is older than telemetryStaleDays."
  },
  rationale: "A second agent looks at the same device with other rules, and sees what the first one misses.",
  remediation: "Find the policy that fails in device management and put it right.",
  frameworks: {
    soc2: ["CC7.1", "CC6.8~"],
    iso27001: ["A.8.9", "A.8.1"],
    csf2: ["PR.PS-01"],
    cis81: ["4.1", "4.6~"]
  },
  population: ["banyan.devices"],
  needs: [],
  parts: [
    byManagement({
      statusOf: ({ compliant }) => compliant,
      good: true,
      failing: (device) => `Device management reports that ${nameOfDevice(device)} is not compliant.`
    })
  ]
})

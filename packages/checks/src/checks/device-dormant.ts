import { defineCheck, over } from "../CheckDefinition.ts"
import { fail, notAssessable, pass } from "../judgement.ts"
import { devices } from "../subjects/devices.ts"
import { counted, nameOfDevice } from "../wording.ts"

export const check = defineCheck({
  id: "device-dormant",
  code: "RC-DEV-09",
  title: "Registered devices are in use",
  severity: "medium",
  group: "dev-life",
  populationText: "Registered devices that are not banned",
  predicate: {
    pass: "The device last logged in within deviceDormantDays.",
    fail: "The device last logged in longer ago than deviceDormantDays.",
    notAssessable: "Its last login is unknown."
  },
  rationale: "A registered device holds a certificate that still opens doors, wherever the device is by now.",
  remediation: "Unregister the device and get the hardware back.",
  frameworks: {
    soc2: ["CC6.1", "CC6.3~"],
    iso27001: ["A.5.9", "A.5.11"],
    csf2: ["ID.AM-01", "ID.AM-08"],
    cis81: ["1.1", "1.2~"]
  },
  population: ["banyan.devices"],
  needs: [],
  parts: [
    over(devices, {
      isMember: ({ isAdmitted }) => isAdmitted,
      judge:
        ({ parameters }) =>
        (device) => {
          const { unused } = device
          if (typeof unused === "string") return notAssessable(unused)
          if (unused <= parameters.deviceDormantDays) return pass
          return fail(
            () => `${nameOfDevice(device)} last logged in more than ${counted(Math.floor(unused), "day")} ago.`
          )
        }
    })
  ]
})

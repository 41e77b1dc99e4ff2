import type { ReasonCode } from "@rollcall/model"
import { type Basis, once } from "../Basis.ts"
import { defineCheck, over } from "../CheckDefinition.ts"
import { fail, type Judgement, notAssessable, pass, provided } from "../judgement.ts"
import { and, type Known } from "../logic.ts"
import { eachOf } from "../Subjects.ts"
import { devices, type DeviceSubject } from "../subjects/devices.ts"
import { indexBy } from "../order.ts"
import { type Ownership, ownershipOf } from "../terms/ownership.ts"
import { counted, listed, nameOfDevice } from "../wording.ts"

export const check = defineCheck({
  id: "shared-device-undeclared",
  code: "RC-JOIN-10",
  title: "Devices that several people use are declared shared",
  severity: "medium",
  group: "join-shared",
  populationText: "Live devices with two or more people",
  predicate: {
    pass: "The ownership is Corporate Shared, in every record of the device's serial number.",
    fail: "The ownership is Corporate Dedicated or Employee Owned, or records of one serial number disagree.",
    notAssessable: "The ownership is not recorded, or the people may be one and the same."
  },
  rationale: "On a machine that is somebody's own, others act with that person's rights, and the blame is theirs.",
  remediation: "Record the device as shared, or give each of its people one of their own.",
  frameworks: {
    soc2: ["CC6.1", "CC6.3~"],
    iso27001: ["A.8.1", "A.5.9"],
    csf2: ["ID.AM-01", "PR.AA-01"],
    cis81: ["1.1"]
  },
  population: ["banyan.devices", "banyan.endusers"],
  needs: ["push.employees"],
  parts: [
    over(devices, {
      isMember: isLiveAndShared,
      judge: (basis) => (device) => {
        const { owners } = device
        if (owners.some((owner) => owner.ambiguous)) return notAssessable("ambiguous_join")
        const judgement = judgeOwnership(device, basis)
        const employees = owners.filter((owner) => owner.employee !== null).length
        // Two addresses that no employee claims may be one person's whom the directory would have told.
        return employees > 1 ? judgement : provided(basis, ["push.employees"], judgement)
      }
    })
  ]
})

/** Whether it is live and has several people. */
function isLiveAndShared(device: DeviceSubject): Known {
  const { isLive } = device
  if (isLive === false) return false
  return and(isLive, device.ownersTold ? device.ownerPositions.length > 1 : null)
}

/** Every record of a device's serial number. */
function recordsOf(device: DeviceSubject, basis: Basis): ReadonlyArray<DeviceSubject> {
  const serial = serialOf(device)
  return (serial === undefined ? undefined : bySerial(basis).get(serial)) ?? [device]
}

/** A blank serial number names no device. */
const serialOf = ({ record }: DeviceSubject): string | undefined => record.SerialNumber?.trim() || undefined

/** The records of shared devices: of the others nobody asks. */
const bySerial = once((basis) => {
  const serials = new Set<string>()
  for (const device of eachOf(devices.rows(basis))) {
    const serial = isLiveAndShared(device) === false ? undefined : serialOf(device)
    if (serial !== undefined) serials.add(serial)
  }
  return indexBy(eachOf(devices.rows(basis)), (device) => {
    const serial = serialOf(device)
    return serial !== undefined && serials.has(serial) ? serial : undefined
  })
})

function judgeOwnership(device: DeviceSubject, basis: Basis): Judgement {
  const people = () => `${nameOfDevice(device)} has ${counted(device.owners.length, "user")}`
  const ownerships = new Set<Ownership>()
  let gap: ReasonCode | undefined
  for (const each of recordsOf(device, basis)) {
    const ownership = ownershipOf(each.ownership)
    if ("is" in ownership) ownerships.add(ownership.is)
    else gap ??= ownership.unknown
  }
  if (ownerships.size > 1) {
    return fail(() => `${people()}, and its records disagree on its ownership: ${listed([...ownerships].toSorted())}.`)
  }
  const [ownership] = ownerships
  if (ownership !== undefined && ownership !== "Corporate Shared") {
    return fail(() => `${people()}, and its ownership is ${ownership}.`)
  }
  // Another record of the serial number may say otherwise where not all were read.
  return gap === undefined ? provided(basis, ["banyan.devices"], pass) : notAssessable(gap)
}

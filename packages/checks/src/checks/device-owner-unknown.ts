import type { Owned } from "@rollcall/model"
import type { Basis } from "../Basis.ts"
import { defineCheck, over } from "../CheckDefinition.ts"
import { fail, gapOf, notAssessable, pass, provided } from "../judgement.ts"
import type { Device } from "../records.ts"
import { devices } from "../subjects/devices.ts"
import { addressKeys, ambiguousKeys } from "../terms/address-key.ts"
import { listed, nameOfDevice } from "../wording.ts"

export const check = defineCheck({
  id: "device-owner-unknown",
  code: "RC-JOIN-03",
  title: "Live devices belong to employees",
  severity: "high",
  group: "join-orphan",
  populationText: "Live devices",
  predicate: {
    pass: "At least one owner has an employee record.",
    fail: "The device has no owner, or none of its owners has an employee record.",
    notAssessable: "The owners were not told, a source was not read in full, or the only owners are ambiguous."
  },
  rationale: "People who left, contractors and test users show here first; most of the rest are missing aliases.",
  remediation: "Add the alias, set the right owner, or unregister the device.",
  frameworks: {
    soc2: ["CC6.1", "CC6.2"],
    iso27001: ["A.5.9", "A.5.16"],
    csf2: ["ID.AM-01", "PR.AA-01"],
    cis81: ["1.1", "1.2"]
  },
  population: ["banyan.devices"],
  needs: ["push.employees", "banyan.endusers"],
  parts: [
    over(devices, {
      isMember: ({ isLive }) => isLive,
      judge: (basis) => (device) => {
        const { owners } = device
        if (owners.some((owner) => owner.employee !== null)) return pass
        const { Emails } = device.record
        if (owners.some((owner) => owner.ambiguous) || Emails?.some(isAmbiguous(basis)) === true)
          return notAssessable("ambiguous_join")
        // What an end user tells does not make up for the list: it may name an employee.
        if (Emails === null || Emails === undefined) return notAssessable(gapOf(Emails))
        const addresses = addressesOf(device)
        if (addresses.length === 0)
          return provided(
            basis,
            ["banyan.endusers"],
            fail(() => `${nameOfDevice(device)} has no owner.`)
          )
        const detail = () => `No owner of ${nameOfDevice(device)} is an employee: ${listed(addresses)}.`
        return provided(basis, ["push.employees", "banyan.endusers"], fail(detail))
      }
    })
  ]
})

/** Tells whether several employees claim an address: any of them may be meant. */
const isAmbiguous =
  (basis: Basis) =>
  (address: string): boolean => {
    const key = addressKeys(basis)(address)
    return key !== null && ambiguousKeys(basis).has(key)
  }

/** As the source spells them, since most of them are one alias away from somebody. */
function addressesOf({ record, owners }: Owned<Device>): ReadonlyArray<string> {
  const told = (record.Emails ?? []).filter((address) => address.trim() !== "")
  return told.length > 0 ? told : owners.map((owner) => owner.email).filter((email) => email !== null)
}

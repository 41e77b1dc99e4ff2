import { wasRead } from "@rollcall/model"
import { once } from "../Basis.ts"
import { defineCheck, over } from "../CheckDefinition.ts"
import { fail, gapOf, notAssessable, pass } from "../judgement.ts"
import { devices } from "../subjects/devices.ts"
import { nameOfDevice } from "../wording.ts"

export const check = defineCheck({
  id: "banned-device-returned",
  code: "RC-DEV-14",
  title: "Banned devices stay away",
  severity: "critical",
  group: "dev-life",
  populationText: "Devices that are banned and were so the month before",
  predicate: {
    pass: "The device's last login is the same as the month before.",
    fail: "The device's last login is later than the month before.",
    notAssessable: "Nothing is kept of the month before, or the last login is unknown on either side or has gone back."
  },
  rationale: "That a device is on the list of bans does not show that the ban holds. Its last login does.",
  remediation: "See in the console whether the ban is in force, replace every secret on the device, open an incident.",
  frameworks: {
    soc2: ["CC6.1", "CC7.3"],
    iso27001: ["A.8.1", "A.5.18"],
    csf2: ["PR.AA-05", "RS.MI-01~"],
    cis81: ["1.2"]
  },
  population: ["banyan.devices"],
  needs: [],
  withheld: ({ history }) => (wasRead(history, "banyan.devices") ? undefined : "no_history"),
  parts: [
    over(devices, {
      isMember: ({ id, isBanned }, basis) => isBanned !== false && lastLoginsBefore(basis).has(id) && isBanned,
      judge: (basis) => (device) => {
        const before = lastLoginsBefore(basis).get(device.id)
        const { LastLogin } = device.record
        if (before === null || before === undefined) return notAssessable("field_null")
        if (LastLogin === null || LastLogin === undefined) return notAssessable(gapOf(LastLogin))
        if (typeof device.unused === "string") return notAssessable(device.unused)
        if (LastLogin === before) return pass
        // A source whose clock was set back does not tell whether there was a login in between.
        if (LastLogin < before) return notAssessable("clock_skew")
        const day = LastLogin.slice(0, "2026-12-31".length)
        return fail(
          () => `${nameOfDevice(device)} is banned as it was the month before, and yet logged in, last on ${day}.`
        )
      }
    })
  ]
})

/**
 * When each device had last logged in that was banned the month before.
 *
 * **Gotchas** Such times are compared as texts: both have nine digits of a second, of which a number of milliseconds would
 * drop six.
 */
const lastLoginsBefore = once(
  ({ history }): ReadonlyMap<string, string | null> =>
    new Map(history?.bannedDevices.map(({ id, lastLogin }) => [id, lastLogin]))
)

import type { ReasonCode } from "@rollcall/model"
import { type Basis, unprovenReason } from "../Basis.ts"
import { defineCheck, eachOutcome, over } from "../CheckDefinition.ts"
import { fail, notAssessable, pass } from "../judgement.ts"
import { accounts } from "../subjects/accounts.ts"
import { devices } from "../subjects/devices.ts"
import { employees, people, type PersonSubject } from "../subjects/people.ts"
import { gapOfLife } from "../terms/liveness-gaps.ts"
import { type SortOfDevice, withNoOtherDevice } from "../terms/no-such-device.ts"
import { codes, reasonOf } from "../Verdicts.ts"
import { listed, nameOfDevice, nameOfPerson } from "../wording.ts"
import { check as deviceCompromised } from "./device-compromised.ts"
import { check as deviceDiskUnencrypted } from "./device-disk-unencrypted.ts"
import { check as deviceJailbroken } from "./device-jailbroken.ts"
import { check as deviceTrustLow } from "./device-trust-low.ts"
import { check as employeeCredentialStolen } from "./employee-credential-stolen.ts"
import { check as employeePasswordLeaked } from "./employee-password-leaked.ts"
import { check as idpAccountMfaMissing } from "./idp-account-mfa-missing.ts"

const deviceChecks = [deviceDiskUnencrypted, deviceJailbroken, deviceTrustLow, deviceCompromised]

export const check = defineCheck({
  id: "person-exposed-and-unsafe",
  code: "RC-JOIN-12",
  title: "Nobody has an exposed credential and an unsafe device at once",
  severity: "critical",
  group: "join-risk",
  populationText: "Employees with a device or an end user",
  predicate: {
    pass: "RC-CRED-01 and RC-MFA-05 pass for the person and RC-CRED-02 does not fail, or RC-DEV-01, -05, -08 and -10 fail for none of their live devices.",
    fail: "One of the former fails for the person, and one of the latter for a live device of theirs.",
    notAssessable: "One of both sides could not be decided, and the other does not settle it."
  },
  rationale: "One weakness opens the door and the other hides who came in: these are the first people to call.",
  remediation: "Treat both as one case: the device first, then the credentials.",
  frameworks: {
    soc2: ["CC7.2", "CC7.3"],
    iso27001: ["A.5.17", "A.8.1"],
    csf2: ["ID.RA-05", "DE.AE-03"],
    cis81: ["7.2~"]
  },
  population: ["push.employees", "banyan.endusers", "banyan.devices"],
  needs: ["push.accounts", "push.accountsOther", "push.findings", "push.browsers"],
  parts: [
    over(people, {
      isMember: ({ isEmployee, isInNetwork }) => isEmployee && isInNetwork,
      judge: (basis) => {
        const exposures = exposuresOf(basis)
        const dangers = dangersOf(basis)
        return (subject) => {
          const isUnsafe = dangers.isUnsafe(subject)
          if (isUnsafe === false) return pass
          const isExposed = exposures.isExposed(subject)
          if (isExposed === false) return pass
          if (typeof isExposed === "string") return notAssessable(isExposed)
          if (typeof isUnsafe === "string") return notAssessable(isUnsafe)
          return fail(() => {
            const [ways, unsafe] = [exposures.ways(subject).join(" and "), listed(dangers.unsafe(subject))]
            return `${nameOfPerson(subject.person)} has ${ways}, and a device that is unsafe: ${unsafe}.`
          })
        }
      }
    })
  ]
})

/** Whether a person's credentials are exposed, and in which ways. */
function exposuresOf(basis: Basis) {
  const leaked = new Uint8Array(basis.roster.people.length)
  eachOutcome(employeePasswordLeaked, employees, basis, ({ position }, code) => (leaked[position] = code))
  const stolen = new Uint8Array(basis.roster.people.length)
  eachOutcome(employeeCredentialStolen, employees, basis, ({ position }, code) => (stolen[position] = code))
  const atProviders = new Uint8Array(accounts.rows(basis).size)
  eachOutcome(idpAccountMfaMissing, accounts, basis, ({ position }, code) => (atProviders[position] = code))
  const unread = unprovenReason(basis, ["push.accounts"])
  const noneKnown = unread ?? (basis.parameters.idpAppTypes === undefined ? "parameter_unset" : "not_observed")

  const ways = ({ position, accounts: own }: PersonSubject): ReadonlyArray<string> => {
    const seen: Array<string> = []
    if (leaked[position] === codes.fail) seen.push("a leaked password")
    if (stolen[position] === codes.fail) seen.push("stolen credentials")
    const isBare = own.some((account) => atProviders[account.position] === codes.fail)
    if (isBare) seen.push("no second factor at the identity provider")
    return seen
  }
  const isExposed = (subject: PersonSubject): boolean | ReasonCode => {
    const { position } = subject
    const leak = leaked[position] ?? codes.none
    if (leak === codes.fail || stolen[position] === codes.fail) return true
    let factor: true | ReasonCode | undefined
    for (const account of subject.accounts) {
      const code = atProviders[account.position] ?? codes.none
      if (code === codes.fail) return true
      if (code !== codes.none && (factor === undefined || factor === true)) factor = reasonOf(code) ?? true
    }
    if (subject.isAmbiguous) return "ambiguous_join"
    if (leak !== codes.pass) return reasonOf(leak) ?? "not_observed"
    return factor === true ? (unread ?? false) : (factor ?? noneKnown)
  }
  return { ways, isExposed }
}

/** Whether a person has an unsafe live device, and which. */
function dangersOf(basis: Basis) {
  const found = new Map<number, "unsafe" | ReasonCode>()
  for (const definition of deviceChecks) {
    eachOutcome(definition, devices, basis, (device, code) => {
      if (device.isLive === false || code === codes.pass) return
      const gap = reasonOf(code) ?? (device.isLive === null ? gapOfLife(device) : undefined)
      if (gap === undefined) found.set(device.position, "unsafe")
      else if (!found.has(device.position)) found.set(device.position, gap)
    })
  }
  const unsafe = ({ devices: own }: PersonSubject) =>
    own.filter((device) => found.get(device.position) === "unsafe").map(nameOfDevice)
  const unsafeDevice: SortOfDevice = {
    name: "unsafe",
    has: ({ position }) => {
      const outcome = found.get(position)
      return outcome === undefined ? false : outcome === "unsafe" ? true : null
    }
  }
  const isUnsafe = (subject: PersonSubject): boolean | ReasonCode => {
    let gap: ReasonCode | undefined
    for (const device of subject.devices) {
      const outcome = found.get(device.position)
      if (outcome === "unsafe") return true
      gap ??= outcome
    }
    const judgement = withNoOtherDevice(basis, subject, gap === undefined ? pass : notAssessable(gap), unsafeDevice)
    return judgement.outcome === "not-assessable" ? judgement.reason : false
  }
  return { unsafe, isUnsafe }
}

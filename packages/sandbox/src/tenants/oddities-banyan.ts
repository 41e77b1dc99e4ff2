/**
 * Odd records of the Banyan API that belong to no member of the cast.
 */
import type { Device, DeviceRecord, EndUserRecord } from "../banyan/state.ts"
import { device, type DevicePlan } from "./devices.ts"
import { edit, withUnknownMembers, type Draft, type Oddity } from "./draft.ts"
import { endUser } from "./endusers.ts"
import type { NonEmpty, Random } from "./random.ts"

const editDevice = (
  draft: Draft,
  random: Random,
  change: (record: DeviceRecord) => DeviceRecord,
  fits: (record: DeviceRecord) => boolean = () => true
) =>
  edit(
    draft,
    random,
    draft.banyan.devices,
    (item) => ({ ...item, record: change(item.record) }),
    (item) => fits(item.record)
  )

const changed = (name: string, change: (record: DeviceRecord) => Partial<DeviceRecord>): Oddity => ({
  name: `device ${name}`,
  apply: (draft, random) => editDevice(draft, random, (record) => ({ ...record, ...change(record) }))
})

const added = (name: string, plan: Partial<DevicePlan>, change: (item: Device) => Device = (item) => item): Oddity => ({
  name: `device ${name}`,
  apply: (draft, random) => {
    const whole: DevicePlan = {
      platform: "windows",
      owner: "Pool",
      emails: [],
      role: "all-employees",
      idleDays: 2,
      ...plan
    }
    draft.banyan.devices.push(change(device(whole, draft.calendar, random)))
  }
})

const withFactor = (record: DeviceRecord, name: string, value: string): DeviceRecord => ({
  ...record,
  TrustData: {
    ...record.TrustData,
    Factors: record.TrustData.Factors.map((factor) => (factor.Name === name ? { ...factor, Value: value } : factor))
  }
})

/** Every odd case of the Banyan API; a small tenant has each second one. */
export const banyanOddities: ReadonlyArray<Oddity> = [
  {
    name: "end user and device tied by an ambiguous address alone",
    apply: (draft, random) => {
      const email = `c.taylor@${draft.profile.domain}`
      const item = device(
        { platform: "macos", owner: "C", emails: [email], role: "sales-services", idleDays: 3 },
        draft.calendar,
        random
      )
      draft.banyan.devices.push(item)
      draft.banyan.endUsers.push(
        endUser(
          {
            name: "C. Taylor",
            email,
            groups: ["sales"],
            roles: ["sales-services"],
            serials: [item.record.SerialNumber],
            idleDays: 3,
            level: "High"
          },
          draft.calendar,
          random
        )
      )
    }
  },
  sharedDevice("declared", 2, "Corporate Shared"),
  sharedDevice("undeclared", 2, "Corporate Dedicated"),
  sharedDevice("three times", 3, "Corporate Shared"),
  sharedDevice("with ownership unknown", 2, "Undefined"),
  added("of nobody", { friendlyName: "Reception" }),
  added("of a visitor without an end user", { emails: ["visitor@agency.test"], owner: "Visitor" }),
  added("without an id", { platform: "linux", friendlyName: "build-07" }, (item) => ({
    ...item,
    record: { ...item.record, DeviceID: "" }
  })),
  {
    name: "two devices with one serial number",
    apply: (draft, random) => {
      const [first, second] = ordinaryMembers(draft, random)
      for (const member of [first, second]) {
        if (member?.endUserEmail === undefined) continue
        const plan: DevicePlan = {
          platform: "windows",
          owner: member.given,
          emails: [member.endUserEmail],
          role: member.department.role,
          idleDays: 1,
          serial: "To be filled by O.E.M."
        }
        draft.banyan.devices.push(device(plan, draft.calendar, random))
      }
    }
  },
  added("that is deleted", { isDeleted: true, friendlyName: "Retired" }),
  added("that is banned", { isBanned: true, friendlyName: "Lost on a train", emails: ["visitor@agency.test"] }),
  changed("with empty booleans", (record) => ({
    RegisteredStatus: "",
    Banned: "",
    TrustData: { ...record.TrustData, OverrideActive: "" }
  })),
  changed("with odd booleans", (record) => ({
    RegisteredStatus: "True",
    Banned: "False",
    TrustData: { ...record.TrustData, OverrideActive: "false" }
  })),
  changed("whose score is overridden", (record) => ({
    TrustData: { ...record.TrustData, OverrideActive: "TRUE", OverrideTrustscore: 100, Level: "AlwaysAllow" }
  })),
  {
    name: "device whose trust blocks disagree",
    apply: (draft, random) =>
      editDevice(
        draft,
        random,
        (record) =>
          record.trust === undefined
            ? record
            : { ...record, trust: { ...record.trust, value: 60, level: "Medium", factors: [] } },
        (record) => record.trust !== undefined && record.TrustData.Level === "High"
      )
  },
  {
    name: "device without the newer trust block",
    apply: (draft, random) => editDevice(draft, random, ({ trust: _trust, ...record }) => record)
  },
  changed("of which device management knows nothing", () => ({
    MdmData: { Timestamp: 0n, Source: "", CompromisedStatus: "", CompliantStatus: "" }
  })),
  changed("that is compromised", (record) => ({ MdmData: { ...record.MdmData, CompromisedStatus: "TRUE" } })),
  {
    name: "device that is jailbroken",
    apply: (draft, random) =>
      editDevice(
        draft,
        random,
        (record) => withFactor(record, "NotJailbroken", "false"),
        (record) => record.Platform === "iOS" || record.Platform === "Android"
      )
  },
  {
    name: "device with a text for a factor",
    apply: (draft, random) =>
      editDevice(draft, random, (record) => withFactor(record, "UpToDateOS", "mac os x|10.15.5|19f101"))
  },
  changed("that reports some factors only", ({ TrustData }) => ({
    TrustData: { ...TrustData, Factors: TrustData.Factors.filter(({ Name }) => Name === "ScreenLockEnabled") }
  })),
  changed("without roles", () => ({ Roles: null })),
  changed("that never logged in", () => ({ LastLogin: 0n, LoginCount: 0 })),
  {
    name: "device with unknown members",
    apply: (draft, random) => editDevice(draft, random, withUnknownMembers)
  },
  changed("that names its owner twice", (record) => ({
    Emails: (record.Emails ?? []).flatMap((email) => [email, email.toUpperCase()])
  }))
]

const contractorNames: NonEmpty<readonly [name: string, email: string]> = [
  ["Carly Contractor", "carly@contractor.example"],
  ["Fred Freelance", "fred+build@freelance.example"],
  ["Agnes Agency", "agnes@agency.test"],
  ["Ines Interim", "ines@contractor.example"]
]

/** Adds end users with devices that no employee record explains: one for every twenty people, two at least. */
export const addContractors = (draft: Draft, random: Random): void => {
  const count = Math.max(2, Math.round(draft.staff.length * 0.05))
  for (let index = 0; index < count; index++) {
    const [name, address] = contractorNames[index % contractorNames.length] ?? contractorNames[0]
    const round = Math.floor(index / contractorNames.length)
    const email = round === 0 ? address : address.replace("@", `${round + 1}@`)
    const plan: DevicePlan = {
      platform: "windows",
      owner: name.split(" ")[0] ?? name,
      emails: [email],
      role: "all-contractors",
      idleDays: 1 + index,
      ownership: "Employee Owned"
    }
    const item = device(plan, draft.calendar, random)
    draft.banyan.devices.push(item)
    draft.banyan.endUsers.push(
      endUser(
        {
          name,
          email,
          groups: ["contractors"],
          roles: ["all-contractors"],
          serials: [item.record.SerialNumber],
          idleDays: 1 + index
        },
        draft.calendar,
        random
      )
    )
  }
}

function sharedDevice(name: string, people: number, ownership: string): Oddity {
  return {
    name: `device shared, ${name}`,
    apply: (draft, random) => {
      const members = ordinaryMembers(draft, random).slice(0, people)
      const emails = members.flatMap((member) => (member.endUserEmail === undefined ? [] : [member.endUserEmail]))
      if (emails.length < 2) return
      const item = device(
        { platform: "windows", owner: "Team", emails, role: "all-employees", idleDays: 1, ownership },
        draft.calendar,
        random
      )
      draft.banyan.devices.push(item)
      for (const [index, user] of draft.banyan.endUsers.entries()) {
        if (!emails.includes(user.record.Email)) continue
        const serials = [...(user.record.SerialNumbers ?? []), item.record.SerialNumber]
        const record: EndUserRecord = { ...user.record, SerialNumbers: serials }
        draft.banyan.endUsers[index] = { ...user, record }
      }
    }
  }
}

// A run of neighbours outside the cast, so that no laid-down case gets a second meaning.
const ordinaryMembers = (draft: Draft, random: Random) => {
  const candidates = draft.staff.filter((member) => !member.isCast && member.endUserEmail !== undefined)
  const start = random.int(0, Math.max(0, candidates.length - 3))
  return candidates.slice(start, start + 3)
}

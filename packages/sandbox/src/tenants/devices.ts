/**
 * Banyan devices of staff: a desktop for nearly everybody with an end user, and a phone for one in three.
 */
import type { Device, DeviceRecord } from "../banyan/state.ts"
import type { Calendar } from "./calendar.ts"
import type { NonEmpty, Random } from "./random.ts"
import type { DesktopPlatform, StaffMember } from "./staff.ts"
import { desktopFactors, mobileFactors, trustBlock, trustData, type Assessment } from "./trust.ts"

type Platform = DesktopPlatform | "ios" | "android"

interface Hardware {
  readonly platforms: NonEmpty<readonly [string, number]>
  readonly models: NonEmpty<readonly [model: string, architecture: string]>
  readonly systems: NonEmpty<readonly [string, number]>
  readonly serial: (random: Random) => string
}

const hardware: Record<Platform, Hardware> = {
  macos: {
    platforms: [
      ["Darwin", 90],
      ["darwin", 5],
      ["macOS", 5]
    ],
    models: [
      ["MacBook Pro", "arm64"],
      ["MacBook Air", "arm64"],
      ["MacBook Pro", "amd64"]
    ],
    systems: [
      ["macOS 15.7.1 (24G231)", 80],
      ["macOS 14.8 (23J21)", 15],
      ["", 5]
    ],
    serial: (random) => `C02${random.hex(9).toUpperCase()}`
  },
  windows: {
    platforms: [
      ["Windows", 95],
      ["windows", 5]
    ],
    models: [
      ["20QVS0FP00", "amd64"],
      ["Latitude 7440", "amd64"],
      ["EliteBook 840", "amd64"]
    ],
    systems: [
      ["Windows 11 Pro (26100.6584)", 82],
      ["Windows 10 Pro (19045.6332)", 14],
      ["", 4]
    ],
    serial: (random) => `PF${random.hex(6).toUpperCase()}`
  },
  linux: {
    platforms: [["Linux", 100]],
    models: [
      ["ThinkPad X1 Carbon", "amd64"],
      ["Framework 13", "amd64"]
    ],
    systems: [
      ["Ubuntu 24.04.3 LTS", 90],
      ["", 10]
    ],
    serial: (random) => `R9${random.hex(8).toUpperCase()}`
  },
  ios: {
    platforms: [["iOS", 100]],
    models: [
      ["iPhone 15", "arm64"],
      ["iPhone Xr", "amd64"],
      ["iPad Air", "arm64"]
    ],
    systems: [
      ["iOS 26.0.1", 80],
      ["", 20]
    ],
    serial: (random) => random.hex(32).toUpperCase()
  },
  android: {
    platforms: [["Android", 100]],
    models: [
      ["Pixel 8", "arm64"],
      ["Galaxy S24", "arm64"],
      ["AOSP on IA Emulator", "i686"]
    ],
    systems: [
      ["Android 16", 70],
      ["", 30]
    ],
    serial: (random) => random.hex(16)
  }
}

/** What a device is made from. */
export interface DevicePlan {
  readonly platform: Platform
  readonly owner: string
  readonly emails: ReadonlyArray<string>
  readonly role: string
  readonly idleDays: number
  readonly ownership?: string | undefined
  readonly serial?: string | undefined
  readonly friendlyName?: string | undefined
  readonly level?: string | undefined
  readonly isBanned?: boolean
  readonly isDeleted?: boolean
  /** Whether nothing is left to chance: all factors good, everything fresh. */
  readonly isHealthy?: boolean
}

/** Devices of one member of staff, the desktop first. */
export const devicesOf = (member: StaffMember, index: number, calendar: Calendar, random: Random): Array<Device> => {
  const { traits } = member
  if (traits.hasDevices === false || (member.endUserEmail === undefined && index % 4 !== 0)) return []
  const email = member.endUserEmail ?? member.email
  const common = {
    owner: member.given,
    emails: traits.deviceListsNobody ? [] : [random.chance(0.9) ? email : email.toLowerCase()],
    role: member.department.role,
    idleDays: member.idleDays,
    isBanned: traits.devicesAreBanned === true,
    isDeleted: traits.isDeletedInBanyan === true,
    isHealthy: member.isFixed
  }
  const desktop = device(
    {
      ...common,
      platform: member.platform,
      ownership: traits.ownership,
      serial: traits.deviceSerial,
      friendlyName: traits.deviceName,
      level: traits.deviceLevel
    },
    calendar,
    random
  )
  const hasDesktop = member.isCast || !random.chance(0.07)
  const hasPhone = random.chance(0.5) && !member.isCast
  const phone: Platform = random.chance(0.6) ? "ios" : "android"
  return [
    ...(hasDesktop ? [desktop] : []),
    ...(hasPhone ? [device({ ...common, platform: phone }, calendar, random)] : [])
  ]
}

/** Makes one device. */
export const device = (plan: DevicePlan, calendar: Calendar, random: Random): Device => {
  const make = hardware[plan.platform]
  const isPhone = plan.platform === "ios" || plan.platform === "android"
  const drawnModel = random.pick(make.models)
  const [model, architecture] = plan.isHealthy === true ? make.models[0] : drawnModel
  const isDormant = random.chance(0.05) && plan.isHealthy !== true
  const lastLoginDays = isDormant ? random.int(95, 260) : plan.idleDays + random.next() * 3
  const createdAt = calendar.nanosecondsAgo(lastLoginDays + random.int(20, 700), random.next())
  const assessment = assessmentOf(plan, isPhone, calendar, random)
  const isBanned = plan.isBanned === true || (random.chance(0.012) && plan.isHealthy !== true)
  const id = random.uuid()
  const record: DeviceRecord = {
    DeviceID: id,
    SerialNumber: plan.serial ?? make.serial(random),
    DeviceFriendlyName: plan.friendlyName ?? (random.chance(0.9) ? `${plan.owner}’s ${model}` : ""),
    Emails: plan.emails,
    ...(random.chance(0.3) ? { CreatedAt: createdAt } : {}),
    LastLogin: calendar.nanosecondsAgo(lastLoginDays, random.next()),
    LoginCount: random.chance(0.04) ? 2_147_483_647 : random.int(1, 900),
    Ownership: plan.ownership ?? ownershipOf(isPhone, random),
    Platform: plan.isHealthy === true ? make.platforms[0][0] : random.weighted(make.platforms),
    Model: model,
    Architecture: architecture,
    RegisteredStatus: isBanned ? "FALSE" : plan.isHealthy === true ? "TRUE" : random.weighted(registeredStatuses),
    MdmData: mdmDataOf(plan, calendar, random),
    ...(random.chance(0.86) ? { trust: trustBlock(assessment, calendar.millisecondsAgo(plan.idleDays)) } : {}),
    TrustData: trustData(assessment),
    Roles: ["all-employees", plan.role],
    Banned: isBanned ? "TRUE" : plan.isHealthy === true ? "FALSE" : random.weighted(bannedSpellings),
    OS: random.weighted(make.systems),
    AppVersion: random.weighted([
      ["3.24.1", 70],
      ["3.22.0_beta", 10],
      ["", 20]
    ]),
    ...(plan.isDeleted === true ? { is_deleted: true } : {})
  }
  return { id, isActive: plan.isDeleted !== true, createdAt, record }
}

// Booleans are text, and not every server shouts them.
const registeredStatuses: NonEmpty<readonly [string, number]> = [
  ["TRUE", 95],
  ["true", 2],
  ["FALSE", 3]
]
const bannedSpellings: NonEmpty<readonly [string, number]> = [
  ["FALSE", 97],
  ["False", 3]
]

const ownershipOf = (isPhone: boolean, random: Random) =>
  random.weighted([
    ["Corporate Dedicated", isPhone ? 35 : 90],
    ["Employee Owned", isPhone ? 60 : 5],
    ["Other", 2],
    ["UNKNOWN", 2]
  ])

const assessmentOf = (plan: DevicePlan, isPhone: boolean, calendar: Calendar, random: Random): Assessment => {
  const names = isPhone ? mobileFactors : desktopFactors
  // Faults come in clusters: a neglected device fails several factors, a looked-after one none.
  const failureShare =
    plan.isHealthy === true
      ? 0
      : random.weighted([
          [0, 72],
          [0.2, 17],
          [0.5, 11]
        ])
  const absent = plan.isHealthy !== true && random.chance(0.08) ? random.pick(names) : undefined
  const factors = [...names, "Bnn"].flatMap((name): ReadonlyArray<readonly [string, string]> => {
    const fails = name !== "Bnn" && random.next() < (name === "NotJailbroken" ? failureShare / 5 : failureShare)
    return name === absent ? [] : [[name, fails ? "false" : "true"]]
  })
  const failed = factors.filter(([, value]) => value === "false").length
  const level = failed === 0 ? "High" : failed <= 2 ? "Medium" : "Low"
  const isStale = plan.isHealthy !== true && random.chance(0.05)
  return {
    factors,
    score: Math.max(0, 100 - 15 * failed),
    level: plan.level ?? level,
    isOverridden: plan.isHealthy !== true && random.chance(0.02),
    updatedAt: calendar.nanosecondsAgo(isStale ? random.int(31, 80) : plan.idleDays, random.next())
  }
}

const mdmDataOf = (plan: DevicePlan, calendar: Calendar, random: Random) => {
  const isSilent = plan.isHealthy !== true && random.chance(0.08)
  return {
    Timestamp: isSilent ? 0n : calendar.nanosecondsAgo(plan.idleDays, random.next()),
    Source: "BNN",
    CompromisedStatus: isSilent ? "" : random.chance(0.97) || plan.isHealthy === true ? "FALSE" : "False",
    CompliantStatus: isSilent ? "" : plan.isHealthy === true || random.chance(0.93) ? "TRUE" : "FALSE"
  }
}

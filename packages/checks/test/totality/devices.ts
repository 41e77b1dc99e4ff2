import { aDevice, aHistory, anEndUser, aPerson, daysAgo, type Device, type RosterParts } from "../builders.ts"
import type { Area } from "./cases.ts"

const factors: ReadonlyArray<string> = [
  "DiskEncryptionEnabled",
  "ScreenLockEnabled",
  "UpToDateOS",
  "AutoUpdateEnabled",
  "FirewallEnabled",
  "OrgPreferredAppsRunning"
]

const reporting = (
  names: ReadonlyArray<string>,
  Value: string,
  Level: string,
  OverrideActive: boolean
): Pick<Device, "TrustData"> => ({
  TrustData: { UpdatedAt: daysAgo(1), Level, OverrideActive, Factors: names.map((Name) => ({ Name, Value })) }
})

const bad: Partial<Device> = {
  ...reporting(factors, "false", "Low", true),
  MdmData: { Timestamp: daysAgo(1), CompromisedStatus: true, CompliantStatus: false },
  Ownership: "Undefined"
}

const good: Partial<Device> = {
  ...reporting(factors, "true", "High", false),
  MdmData: { Timestamp: daysAgo(1), CompromisedStatus: false, CompliantStatus: true },
  Ownership: "Corporate Dedicated"
}

const failing: RosterParts = {
  people: [
    aPerson({
      devices: [
        aDevice(bad),
        aDevice({ DeviceID: "d2", Platform: "Android", ...reporting(["NotJailbroken"], "false", "Low", true) }),
        aDevice({ DeviceID: "d3", LastLogin: daysAgo(100) }),
        aDevice({ DeviceID: "d4", Banned: true }),
        aDevice({ DeviceID: "d5", ...reporting([], "", "AlwaysAllow", false) })
      ],
      endusers: [anEndUser({ TrustData: { OverrideActive: true } })]
    })
  ]
}

const passing: RosterParts = {
  people: [
    aPerson({
      devices: [
        aDevice(good),
        aDevice({ DeviceID: "d2", Platform: "iOS", ...reporting(["NotJailbroken"], "true", "High", false) }),
        aDevice({ DeviceID: "d4", Banned: true, LastLogin: daysAgo(40) })
      ],
      endusers: [anEndUser({ TrustData: { OverrideActive: false, Level: "AlwaysAllow" } })]
    })
  ]
}

export const devices: Area = {
  checks: [
    "device-screen-unlocked",
    "device-os-outdated",
    "device-updates-manual",
    "device-jailbroken",
    "device-firewall-off",
    "device-security-software-stopped",
    "device-trust-low",
    "device-dormant",
    "device-compromised",
    "device-noncompliant",
    "device-ownership-unset",
    "trust-overridden",
    "banned-device-returned"
  ],
  failing,
  passing,
  assessing: { history: aHistory({ bannedDevices: [{ id: "d4", lastLogin: daysAgo(40) }] }) }
}

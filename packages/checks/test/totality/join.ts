import {
  aBrowser,
  aDevice,
  aFinding,
  aHistory,
  anAccount,
  anApp,
  anEmployee,
  anEndUser,
  aPerson,
  daysAgo,
  type RosterParts
} from "../builders.ts"
import type { Area } from "./cases.ts"

const apps = [anApp({ sensitivityLevel: "HIGH" })]
const admin = anEndUser({ Roles: ["admins"], LastLogin: daysAgo(1) })
const okta = anAccount({ id: "a2", appType: "OKTA", appId: "okta" })
const john = anEmployee({ id: "e2", email: "john@acme.example", licensed: false })
const mary = anEmployee({ id: "e3", email: "mary@acme.example" })
const ada = anEmployee({ id: "e4", email: "ada@acme.example" })

const trust = (Level: string, Value: string) => ({
  TrustData: { Level, UpdatedAt: daysAgo(1), Factors: [{ Name: "DiskEncryptionEnabled", Value }] },
  MdmData: { Timestamp: daysAgo(1), CompromisedStatus: false }
})

const dedicated = aDevice({
  DeviceID: "d2",
  SerialNumber: "S2",
  Ownership: "Corporate Dedicated",
  ...trust("High", "true")
})
const shared = aDevice({ Ownership: "Corporate Shared", ...trust("High", "true") })

const failing: RosterParts = {
  people: [
    aPerson({
      accounts: [anAccount(), { ...okta, mfaRegistered: false }],
      browsers: [aBrowser({ os: "WINDOWS" })],
      findings: [aFinding()],
      endusers: [admin],
      devices: [aDevice({ Ownership: "Employee Owned", ...trust("Low", "false") }), dedicated]
    }),
    aPerson({ employee: john, devices: [dedicated] }),
    aPerson({ employee: mary, browsers: [aBrowser({ id: "b3", os: "MACOS" })] }),
    aPerson({ employee: ada, accounts: [anAccount({ id: "a4", lastUsedTimestamp: daysAgo(100) })] }),
    aPerson({
      employee: null,
      email: "left@acme.example",
      accounts: [anAccount({ id: "a5", employeeId: null })],
      devices: [aDevice({ DeviceID: "d5", SerialNumber: "S5" })]
    })
  ],
  apps
}

const passing: RosterParts = {
  people: [
    aPerson({
      accounts: [anAccount(), okta],
      browsers: [aBrowser({ os: "MACOS" })],
      endusers: [admin],
      devices: [shared]
    }),
    aPerson({ employee: john, devices: [shared] }),
    aPerson({
      employee: null,
      email: "left@acme.example",
      accounts: [anAccount({ id: "a5", employeeId: null, lastUsedTimestamp: daysAgo(100) })],
      devices: [aDevice({ DeviceID: "d5", SerialNumber: "S5", Banned: true })]
    })
  ],
  apps
}

export const join: Area = {
  checks: [
    "person-browser-missing",
    "person-device-missing",
    "person-platform-mismatch",
    "device-holder-unlicensed",
    "leaver-network-access",
    "leaver-app-access",
    "person-unseen",
    "shared-device-undeclared",
    "sensitive-person-device-untrusted",
    "person-exposed-and-unsafe",
    "privileged-person-mfa-missing"
  ],
  failing,
  passing,
  assessing: {
    parameters: {
      idpAppTypes: ["OKTA"],
      privilegedRoles: ["admins"],
      leavers: [
        { address: "left@acme.example", lastDay: "2026-10-15" },
        { address: "mary@acme.example", lastDay: "2026-10-15" }
      ]
    },
    history: aHistory({
      employees: [
        { id: "e1", name: "Jane", emails: ["jane@acme.example"] },
        { id: "e6", name: "Left", emails: ["left@acme.example"] }
      ],
      endusers: [
        { id: "jane@acme.example", emails: ["jane@acme.example"] },
        { id: "left@acme.example", emails: ["left@acme.example"] }
      ]
    })
  }
}

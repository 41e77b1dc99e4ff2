import {
  aBrowser,
  aDevice,
  aFinding,
  anAccount,
  anApp,
  anEmployee,
  aPerson,
  daysAgo,
  type RosterParts
} from "../builders.ts"
import type { Area } from "./cases.ts"

const encryption = (Value: string) => ({
  TrustData: { UpdatedAt: daysAgo(1), Factors: [{ Name: "DiskEncryptionEnabled", Value }] }
})

const failing: RosterParts = {
  people: [
    aPerson({
      accounts: [
        anAccount({ mfaRegistered: false }),
        anAccount({ id: "a2", mfaMethods: ["SMS_OTP"] }),
        anAccount({ id: "a3", appId: "app3", appType: "SLACK", lastUsedTimestamp: daysAgo(100) }),
        anAccount({ id: "a4" })
      ],
      browsers: [aBrowser({ profileEmail: "jane@home.example" })],
      findings: [aFinding(), aFinding({ id: "f2", type: "MFA_NOT_REGISTERED", accountId: "a4", appType: "ATLASSIAN" })],
      devices: [aDevice({ Banned: true })]
    }),
    aPerson({
      employee: anEmployee({ id: "e2", email: "john@acme.example" }),
      browsers: [aBrowser({ id: "b2", isActive: false })]
    }),
    aPerson({
      employee: null,
      email: "guest@acme.example",
      devices: [aDevice({ DeviceID: "d2", ...encryption("false") })]
    })
  ],
  apps: [anApp({ approvalStatus: "NOT_APPROVED" })]
}

const passing: RosterParts = {
  people: [
    aPerson({
      accounts: [anAccount()],
      browsers: [aBrowser()],
      devices: [aDevice(), aDevice({ DeviceID: "d9", Banned: true })]
    })
  ],
  apps: [anApp({ id: "app9", type: "SLACK", approvalStatus: "NOT_APPROVED" })]
}

export const firstChecks: Area = {
  checks: [
    "account-mfa-missing",
    "account-mfa-weak",
    "employee-password-leaked",
    "account-dormant",
    "app-refused-in-use",
    "browser-personal-sync",
    "employee-uncovered",
    "device-disk-unencrypted",
    "banned-person-browsing",
    "device-owner-unknown"
  ],
  failing,
  passing,
  assessing: {}
}

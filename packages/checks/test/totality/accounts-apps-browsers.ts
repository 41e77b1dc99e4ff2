import {
  aBrowser,
  aFinding,
  aHistory,
  anAccount,
  anApp,
  anEmployee,
  anEndUser,
  aPerson,
  type Assessing,
  daysAgo,
  type Employee,
  type RosterParts
} from "../builders.ts"
import type { Area } from "./cases.ts"

const jane = (fields: Partial<Employee> = {}) =>
  anEmployee({ knownEmails: ["jane@acme.example", "jd@acme.example"], ...fields })

/** Tied on both sides: that one of them is `null` is a fact, "not tied to", and leaves the other. */
const onTheApp = { appId: "app1", accountId: "a1", appType: "ATLASSIAN" }

const failing: RosterParts = {
  people: [
    aPerson({
      employee: jane({ licensed: false }),
      accounts: [
        anAccount({ email: "jane@home.example" }),
        anAccount({ id: "a2", employeeId: "e7" }),
        anAccount({ id: "a3", appId: "app3", appType: "SLACK" })
      ],
      browsers: [
        // Both addresses are foreign: the check looks for one bad address, and may pass once that is taken away.
        aBrowser({
          email: "john@acme.example",
          profileEmail: "desk@acme.example",
          browser: "CHROME",
          version: "130.0",
          extensionVersion: "1.9"
        })
      ],
      findings: [
        aFinding({ ...onTheApp, creationTimestamp: daysAgo(20) }),
        aFinding({ ...onTheApp, id: "f2", type: "UNUSED_THIRD_PARTY_APP", creationTimestamp: daysAgo(1) })
      ],
      endusers: [
        anEndUser({ Roles: ["admin"], LastLogin: daysAgo(100) }),
        anEndUser({ Email: "old@acme.example", Roles: ["staff", "admin"], LastLogin: daysAgo(1) })
      ]
    }),
    aPerson({ employee: anEmployee({ id: "e2", email: "john@acme.example", knownEmails: [] }) })
  ],
  apps: [
    anApp({ sensitivityLevel: "HIGH", approvalStatus: "UNDER_REVIEW", ownerId: "e7" }),
    anApp({ id: "app3", type: "SLACK", sensitivityLevel: null, ownerId: "e2" })
  ]
}

const passing: RosterParts = {
  people: [
    aPerson({
      employee: jane(),
      accounts: [anAccount(), anAccount({ id: "a3", appId: "app3", appType: "SLACK" })],
      browsers: [aBrowser({ browser: "CHROME", version: "131.0", extensionVersion: "1.10" })],
      findings: [aFinding({ ...onTheApp, type: "PASSWORD_MANAGER_NOT_USED", creationTimestamp: daysAgo(20) })],
      endusers: [anEndUser({ Roles: ["admin"], LastLogin: daysAgo(1) })]
    })
  ],
  apps: [
    anApp({ sensitivityLevel: "HIGH", ownerId: "e1" }),
    anApp({ id: "app3", type: "SLACK", sensitivityLevel: "LOW", approvalStatus: "UNDER_REVIEW", ownerId: "e1" })
  ]
}

const assessing: Assessing = {
  parameters: {
    idpIntegration: true,
    minBrowserVersion: { CHROME: "131" },
    minExtensionVersion: { CHROME: "1.10" },
    nonHuman: ["svc-build@acme.example"],
    leavers: [{ address: "john@acme.example", lastDay: "2026-09-30" }],
    privilegedRoles: ["admin"],
    privilegedApproved: [{ address: "jane@acme.example", reviewer: "J. Doe", reviewDate: "2026-12-31" }]
  },
  history: aHistory({
    appsUnderReview: [
      { id: "app1", since: daysAgo(61) },
      { id: "app3", since: daysAgo(30) }
    ]
  })
}

export const accountsAppsBrowsers: Area = {
  checks: [
    "account-address-foreign",
    "account-owner-unknown",
    "employee-grant-unused",
    "app-undecided",
    "app-sensitivity-unset",
    "app-owner-missing",
    "sensitive-app-credential-exposed",
    "browser-extension-outdated",
    "browser-outdated",
    "browser-person-mismatch",
    "employee-unlicensed",
    "finding-overdue",
    "enduser-dormant",
    "privileged-role-unreviewed"
  ],
  failing,
  passing,
  assessing
}

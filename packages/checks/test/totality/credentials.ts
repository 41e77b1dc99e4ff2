import { aBrowser, aFinding, anAccount, anApp, aPerson, type RosterParts } from "../builders.ts"
import type { Area } from "./cases.ts"

const loginMethods = { passwordLogin: false, oidcLogin: null, samlLogin: null, vendorSsoLogin: null, fedCmLogin: null }

const apps = [
  anApp({ sensitivityLevel: "HIGH" }),
  anApp({ id: "okta", type: "OKTA", sensitivityLevel: null }),
  anApp({ id: "app4", type: "SLACK", sensitivityLevel: "LOW" })
]

const failing: RosterParts = {
  people: [
    aPerson({
      accounts: [
        anAccount({ mfaRegistered: false, loginMethods: { ...loginMethods, passwordLogin: true } }),
        anAccount({ id: "a2", loginMethods: { ...loginMethods, passwordLogin: true, samlLogin: "OKTA" } }),
        anAccount({ id: "a3", appId: "okta", appType: "OKTA", mfaRegistered: false, loginMethods }),
        anAccount({
          id: "a4",
          appId: "app4",
          appType: "SLACK",
          loginMethods: { ...loginMethods, samlLogin: "PERSONAL" }
        })
      ],
      browsers: [aBrowser()],
      findings: [
        aFinding({ type: "STOLEN_CREDENTIALS" }),
        aFinding({ id: "f2", type: "WEAK_PASSWORD", weakPasswordReasons: ["COMMON_BASE_WORD"] }),
        aFinding({ id: "f3", type: "REUSED_PASSWORD", passwordId: "p1" }),
        aFinding({ id: "f4", type: "SHARED_ACCOUNT", accountId: "a1" }),
        aFinding({ id: "f5", type: "PASSWORD_MANAGER_NOT_USED" })
      ]
    })
  ],
  apps
}

const passing: RosterParts = {
  people: [
    aPerson({
      accounts: [
        anAccount({
          mfaMethods: ["WEBAUTHN"],
          passwordId: "p1",
          loginMethods: { ...loginMethods, samlLogin: "OKTA" }
        }),
        anAccount({ id: "a2", mfaRegistered: false, loginMethods: { ...loginMethods, oidcLogin: "OKTA" } }),
        anAccount({ id: "a3", appId: "okta", appType: "OKTA", passwordId: "p2", loginMethods })
      ],
      browsers: [aBrowser()]
    })
  ],
  apps
}

export const credentialChecks: Area = {
  checks: [
    "sensitive-account-mfa-missing",
    "sensitive-account-mfa-phishable",
    "idp-account-mfa-missing",
    "employee-credential-stolen",
    "employee-password-weak",
    "employee-password-reused",
    "account-shared",
    "employee-password-manager-unused",
    "account-password-beside-sso",
    "sensitive-account-sso-missing",
    "account-idp-unapproved"
  ],
  failing,
  passing,
  assessing: {
    parameters: {
      approvedIdps: ["OKTA"],
      idpAppTypes: ["OKTA"],
      declaredDetections: [
        "STOLEN_CREDENTIALS",
        "WEAK_PASSWORD",
        "REUSED_PASSWORD",
        "SHARED_ACCOUNT",
        "PASSWORD_MANAGER_NOT_USED"
      ]
    }
  }
}

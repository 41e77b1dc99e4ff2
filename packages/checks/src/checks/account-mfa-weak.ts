import { defineCheck, over } from "../CheckDefinition.ts"
import { fail, gapOf, notAssessable, pass } from "../judgement.ts"
import { and, told } from "../logic.ts"
import { accounts } from "../subjects/accounts.ts"
import { elsewhere, isKnownMethod, strong } from "../terms/mfa-methods.ts"
import { nameOfAccount } from "../wording.ts"

export const check = defineCheck({
  id: "account-mfa-weak",
  code: "RC-MFA-04",
  title: "Accounts have a second factor that holds",
  severity: "medium",
  group: "mfa-strength",
  populationText: "Accounts used lately that have a second factor",
  predicate: {
    pass: "One of the factors is a security key, an authenticator app, a hardware token or a push notification.",
    fail: "All factors are text messages, calls, emails, grid cards, app passwords or backup codes.",
    notAssessable: "The factors are unknown, kept by another provider, or of a kind that this version does not know."
  },
  rationale: "A moved phone number or an open mailbox gives messages away, and an app password skips the factor.",
  remediation: "Add a security key or an authenticator app, then remove the weak factors.",
  frameworks: { soc2: ["CC6.1"], iso27001: ["A.8.5", "A.5.17"], csf2: ["PR.AA-03"], cis81: ["6.3"] },
  population: ["push.accounts"],
  needs: [],
  parts: [
    over(accounts, {
      isMember: ({ isLive, mfaRegistered }) => and(isLive, told(mfaRegistered)),
      judge: () => (account) => {
        const methods = account.record.mfaMethods
        if (methods === null || methods === undefined) return notAssessable(gapOf(methods))
        if (methods.some((method) => strong.has(method))) return pass
        if (!methods.every(isKnownMethod)) return notAssessable("unknown_value")
        if (methods.length === 0 || methods.includes(elsewhere)) return notAssessable("not_observed")
        return fail(() => `${nameOfAccount(account)} relies on weak second factors alone: ${methods.join(", ")}.`)
      }
    })
  ]
})

import { defineCheck, over } from "../CheckDefinition.ts"
import { fail, gapOf, notAssessable, pass } from "../judgement.ts"
import { and, told } from "../logic.ts"
import { accounts } from "../subjects/accounts.ts"
import { elsewhere, isKnownMethod, phishingResistant } from "../terms/mfa-methods.ts"
import { nameOfAccount } from "../wording.ts"

export const check = defineCheck({
  id: "sensitive-account-mfa-phishable",
  code: "RC-MFA-03",
  title: "Accounts on high-sensitivity apps have a factor that resists phishing",
  severity: "medium",
  group: "mfa-strength",
  populationText: "Accounts used lately on apps of high sensitivity that have a second factor",
  predicate: {
    pass: "One of the factors is a security key or passkey.",
    fail: "None of the factors is, and all of them are known.",
    notAssessable:
      "The factors are unknown, kept by another provider alone, or of a kind that this version does not know."
  },
  rationale: "A phishing site passes codes and prompts on to the real one; a key answers only the site it belongs to.",
  remediation: "Give the owners of these accounts a security key or passkey, and have it registered.",
  frameworks: { soc2: ["CC6.1"], iso27001: ["A.8.5"], csf2: ["PR.AA-03"], cis81: ["6.3"] },
  population: ["push.accounts", "push.apps"],
  needs: [],
  parts: [
    over(accounts, {
      isMember: ({ isLive, isSensitive, mfaRegistered }) => and(isLive, isSensitive, told(mfaRegistered)),
      judge: () => (account) => {
        const methods = account.record.mfaMethods
        if (methods === null || methods === undefined) return notAssessable(gapOf(methods))
        if (methods.some((method) => phishingResistant.has(method))) return pass
        if (!methods.every(isKnownMethod)) return notAssessable("unknown_value")
        if (methods.every((method) => method === elsewhere)) return notAssessable("not_observed")
        return fail(
          () => `${nameOfAccount(account)} has no second factor that resists phishing, only ${methods.join(", ")}.`
        )
      }
    })
  ]
})

import { defineCheck, over } from "../CheckDefinition.ts"
import { fail, gapOf, notAssessable, pass } from "../judgement.ts"
import { and } from "../logic.ts"
import { accounts } from "../subjects/accounts.ts"
import { isIdpAccount } from "../terms/identity-providers.ts"
import { nameOfAccount } from "../wording.ts"

export const check = defineCheck({
  id: "idp-account-mfa-missing",
  code: "RC-MFA-05",
  title: "Accounts at identity providers have a second factor",
  severity: "critical",
  group: "mfa-account",
  populationText: "Accounts used lately on apps of idpAppTypes",
  predicate: {
    pass: "A second factor is registered.",
    fail: "No second factor is registered.",
    notAssessable: "It is unknown whether a factor is registered, or idpAppTypes is not set."
  },
  rationale: "Whoever takes over this account has every app that trusts it.",
  remediation: "Ask for a factor to be registered at the next sign-in, and let nobody through without it.",
  frameworks: {
    soc2: ["CC6.1", "CC6.6"],
    iso27001: ["A.8.5", "A.5.16"],
    csf2: ["PR.AA-03"],
    cis81: ["6.3", "6.5~"]
  },
  population: ["push.accounts"],
  needs: [],
  withheld: ({ parameters }) => (parameters.idpAppTypes === undefined ? "parameter_unset" : undefined),
  parts: [
    over(accounts, {
      isMember: (account, basis) =>
        account.isLive === false ? false : and(account.isLive, isIdpAccount(basis)(account)),
      judge: () => (account) => {
        const { mfaRegistered } = account
        if (mfaRegistered === null || mfaRegistered === undefined) return notAssessable(gapOf(mfaRegistered))
        return mfaRegistered
          ? pass
          : fail(() => `${nameOfAccount(account)} has no second factor, and opens every app behind it.`)
      }
    })
  ]
})

import { defineCheck, over } from "../CheckDefinition.ts"
import { fail, gapOf, notAssessable, pass } from "../judgement.ts"
import { and } from "../logic.ts"
import { accounts } from "../subjects/accounts.ts"
import { nameOfAccount } from "../wording.ts"

export const check = defineCheck({
  id: "account-password-beside-sso",
  code: "RC-CRED-07",
  title: "Accounts behind single sign-on take no password of their own",
  severity: "medium",
  group: "cred-path",
  populationText: "Accounts used lately that are reached through single sign-on",
  predicate: {
    pass: "No password login was seen.",
    fail: "A password login was seen as well.",
    notAssessable: "It is unknown whether a password login was seen."
  },
  rationale: "A password beside single sign-on is a way in that the identity provider's rules never see.",
  remediation: "Allow single sign-on alone in the app, and remove the password.",
  frameworks: {
    soc2: ["CC6.1", "CC6.6"],
    iso27001: ["A.5.16", "A.8.5"],
    csf2: ["PR.AA-03", "PR.AA-05~"],
    cis81: ["5.6", "6.7"]
  },
  population: ["push.accounts"],
  needs: [],
  parts: [
    over(accounts, {
      isMember: ({ isLive, sso }) => and(isLive, sso),
      judge: () => (account) => {
        const { passwordLogin } = account
        if (passwordLogin === null || passwordLogin === undefined) return notAssessable(gapOf(passwordLogin))
        return passwordLogin ? fail(() => `${nameOfAccount(account)} takes a password beside single sign-on.`) : pass
      }
    })
  ]
})

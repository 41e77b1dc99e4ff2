import { defineCheck, over } from "../CheckDefinition.ts"
import { fail, gapOf, notAssessable, pass } from "../judgement.ts"
import { and, type Known } from "../logic.ts"
import { accounts, type AccountSubject } from "../subjects/accounts.ts"
import { hasApproval } from "../terms/app-decision.ts"
import { gapOfProviders } from "../terms/identity-providers.ts"
import { nameOfAccount } from "../wording.ts"

export const check = defineCheck({
  id: "sensitive-account-sso-missing",
  code: "RC-CRED-08",
  title: "Accounts on approved high-sensitivity apps use single sign-on",
  severity: "medium",
  group: "cred-path",
  populationText: "Accounts used lately on approved apps of high sensitivity",
  predicate: {
    pass: "A login through an identity provider was seen.",
    fail: "Only a password login was seen.",
    notAssessable: "The login methods are unknown, or none was seen yet."
  },
  rationale: "What the identity provider does not know of, it can neither grant nor take away when people come and go.",
  remediation: "Connect the app to the identity provider; where it cannot be, record an exception.",
  frameworks: {
    soc2: ["CC6.1", "CC6.2"],
    iso27001: ["A.5.15", "A.5.16"],
    csf2: ["PR.AA-01", "PR.AA-04~"],
    cis81: ["6.7", "5.6"]
  },
  population: ["push.accounts", "push.apps"],
  needs: [],
  parts: [
    over(accounts, {
      isMember: (account) => and(account.isLive, account.isSensitive, isOnApprovedApp(account)),
      judge: () => (account) => {
        if (account.sso === true) return pass
        const gap = gapOfProviders(account.record.loginMethods)
        if (gap !== undefined) return notAssessable(gap)
        const { passwordLogin } = account
        if (passwordLogin === null || passwordLogin === undefined) return notAssessable(gapOf(passwordLogin))
        if (!passwordLogin) return notAssessable("not_observed")
        return fail(() => `${nameOfAccount(account)} is reached by password, and not through single sign-on.`)
      }
    })
  ]
})

const isOnApprovedApp = ({ app }: AccountSubject): Known => (app === undefined ? null : hasApproval(app, "APPROVED"))

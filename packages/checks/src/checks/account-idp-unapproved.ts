import { defineCheck, over } from "../CheckDefinition.ts"
import { fail, notAssessable, pass } from "../judgement.ts"
import { and } from "../logic.ts"
import { accounts } from "../subjects/accounts.ts"
import { everyProvider, gapOfProviders, isOneOf, providersOf } from "../terms/identity-providers.ts"
import { listed, nameOfAccount } from "../wording.ts"

export const check = defineCheck({
  id: "account-idp-unapproved",
  code: "RC-CRED-09",
  title: "Single sign-on goes through approved identity providers",
  severity: "medium",
  group: "cred-path",
  populationText: "Accounts used lately that are reached through single sign-on",
  predicate: {
    pass: "Every identity provider of the account is in approvedIdps.",
    fail: "At least one is not.",
    notAssessable: "The parameter approvedIdps is not set, or it is unknown whether there is another provider."
  },
  rationale:
    "Through somebody's private account elsewhere, the key to the app is in hands that the organisation does not know.",
  remediation: "Tie the account to the organisation's own identity provider instead.",
  frameworks: {
    soc2: ["CC6.1"],
    iso27001: ["A.5.16", "A.5.15"],
    csf2: ["PR.AA-04", "PR.AA-01"],
    cis81: ["6.7", "5.6"]
  },
  population: ["push.accounts"],
  needs: [],
  parts: [
    over(accounts, {
      isMember: ({ isLive, sso }) => and(isLive, sso),
      judge: ({ parameters }) => {
        if (parameters.approvedIdps === undefined) return () => notAssessable("parameter_unset")
        const isOfThem = isOneOf(parameters.approvedIdps)
        const isApproved = (provider: string) => isOfThem(provider) === true
        return (account) => {
          const { loginMethods } = account.record
          if (everyProvider(loginMethods, isApproved)) {
            const gap = gapOfProviders(loginMethods)
            return gap === undefined ? pass : notAssessable(gap)
          }
          const refused = providersOf(loginMethods).filter((provider) => !isApproved(provider))
          return fail(() => `${nameOfAccount(account)} is reached through ${listed(refused)}, which is not approved.`)
        }
      }
    })
  ]
})

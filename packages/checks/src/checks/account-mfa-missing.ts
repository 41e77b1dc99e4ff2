import { defineCheck, over } from "../CheckDefinition.ts"
import { fail, gapOf, notAssessable, pass, provided } from "../judgement.ts"
import { and, told } from "../logic.ts"
import { accounts } from "../subjects/accounts.ts"
import { gapOfFinding, openFindingsByAccount } from "../terms/open-findings.ts"
import { nameOfAccount } from "../wording.ts"

export const check = defineCheck({
  id: "account-mfa-missing",
  code: "RC-MFA-01",
  title: "Accounts that take a password have a second factor",
  severity: "high",
  group: "mfa-account",
  populationText: "Accounts used lately that accept a password",
  predicate: {
    pass: "A second factor is registered, and no open finding says otherwise.",
    fail: "No second factor is registered, or an open finding MFA_NOT_REGISTERED names the account.",
    notAssessable: "It is unknown whether a factor is registered, and no finding tells."
  },
  rationale: "Where a password is all that is asked for, whoever learns it is in.",
  remediation: "Register a second factor in the app, or move the account to single sign-on and turn its password off.",
  frameworks: { soc2: ["CC6.1"], iso27001: ["A.8.5", "A.5.17"], csf2: ["PR.AA-03"], cis81: ["6.3"] },
  population: ["push.accounts"],
  needs: ["push.findings", "push.employees"],
  parts: [
    over(accounts, {
      isMember: ({ isLive, passwordLogin }) => and(isLive, told(passwordLogin)),
      judge: (basis) => {
        const findingsOf = openFindingsByAccount(basis, "MFA_NOT_REGISTERED")
        return (account) => {
          const { open, undecided } = findingsOf(account)
          const { mfaRegistered } = account
          if (mfaRegistered === false) return fail(() => `${nameOfAccount(account)} has no second factor.`)
          if (open.length > 0) {
            const conflict = mfaRegistered === true ? ", although the account's own record says that there is one" : ""
            return fail(() => `An open finding says that ${nameOfAccount(account)} has no second factor${conflict}.`)
          }
          if (mfaRegistered === null || mfaRegistered === undefined) return notAssessable(gapOf(mfaRegistered))
          const [unclear] = undecided
          return unclear === undefined ? provided(basis, ["push.findings"], pass) : notAssessable(gapOfFinding(unclear))
        }
      }
    })
  ]
})

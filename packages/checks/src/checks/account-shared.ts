import { defineCheck, over } from "../CheckDefinition.ts"
import { fail, notAssessable, pass, provided } from "../judgement.ts"
import { accounts } from "../subjects/accounts.ts"
import { holdersOf } from "../terms/account-holders.ts"
import { gapOfFinding, openFindingsByAccount } from "../terms/open-findings.ts"
import { counted, nameOfAccount } from "../wording.ts"

export const check = defineCheck({
  id: "account-shared",
  code: "RC-CRED-05",
  title: "Each account is one person's",
  severity: "high",
  group: "cred-shared",
  populationText: "Accounts whose app and address are known",
  predicate: {
    pass: "No open finding SHARED_ACCOUNT names the account, and no other employee has one on the same app with the same address.",
    fail: "An open finding SHARED_ACCOUNT names the account, or several employees have one on the same app with the same address.",
    notAssessable: "Neither was seen, but sources were not read in full, or it is unknown whose one of the accounts is."
  },
  rationale:
    "What several people could have done, nobody can be asked about; and whoever leaves takes the password along.",
  remediation:
    "Give everybody an account of their own; where the app has only one, keep it in a vault and record an exception.",
  frameworks: {
    soc2: ["CC6.1", "CC6.2"],
    iso27001: ["A.5.16", "A.5.17"],
    csf2: ["PR.AA-01"],
    cis81: ["5.1", "5.2"]
  },
  population: ["push.accounts"],
  needs: ["push.findings", "push.employees"],
  parts: [
    over(accounts, {
      isMember: ({ isAddressed }) => isAddressed,
      judge: (basis) => {
        const findingsOf = openFindingsByAccount(basis, "SHARED_ACCOUNT")
        const holders = holdersOf(basis)
        return (account) => {
          const { open, undecided } = findingsOf(account)
          if (open.length > 0)
            return fail(() => `An open finding says that several people use ${nameOfAccount(account)}.`)
          const { employeeCount, gap } = holders(account)
          if (employeeCount > 1)
            return fail(() => `${nameOfAccount(account)} is held by ${counted(employeeCount, "employee")}.`)
          if (gap !== undefined) return notAssessable(gap)
          const [unclear] = undecided
          if (unclear !== undefined) return notAssessable(gapOfFinding(unclear))
          return provided(basis, ["push.findings", "push.accounts"], pass)
        }
      }
    })
  ]
})

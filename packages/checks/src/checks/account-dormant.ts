import { defineCheck, over } from "../CheckDefinition.ts"
import { fail, notAssessable, pass } from "../judgement.ts"
import { not } from "../logic.ts"
import { accounts } from "../subjects/accounts.ts"
import { counted, nameOfAccount } from "../wording.ts"

export const check = defineCheck({
  id: "account-dormant",
  code: "RC-ACC-01",
  title: "Accounts are in use",
  severity: "medium",
  group: "acc-life",
  populationText: "Accounts older than the grace period",
  predicate: {
    pass: "The account was last used within dormantDays.",
    fail: "The account was last used longer ago than dormantDays.",
    notAssessable: "Its last use is unknown."
  },
  rationale:
    "An unused account keeps its rights, and nobody notices who uses it. Use in an unmonitored browser is not seen.",
  remediation: "Ask the owner, then disable or delete the account and write down when.",
  frameworks: {
    soc2: ["CC6.2", "CC6.3"],
    iso27001: ["A.5.18", "A.5.16"],
    csf2: ["PR.AA-01", "PR.AA-05"],
    cis81: ["5.3"]
  },
  population: ["push.accounts"],
  needs: [],
  parts: [
    over(accounts, {
      isMember: ({ isNew }) => not(isNew),
      judge: () => (account) => {
        const { unused, isLive } = account
        if (typeof unused === "string") return notAssessable(unused)
        if (isLive === true) return pass
        return fail(
          () => `${nameOfAccount(account)} was last used more than ${counted(Math.floor(unused), "day")} ago.`
        )
      }
    })
  ]
})

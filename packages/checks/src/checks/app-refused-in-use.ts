import type { ReasonCode } from "@rollcall/model"
import { defineCheck, over } from "../CheckDefinition.ts"
import { fail, notAssessable, pass, provided } from "../judgement.ts"
import { accountsOf } from "../subjects/accounts.ts"
import { apps } from "../subjects/apps.ts"
import { hasApproval } from "../terms/app-decision.ts"
import { counted, nameOfApp } from "../wording.ts"

export const check = defineCheck({
  id: "app-refused-in-use",
  code: "RC-APP-02",
  title: "Refused apps are not in use",
  severity: "high",
  group: "app-gov",
  populationText: "Apps whose approval was refused",
  predicate: {
    pass: "No account on the app was used within dormantDays.",
    fail: "At least one account on the app was.",
    notAssessable: "Accounts were not read in full, or the last use of the only accounts is unknown."
  },
  rationale: "The decision was made and does not hold.",
  remediation: "Block the app or put a banner on it, move its data, and close the accounts.",
  frameworks: {
    soc2: ["CC6.8~", "CC9.2"],
    iso27001: ["A.5.10", "A.5.23"],
    csf2: ["PR.PS-05", "ID.AM-04"],
    cis81: ["2.3"]
  },
  population: ["push.apps"],
  needs: ["push.accounts"],
  parts: [
    over(apps, {
      isMember: (app) => hasApproval(app, "NOT_APPROVED"),
      judge: (basis) => (app) => {
        let live = 0
        let gap: ReasonCode | undefined
        for (const { isLive, unused } of accountsOf(app, basis)) {
          if (isLive === true) live++
          else if (typeof unused === "string") gap ??= unused
        }
        if (live > 0) return fail(() => `${nameOfApp(app)} is refused and has ${counted(live, "account")} in use.`)
        return provided(basis, ["push.accounts"], gap === undefined ? pass : notAssessable(gap))
      }
    })
  ]
})

import { defineCheck, over } from "../CheckDefinition.ts"
import { fail, notAssessable, pass, provided } from "../judgement.ts"
import { and } from "../logic.ts"
import { apps } from "../subjects/apps.ts"
import { isHighlySensitive } from "../terms/app-decision.ts"
import { exposureOf } from "../terms/app-exposure.ts"
import { isInUse } from "../terms/app-use.ts"
import { counted, listed, nameOfApp } from "../wording.ts"

export const check = defineCheck({
  id: "sensitive-app-credential-exposed",
  code: "RC-APP-05",
  title: "Sensitive apps are opened by no exposed credential",
  severity: "critical",
  group: "cred-exposed",
  populationText: "Apps of high sensitivity with an account used lately",
  predicate: {
    pass: "No open finding of a leaked, stolen, weak, reused or shared credential names the app or an account on it.",
    fail: "At least one such finding does.",
    notAssessable: "No such finding, but findings were not read in full, or it is unknown of one."
  },
  rationale: "The same weakness weighs more the more it opens.",
  remediation: "Begin the work on credentials with these.",
  frameworks: {
    soc2: ["CC6.1", "CC7.1~"],
    iso27001: ["A.5.17", "A.8.3~"],
    csf2: ["ID.RA-05", "PR.AA-01"],
    cis81: ["5.2"]
  },
  population: ["push.apps", "push.accounts"],
  needs: ["push.findings"],
  parts: [
    over(apps, {
      isMember: (app, basis) => and(isHighlySensitive(app), isInUse(app, basis)),
      judge: (basis) => (app) => {
        const { count, types, gap } = exposureOf(basis)(app)
        if (count > 0) {
          const exposed = `${nameOfApp(app)} is exposed by ${counted(count, "open finding")}`
          return fail(() => `${exposed}: ${listed([...types].toSorted())}.`)
        }
        return provided(basis, ["push.findings"], gap === undefined ? pass : notAssessable(gap))
      }
    })
  ]
})

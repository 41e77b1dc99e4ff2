import { defineCheck, over } from "../CheckDefinition.ts"
import { fail, gapOf, notAssessable, pass } from "../judgement.ts"
import { apps } from "../subjects/apps.ts"
import { isUsedBy } from "../terms/app-use.ts"
import { nameOfApp } from "../wording.ts"

export const check = defineCheck({
  id: "app-sensitivity-unset",
  code: "RC-APP-03",
  title: "Apps in use have a sensitivity level",
  severity: "low",
  group: "app-gov",
  populationText: "Apps on which at least appReviewMinUsers people have an account used lately",
  predicate: {
    pass: "The app's sensitivity is high, medium or low.",
    fail: "The app's sensitivity is not set.",
    notAssessable: "The app's sensitivity is unknown."
  },
  rationale: "The strictest checks look at sensitive apps only: without a level they say nothing.",
  remediation: "Set the level by the data that the app holds.",
  frameworks: {
    soc2: ["CC9.2", "C1.1~"],
    iso27001: ["A.5.12", "A.5.9"],
    csf2: ["ID.AM-05"],
    cis81: ["15.3"]
  },
  // Without employees, two addresses of one are two people.
  population: ["push.apps", "push.accounts", "push.employees"],
  needs: [],
  parts: [
    over(apps, {
      isMember: (app, basis) => isUsedBy(basis.parameters.appReviewMinUsers, app, basis),
      judge: () => (app) => {
        switch (app.sensitivityLevel) {
          case undefined:
            return notAssessable(gapOf(app.sensitivityLevel))
          case null:
            return fail(() => `${nameOfApp(app)} is in use and has no sensitivity level.`)
          case "HIGH":
          case "MEDIUM":
          case "LOW":
            return pass
          default:
            return notAssessable("unknown_value")
        }
      }
    })
  ]
})

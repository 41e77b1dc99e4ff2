import { wasRead } from "@rollcall/model"
import { defineCheck, over } from "../CheckDefinition.ts"
import { fail, gapOf, type Judgement, notAssessable, pass } from "../judgement.ts"
import type { Basis } from "../Basis.ts"
import type { App } from "../records.ts"
import { apps } from "../subjects/apps.ts"
import { ageOf } from "../terms/age.ts"
import { isInUse } from "../terms/app-use.ts"
import { counted, nameOfApp } from "../wording.ts"

export const check = defineCheck({
  id: "app-undecided",
  code: "RC-APP-01",
  title: "Apps in use are approved or refused",
  severity: "medium",
  group: "app-gov",
  populationText: "Apps with an account used lately",
  predicate: {
    pass: "The app is approved or refused, or has been seen under review for no longer than reviewSlaDays.",
    fail: "The app's approval is not set, or it has been under review for longer.",
    notAssessable: "Its approval is unknown, or it is under review and nothing was kept of the month before."
  },
  rationale: "A list of apps controls nothing until somebody decides about each.",
  remediation: "Review the app, approve or refuse it, and write the reason down in its notes.",
  frameworks: {
    soc2: ["CC9.2", "CC3.2~"],
    iso27001: ["A.5.23", "A.5.9"],
    csf2: ["ID.AM-02", "ID.AM-04"],
    cis81: ["2.1", "15.1"]
  },
  population: ["push.apps", "push.accounts"],
  needs: [],
  parts: [
    over(apps, {
      isMember: isInUse,
      judge: (basis) => {
        const judgeReview = judgingReviews(basis)
        return (app) => {
          switch (app.approvalStatus) {
            case undefined:
              return notAssessable(gapOf(app.approvalStatus))
            case null:
              return fail(() => `${nameOfApp(app)} is in use, and nobody decided about it.`)
            case "APPROVED":
            case "NOT_APPROVED":
              return pass
            case "UNDER_REVIEW":
              return judgeReview(app)
            default:
              return notAssessable("unknown_value")
          }
        }
      }
    })
  ]
})

/** A review that the month before did not know has been seen for no time at all. */
function judgingReviews(basis: Basis): (app: App) => Judgement {
  const { history, parameters } = basis
  if (history === null || !wasRead(history, "push.apps")) return () => notAssessable("no_history")
  const reviews = new Map(history.appsUnderReview.map(({ id, since }) => [id, since]))
  return (app) => {
    const since = reviews.get(app.id)
    if (since === undefined) return pass
    const age = ageOf(since, basis)
    if (typeof age === "string") return notAssessable(age)
    if (age <= parameters.reviewSlaDays) return pass
    const days = counted(Math.floor(age), "day")
    return fail(() => `${nameOfApp(app)} has been under review for ${days}, of at most ${parameters.reviewSlaDays}.`)
  }
}

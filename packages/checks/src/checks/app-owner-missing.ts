import type { ResourceKey } from "@rollcall/model"
import { defineCheck, over } from "../CheckDefinition.ts"
import { fail, gapOf, notAssessable, pass, provided } from "../judgement.ts"
import { or } from "../logic.ts"
import { apps } from "../subjects/apps.ts"
import { hasApproval, isHighlySensitive } from "../terms/app-decision.ts"
import { hasLeft } from "../terms/leavers.ts"
import { nameOfApp, nameOfPerson } from "../wording.ts"

const needs: ReadonlyArray<ResourceKey> = ["push.employees"]

export const check = defineCheck({
  id: "app-owner-missing",
  code: "RC-APP-04",
  title: "Approved and sensitive apps have an owner who is still here",
  severity: "medium",
  group: "app-gov",
  populationText: "Apps that are approved or of high sensitivity",
  predicate: {
    pass: "The app's owner is an employee whose last day, if the list of leavers has one, is not reached.",
    fail: "The app has no owner, or one who has left or, while employees were read in full, is not there.",
    notAssessable: "The owner is unknown, or is not there and employees were not read in full."
  },
  rationale: "Somebody has to answer for an app when it is reviewed, when it is renewed and when it breaks.",
  remediation: "Name an owner, and hand apps over when people move or leave.",
  frameworks: {
    soc2: ["CC1.5~", "CC9.2"],
    iso27001: ["A.5.9", "A.5.23"],
    csf2: ["GV.RR-02", "ID.AM-04"],
    cis81: ["15.1"]
  },
  population: ["push.apps"],
  needs,
  parts: [
    over(apps, {
      isMember: (app) => or(hasApproval(app, "APPROVED"), isHighlySensitive(app)),
      judge: (basis) => (app) => {
        const { ownerId } = app
        if (ownerId === undefined) return notAssessable(gapOf(ownerId))
        if (ownerId === null) return fail(() => `${nameOfApp(app)} has no owner.`)
        const owner = basis.roster.employees.get(ownerId)
        if (owner === undefined)
          return provided(
            basis,
            needs,
            fail(() => `The owner of ${nameOfApp(app)}, ${ownerId}, is not there.`)
          )
        const isGone = hasLeft(basis)(owner)
        if (isGone === null) return notAssessable("ambiguous_join")
        return isGone ? fail(() => `${nameOfPerson(owner)}, who owns ${nameOfApp(app)}, has left.`) : pass
      }
    })
  ]
})

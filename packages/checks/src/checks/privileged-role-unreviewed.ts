import { defineCheck, over } from "../CheckDefinition.ts"
import { fail, gapOf, notAssessable, pass } from "../judgement.ts"
import { endusers } from "../subjects/endusers.ts"
import { holdsOneOf } from "../terms/access-roles.ts"
import { addressKeys } from "../terms/address-key.ts"
import { todayOf } from "../terms/today.ts"
import { nameOfEndUser } from "../wording.ts"

export const check = defineCheck({
  id: "privileged-role-unreviewed",
  code: "RC-USR-02",
  title: "Privileged roles are held by reviewed people only",
  severity: "high",
  group: "usr-priv",
  populationText: "End users with one of privilegedRoles",
  predicate: {
    pass: "The end user is in privilegedApproved, with a review date that is not over.",
    fail: "The end user is not in privilegedApproved, or the review date is over.",
    notAssessable: "One of privilegedRoles and privilegedApproved is not set, or the end user's address is unknown."
  },
  rationale: "An auditor who takes a sample of access reviews takes it here.",
  remediation: "Confirm the role or take it away, and record who decided and until when that holds.",
  frameworks: { soc2: ["CC6.3"], iso27001: ["A.8.2", "A.5.18"], csf2: ["PR.AA-05"], cis81: ["6.8", "5.4~"] },
  population: ["banyan.endusers"],
  needs: [],
  withheld: ({ parameters }) => (parameters.privilegedRoles === undefined ? "parameter_unset" : undefined),
  parts: [
    over(endusers, {
      isMember: (enduser, basis) => holdsOneOf(basis)(enduser),
      judge: (basis) => {
        const { privilegedApproved } = basis.parameters
        if (privilegedApproved === undefined) return () => notAssessable("parameter_unset")
        const keyOf = addressKeys(basis)
        const today = todayOf(basis)
        const reviewDates = new Map<string, string>()
        for (const { address, reviewDate } of privilegedApproved) {
          const key = keyOf(address)
          if (key !== null && reviewDate > (reviewDates.get(key) ?? "")) reviewDates.set(key, reviewDate)
        }
        return (enduser) => {
          const { Email } = enduser.record
          if (Email === null || Email === undefined) return notAssessable(gapOf(Email))
          const key = keyOf(Email)
          if (key === null) return notAssessable("unknown_value")
          const reviewDate = reviewDates.get(key)
          if (reviewDate === undefined)
            return fail(() => `${nameOfEndUser(enduser)} holds a privileged role without a review.`)
          if (reviewDate >= today) return pass
          return fail(
            () => `${nameOfEndUser(enduser)} holds a privileged role by a review that ended on ${reviewDate}.`
          )
        }
      }
    })
  ]
})

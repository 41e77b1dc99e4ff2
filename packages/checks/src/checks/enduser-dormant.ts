import { defineCheck, over } from "../CheckDefinition.ts"
import { fail, notAssessable, pass } from "../judgement.ts"
import { endusers } from "../subjects/endusers.ts"
import { counted, nameOfEndUser } from "../wording.ts"

export const check = defineCheck({
  id: "enduser-dormant",
  code: "RC-USR-01",
  title: "End users with access roles log in",
  severity: "medium",
  group: "usr-life",
  populationText: "End users with an access role",
  predicate: {
    pass: "The end user last logged in within dormantDays.",
    fail: "The end user last logged in longer ago than dormantDays.",
    notAssessable: "The last login is unknown, or there was none."
  },
  rationale: "A role that nobody uses opens the network to whoever finds the login.",
  remediation: "Take the roles away, then delete the end user.",
  frameworks: { soc2: ["CC6.2", "CC6.3"], iso27001: ["A.5.18"], csf2: ["PR.AA-05"], cis81: ["5.3"] },
  population: ["banyan.endusers"],
  needs: [],
  parts: [
    over(endusers, {
      isMember: ({ hasRole }) => hasRole,
      judge:
        ({ parameters }) =>
        (enduser) => {
          const { unused } = enduser
          if (typeof unused === "string") return notAssessable(unused)
          if (unused <= parameters.dormantDays) return pass
          const days = counted(Math.floor(unused), "day")
          return fail(
            () => `${nameOfEndUser(enduser)} last logged in more than ${days} ago and still has access roles.`
          )
        }
    })
  ]
})

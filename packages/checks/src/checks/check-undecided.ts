import { defineCheck, over } from "../CheckDefinition.ts"
import { fail, notAssessable, pass } from "../judgement.ts"
import { results } from "../subjects/results.ts"
import { percent } from "../wording.ts"

export const check = defineCheck({
  id: "check-undecided",
  code: "RC-DATA-03",
  title: "Each check decides about most of its subjects",
  severity: "gate",
  group: "gate",
  populationText: "Checks",
  predicate: {
    pass: "At most maxUnknownRate of the check's population is not assessable.",
    fail: "More of it is: the check has no score and is left out of the tenant's.",
    notAssessable: "The check's population is empty or was not read in full."
  },
  rationale: "A hundred per cent of three people says nothing about three hundred.",
  remediation: "Repair what should have told: the extension, the device app, the access of the key.",
  frameworks: { soc2: ["CC4.1~"], iso27001: ["A.5.28~"], csf2: ["ID.IM-01~"] },
  population: [],
  needs: [],
  parts: [
    over(results, {
      judge:
        ({ parameters }) =>
        ({ id, population, notAssessable: undecided, enoughData, notAssessableReasons }) => {
          if (population === null || undecided === null) {
            return notAssessable("source_unavailable" in notAssessableReasons ? "source_unavailable" : "source_partial")
          }
          if (population === 0) return notAssessable("empty_population")
          if (enoughData) return pass
          const most = percent(parameters.maxUnknownRate)
          return fail(() => `${id} could not decide about ${undecided} of ${population} subjects, more than ${most}.`)
        }
    })
  ]
})

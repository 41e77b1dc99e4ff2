import { isUnderstood } from "@rollcall/model"
import { defineCheck, over } from "../CheckDefinition.ts"
import { fail, pass } from "../judgement.ts"
import { sources } from "../subjects/sources.ts"
import { counted } from "../wording.ts"

export const check = defineCheck({
  id: "source-unread",
  code: "RC-DATA-01",
  title: "Each source was read to its end",
  severity: "gate",
  group: "gate",
  populationText: "Sources of the tenant",
  predicate: {
    pass: "Every resource that the source offers was read to its end, and hardly a record was refused.",
    fail: "A resource was not read to its end, or too many of its records could not be understood.",
    notAssessable: "Never: this gate decides the others."
  },
  rationale: "What a list lacks that was read by half, may be in its other half.",
  remediation: "Collect again; the snapshot keeps what was read and is marked partial.",
  frameworks: { soc2: ["CC4.1~"], iso27001: ["A.5.28~"], csf2: ["DE.AE-03~"] },
  population: [],
  needs: [],
  withholdsScore: true,
  parts: [
    over(sources, {
      judge: ({ roster }) => {
        const { resources } = roster.snapshot
        const refusedTooMany = !isUnderstood(resources)
        return (source) => {
          const readings = resources.filter((each) => each.source === source)
          const unread = readings.filter((each) => each.offered && !each.complete).map((each) => each.resource)
          if (readings.length === 0) return fail(() => `Nothing of ${source} was read.`)
          if (unread.length > 0)
            return fail(() => `Of ${source}, these were not read to their end: ${unread.join(", ")}.`)
          const refused = readings.reduce((sum, each) => sum + each.refused, 0)
          return refusedTooMany && !isUnderstood(readings)
            ? fail(() => `Of ${source}, ${counted(refused, "record")} could not be understood.`)
            : pass
        }
      }
    })
  ]
})

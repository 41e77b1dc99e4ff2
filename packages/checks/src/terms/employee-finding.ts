import type { ResourceKey } from "@rollcall/model"
import { type Basis, unprovenReason } from "../Basis.ts"
import type { CheckTexts } from "../CheckDefinition.ts"
import { over } from "../CheckDefinition.ts"
import { fail, notAssessable, pass, provided } from "../judgement.ts"
import { told } from "../logic.ts"
import type { FindingSubject } from "../subjects/findings.ts"
import { employees } from "../subjects/people.ts"
import { nameOfPerson } from "../wording.ts"
import { isObserved } from "./observed-employee.ts"
import { gapOfFinding, isOwnerHidden, openFindingsByPerson } from "./open-findings.ts"

const accountSources: ReadonlyArray<ResourceKey> = ["push.accounts", "push.accountsOther"]

/** What it may rest on that an employee has no open finding. */
export const findingSources: ReadonlyArray<ResourceKey> = ["push.findings", ...accountSources]

/**
 * What it rests on that an employee has no open finding of a type.
 *
 * **Details** A finding that names no employee is tied through the account that it names: an account that was not read matters
 * only if there is such a finding about it.
 */
export const sourcesOfAbsence = (basis: Basis, type: string): ReadonlyArray<ResourceKey> =>
  unprovenReason(basis, accountSources) !== undefined && isOwnerHidden(basis, type) ? findingSources : ["push.findings"]

interface EmployeeFinding {
  readonly type: string
  /** Says what open findings mean for the person of that name. */
  readonly detail: (name: string, open: ReadonlyArray<FindingSubject>) => string
  /** Not every version of the source has the detection: unless it is declared to be on, it counts as off. */
  readonly mustBeDeclared?: boolean
}

/** What checks share that ask of licensed employees for open findings of one type. */
export function employeeFinding({ type, detail, mustBeDeclared = false }: EmployeeFinding) {
  const isMissing = (declared: ReadonlyArray<string> | undefined): boolean =>
    declared === undefined ? mustBeDeclared : !declared.includes(type)
  const resources: Pick<CheckTexts, "population" | "needs"> = {
    population: ["push.employees"],
    needs: [...findingSources, "push.browsers"]
  }
  const part = over(employees, {
    isMember: ({ licensed }) => told(licensed),
    judge: (basis) => {
      const isOff = isMissing(basis.parameters.declaredDetections)
      const findingsOf = openFindingsByPerson(basis, type)
      const sources = sourcesOfAbsence(basis, type)
      return (subject) => {
        const { open, undecided } = findingsOf(subject)
        if (open.length > 0) return fail(() => detail(nameOfPerson(subject.person), open))
        if (isOff) return notAssessable("feature_off")
        const [unclear] = undecided
        if (unclear !== undefined) return notAssessable(gapOfFinding(unclear))
        return provided(basis, sources, isObserved(subject) === true ? pass : notAssessable("not_observed"))
      }
    }
  })
  return { ...resources, parts: [part] }
}

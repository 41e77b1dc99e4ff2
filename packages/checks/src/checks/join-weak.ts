import type { Person, ResourceKey } from "@rollcall/model"
import type { Basis } from "../Basis.ts"
import { defineCheck, over } from "../CheckDefinition.ts"
import { fail, type Judgement, notAssessable, pass, provided } from "../judgement.ts"
import { membersOf } from "../position-lists.ts"
import { rowsOf, subjectsOf } from "../Subjects.ts"
import { percent } from "../wording.ts"

/** The largest share of people who may be known by an ambiguous address alone. */
const ambiguousShareMax = 0.01

const needs: ReadonlyArray<ResourceKey> = ["push.employees", "banyan.endusers", "banyan.devices"]

/** One property of the join: a share of something, and whether it is good enough. */
interface Measure {
  readonly id: string
  readonly measure: (basis: Basis) => Judgement
}

const measures = subjectsOf<Measure>({
  kind: "tenant",
  rows: () =>
    rowsOf([
      { id: "endusers", measure: endUsersThatMatch },
      { id: "employees", measure: employeesThatMatch },
      { id: "people", measure: peopleKnownForSure }
    ]),
  id: ({ id }) => id,
  email: () => null
})

export const check = defineCheck({
  id: "join-weak",
  code: "RC-DATA-02",
  title: "The sources fit together well enough to report on",
  severity: "gate",
  group: "gate",
  populationText: "End users that match an employee, employees that match an end user or device, ambiguous addresses",
  predicate: {
    pass: "The share that matches is at least minJoinRate; at most 1 % of people are known by an ambiguous address alone.",
    fail: "The share that matches is smaller, or more people are known by an ambiguous address alone.",
    notAssessable: "A source is not configured or was not read in full, or there is nothing to match."
  },
  rationale: "If much of a firm does not match, what seems to be nobody's is only unmatched.",
  remediation: "Configure the missing aliases and domains.",
  frameworks: { soc2: ["CC2.1~"], iso27001: ["A.5.9~"], csf2: ["ID.AM-01~"] },
  population: [],
  needs,
  withholdsScore: true,
  parts: [
    over(measures, {
      judge:
        (basis) =>
        ({ measure }) =>
          provided(basis, needs, measure(basis))
    })
  ]
})

function endUsersThatMatch({ roster, parameters }: Basis): Judgement {
  const { owners, records } = roster.columns.endusers
  let [owned, matching] = [0, 0]
  records.forEach(({ is_deleted }, position) => {
    const people = is_deleted === true ? [] : membersOf(owners, position, (person) => roster.people[person])
    if (people.length > 0) owned++
    if (people.some((person) => isEmployee(person))) matching++
  })
  if (owned === 0) return notAssessable("empty_population")
  const share = matching / owned
  if (share >= parameters.minJoinRate) return pass
  const least = percent(parameters.minJoinRate)
  return fail(() => `Only ${percent(share, Math.floor)} of end users match an employee, of at least ${least}.`)
}

function employeesThatMatch({ roster, parameters }: Basis): Judgement {
  const { people, columns } = roster
  const isMatched = new Uint8Array(people.length)
  for (const { owners, records } of [columns.endusers, columns.devices]) {
    records.forEach(({ is_deleted }, position) => {
      if (is_deleted !== true) for (const owner of membersOf(owners, position, (person) => person)) isMatched[owner] = 1
    })
  }
  let [employees, matching] = [0, 0]
  people.forEach((person, position) => {
    if (!isEmployee(person)) return
    employees++
    matching += isMatched[position] ?? 0
  })
  if (employees === 0) return notAssessable("empty_population")
  const share = matching / employees
  if (share >= parameters.minJoinRate) return pass
  const least = percent(parameters.minJoinRate)
  return fail(
    () => `Only ${percent(share, Math.floor)} of employees match an end user or a device, of at least ${least}.`
  )
}

function peopleKnownForSure({ roster }: Basis): Judgement {
  if (roster.people.length === 0) return notAssessable("empty_population")
  const share = roster.people.filter((person) => person.ambiguous).length / roster.people.length
  if (share <= ambiguousShareMax) return pass
  return fail(
    () =>
      `${percent(share, Math.ceil)} of people are known by an ambiguous address alone, of at most ${percent(ambiguousShareMax)}.`
  )
}

const isEmployee = (person: Person | undefined): boolean => person !== undefined && person.employee !== null

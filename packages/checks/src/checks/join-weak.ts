import { type Owned, type Person, type ResourceKey, resolveAlias } from "@rollcall/model"
import type { Basis } from "../Basis.ts"
import { defineCheck, over } from "../CheckDefinition.ts"
import { fail, type Judgement, notAssessable, pass, provided } from "../judgement.ts"
import { subjectsOf } from "../Subjects.ts"
import { percent } from "../wording.ts"

/** The largest share of people whom one ambiguous address may touch: those who claim it, and whoever is known by nothing else. */
const touchedShareMax = 0.01

const needs: ReadonlyArray<ResourceKey> = ["push.employees", "banyan.endusers", "banyan.devices"]

/** One property of the join: a share of something, and whether it is good enough. */
interface Measure {
  readonly id: string
  readonly measure: (basis: Basis) => Judgement
}

const measures = subjectsOf<Measure>({
  kind: "tenant",
  all: () => [
    { id: "endusers", measure: endUsersThatMatch },
    { id: "employees", measure: employeesThatMatch },
    { id: "people", measure: peopleToldApart }
  ],
  id: ({ id }) => id,
  email: () => null,
  owners: () => []
})

export const check = defineCheck({
  id: "join-weak",
  code: "RC-DATA-02",
  title: "The sources fit together well enough to report on",
  severity: "gate",
  group: "gate",
  populationText: "End users that match an employee, employees that match an end user or device, ambiguous addresses",
  predicate: {
    pass: "The share that matches is at least minJoinRate; no ambiguous address touches more than 1 % of people.",
    fail: "The share that matches is smaller, or an ambiguous address touches more people.",
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
  const endUsers = roster.endusers.filter((each) => !each.isDeleted && each.owners.length > 0)
  if (endUsers.length === 0) return notAssessable("empty_population")
  const share = endUsers.filter(hasEmployee).length / endUsers.length
  if (share >= parameters.minJoinRate) return pass
  return fail(`Only ${percent(share)} of end users match an employee, of at least ${percent(parameters.minJoinRate)}.`)
}

function employeesThatMatch({ roster, parameters }: Basis): Judgement {
  const matched = new Set<Person>()
  for (const each of [...roster.endusers, ...roster.devices]) {
    if (!each.isDeleted) for (const owner of each.owners) matched.add(owner)
  }
  const employees = roster.people.filter((person) => person.employee !== null)
  if (employees.length === 0) return notAssessable("empty_population")
  const share = employees.filter((person) => matched.has(person)).length / employees.length
  if (share >= parameters.minJoinRate) return pass
  const least = percent(parameters.minJoinRate)
  return fail(`Only ${percent(share)} of employees match an end user or a device, of at least ${least}.`)
}

function peopleToldApart({ roster, tenant }: Basis): Judgement {
  const { people } = roster
  if (people.length === 0) return notAssessable("empty_population")
  const knownByNothingElse = new Map<string, number>()
  for (const { ambiguous, email } of people) {
    if (!ambiguous || email === null) continue
    const key = resolveAlias(email, tenant.email)
    knownByNothingElse.set(key, (knownByNothingElse.get(key) ?? 0) + 1)
  }
  const touching = roster.correlation.ambiguousEmails
    .map(({ email, employeeIds }) => ({
      email,
      share: (employeeIds.length + (knownByNothingElse.get(email) ?? 0)) / people.length
    }))
    .filter(({ share }) => share > touchedShareMax)
  const [first] = touching.toSorted((a, b) => b.share - a.share)
  if (first === undefined) return pass
  return fail(
    `The ambiguous address ${first.email} touches ${percent(first.share)} of people, of at most ${percent(touchedShareMax)}.`
  )
}

const hasEmployee = (owned: Owned<unknown>): boolean => owned.owners.some((owner) => owner.employee !== null)

/**
 * Goal: every check gives exactly one outcome whatever a source leaves out, and what is unknown never turns a fail into a
 * pass. Method: from a roster in which each check fails and one in which each passes, every member of every record is in
 * turn `null`, missing, and of a value that this version does not know.
 */
import { catalogue } from "@rollcall/checks"
import type { CheckResult, Person, ResourceKey } from "@rollcall/model"
import { describe, expect, it } from "vitest"
import { aRoster, assessed, type RosterParts } from "./builders.ts"
import { type Area, areas } from "./totality/cases.ts"

const notGates = catalogue.filter((check) => check.severity !== "gate").map((check) => check.id)

/** What may stand in the place of a member; `absent` takes it away. */
type Alter = (member: unknown) => ReadonlyArray<unknown>

const absent = Symbol("absent")
const unknown: Alter = () => [null, absent]
const anything: Alter = (member) => (typeof member === "string" ? [null, absent, "a-new-value"] : [null, absent])

/** All versions of a value with one member, however deep, altered; ids are never unknown, or the record is refused. */
function altered(value: unknown, alter: Alter): ReadonlyArray<unknown> {
  if (Array.isArray(value)) {
    const list: ReadonlyArray<unknown> = value
    return list.flatMap((each, index) => altered(each, alter).map((other) => list.with(index, other)))
  }
  if (typeof value !== "object" || value === null) return []
  const members = Object.entries(value).filter(([name]) => name !== "id")
  return members.flatMap(([name, member]) =>
    alter(member)
      .concat(altered(member, alter))
      .map((other) => Object.fromEntries(Object.entries(Object.assign({}, value, { [name]: other })).filter(isThere)))
  )
}

const isThere = ([, member]: readonly [string, unknown]): boolean => member !== absent

const kinds = ["accounts", "browsers", "findings", "endusers", "devices"] as const

/** The roster's parts with one member of one record altered; links stay as they are, since only correlation makes them. */
function* variants(parts: RosterParts, alter: Alter): Generator<RosterParts> {
  const people = parts.people ?? []
  for (const [position, person] of people.entries()) {
    const put = (other: Person): RosterParts => ({ ...parts, people: people.with(position, other) })
    for (const kind of kinds) {
      const records: ReadonlyArray<object> = person[kind]
      for (const other of altered(records, alter)) yield put(Object.assign({}, person, { [kind]: other }))
    }
    for (const employee of altered(person.employee, alter)) yield put(Object.assign({}, person, { employee }))
  }
  for (const apps of altered(parts.apps, alter)) yield Object.assign({}, parts, { apps })
}

const failsOf = (result: CheckResult) => new Set(result.failures.map(({ subject }) => `${subject.kind} ${subject.id}`))

const judged = (parts: RosterParts, { assessing, checks }: Area): ReadonlyMap<string, CheckResult> => {
  const judgedBy = catalogue.filter(({ id }) => checks.includes(id))
  return new Map(assessed(aRoster(parts), assessing, judgedBy).checks.map((result) => [result.id, result]))
}

it("has every check but the gates in one area", () => {
  expect(areas.flatMap(({ checks }) => checks).toSorted()).toEqual(notGates.toSorted())
})

describe.each(areas)("each of $checks", (area) => {
  it("fails and passes in the rosters that the others are made of", () => {
    const among = (parts: RosterParts, name: "pass" | "fail") =>
      [...judged(parts, area).values()].filter((each) => (each[name] ?? 0) > 0).map(({ id }) => id)
    expect(among(area.failing, "fail").toSorted()).toEqual(area.checks.toSorted())
    expect(among(area.passing, "pass").toSorted()).toEqual(area.checks.toSorted())
  })

  it("gives each of its population exactly one outcome, whatever is null, missing or unknown", () => {
    for (const parts of [area.failing, area.passing].flatMap((each) => Array.from(variants(each, anything)))) {
      for (const each of judged(parts, area).values()) {
        const { id, population, pass, fail, notAssessable, excepted, notAssessableReasons } = each
        const reasons = Object.values(notAssessableReasons).reduce((sum, count) => sum + count, 0)
        expect((pass ?? 0) + (fail ?? 0) + (notAssessable ?? 0) + (excepted ?? 0), id).toBe(population)
        expect(reasons, id).toBe(notAssessable)
      }
    }
  })

  it("passes no more subjects when something is unknown than when it fails", () => {
    const before = judged(area.failing, area)
    for (const parts of variants(area.failing, unknown)) {
      for (const after of judged(parts, area).values()) {
        const was = before.get(after.id)
        expect(after.pass ?? 0, `${after.id}: ${JSON.stringify(parts)}`).toBeLessThanOrEqual(was?.pass ?? 0)
      }
    }
  })

  it("never passes, where a resource that it needs is half read, what failed when it was whole, nor passes more", () => {
    const resources = new Set<ResourceKey>(catalogue.flatMap((each) => each.population.concat(each.needs)))
    for (const key of resources) {
      for (const parts of [area.failing, area.passing]) {
        const whole = judged(parts, area)
        for (const half of judged({ ...parts, partial: [key] }, area).values()) {
          expect(half.pass ?? 0, `${half.id} without ${key}`).toBeLessThanOrEqual(whole.get(half.id)?.pass ?? 0)
          const wasFailing = failsOf(whole.get(half.id) ?? half)
          expect([...failsOf(half)].every((subject) => wasFailing.has(subject))).toBe(true)
        }
      }
    }
  })

  it("rests on no resource but those that it names", () => {
    const named = new Map(catalogue.map(({ id, population, needs }) => [id, new Set(population.concat(needs))]))
    const resources = new Set<ResourceKey>(catalogue.flatMap((each) => each.population.concat(each.needs)))
    for (const parts of [area.failing, area.passing]) {
      const whole = judged(parts, area)
      for (const key of resources) {
        for (const half of judged({ ...parts, partial: [key] }, area).values()) {
          if (named.get(half.id)?.has(key) === true) continue
          expect(half, `${half.id} without ${key}`).toEqual(whole.get(half.id))
        }
      }
    }
  })
})

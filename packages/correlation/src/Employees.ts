/**
 * Employees by id.
 */
import type { EmployeeIndex, Person } from "@rollcall/model"
import { at } from "./order.ts"
import { absent } from "./Rows.ts"
import { TextIndex } from "./TextIndex.ts"
import { way } from "./Tie.ts"
import { TieColumn } from "./TieColumn.ts"

/** Finds people, by number, by the ids of their employee records. */
export class Employees {
  readonly #ids: TextIndex
  /** Of each id the person, who is the first of several with the same. */
  readonly #people: Array<number> = []

  /** `expected` is about how many there are. */
  constructor(expected: number) {
    this.#ids = new TextIndex(expected)
  }

  /** Adds an employee; tells the first person with the same id, mostly this one. */
  add(id: string, person: number): number {
    return (this.#people[this.#ids.add(id)] ??= person)
  }

  /** Ties by ids of employees, of which some may be missing or dangling. */
  ties(count: number, idAt: (place: number) => string | null | undefined): TieColumn {
    const found = this.#ids.findEach(count, idAt)
    for (let place = 0; place < count; place += 1) {
      const number = found[place] ?? absent
      if (number !== absent) found[place] = at(this.#people, number)
    }
    return TieColumn.tied(found, way["employee-id"])
  }

  /** The same by the person itself. */
  index(personAt: (person: number) => Person | undefined): EmployeeIndex {
    const ids = this.#ids
    const people = this.#people
    return {
      size: ids.size,
      has: (id) => ids.find(id) !== absent,
      get: (id) => personAt(people[ids.find(id)] ?? absent)
    }
  }
}

/**
 * The employee whom a record names by its `employeeId`.
 */
import type { Owned, Person, PositionLists } from "@rollcall/model"
import { type Basis, once } from "../Basis.ts"
import { firstOf } from "../position-lists.ts"

interface NamesEmployee {
  readonly employeeId?: string | null | undefined
}

/** The person whom a record names; `undefined` if there is no such employee. */
export function namedEmployee({ record, owners }: Owned<NamesEmployee>, { roster }: Basis): Person | undefined {
  const { employeeId } = record
  if (employeeId === null || employeeId === undefined) return undefined
  // The join has looked nearly all of them up already.
  const [owner] = owners
  return owner?.employee?.id === employeeId ? owner : roster.employees.get(employeeId)
}

/** Tells of records by position whether the employee is there whom they name; what they have instead if they name none. */
export function employeeFinder(
  basis: Basis,
  owners: PositionLists
): (record: NamesEmployee, position: number) => boolean | null | undefined {
  const ids = employeeIds(basis)
  const { roster } = basis
  return ({ employeeId }, position) => {
    if (employeeId === null || employeeId === undefined) return employeeId
    const owner = firstOf(owners, position)
    return (owner !== undefined && ids[owner] === employeeId) || roster.employees.has(employeeId)
  }
}

/** By the position of the person. */
const employeeIds = once(({ roster }) => roster.people.map(({ employee }) => employee?.id))

import type { Owned, Person } from "@rollcall/model"
import type { Basis } from "../Basis.ts"

interface NamesEmployee {
  readonly employeeId?: string | null | undefined
}

/** The person whom a record names by its `employeeId`; `undefined` if there is no such employee. */
export function namedEmployee({ record, owners }: Owned<NamesEmployee>, { roster }: Basis): Person | undefined {
  const { employeeId } = record
  if (employeeId === null || employeeId === undefined) return undefined
  // The join has looked nearly all of them up already.
  const [owner] = owners
  return owner?.employee?.id === employeeId ? owner : roster.employees.get(employeeId)
}

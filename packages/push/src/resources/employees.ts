import type { Requests } from "@rollcall/transport"
import { listResource } from "../ListResource.ts"
import { Employee } from "../schema/Employee.ts"

export type EmployeesFilters = {
  /** Part of an address. */
  readonly email?: string
  readonly licensed?: boolean
  /** Whether any or all of several must match is not documented. */
  readonly groups?: ReadonlyArray<string>
}

/**
 * People as Push knows them.
 *
 * **Source** `GET /v1/employees`; contracts/push.md, section 3.6, operation 17.
 */
export const employees = (read: Requests["read"]) =>
  listResource<Employee, EmployeesFilters>(read, {
    name: "employees",
    path: "/v1/employees",
    schema: Employee,
    idOf: (record) => record.id
  })

/**
 * Writes to employees: operations 19, 28 and 29.
 */
import { Option, Schema } from "effect"
import type { Reply } from "../../http/exchange.ts"
import { readBody } from "../body.ts"
import { employees } from "../collections.ts"
import { badRequest, notFound, type Operation, type PushContext } from "../operation.ts"
import type { Employee } from "../state.ts"

const EmployeeUpdate = Schema.Struct({
  licensed: Schema.optionalKey(Schema.Boolean),
  groups: Schema.optionalKey(Schema.Array(Schema.String)),
  chatopsEnabled: Schema.optionalKey(Schema.Boolean)
})
type EmployeeUpdate = typeof EmployeeUpdate.Type

type Refusal = "EMPLOYEE_NOT_LICENSED" | "EXCEEDED_MAX_LICENSED_EMPLOYEES" | "CHATOPS_NOT_IN_WORKING_STATE"

/** Operation 19; an employee without accounts goes with the licence (section 6, row 31). */
export const updateEmployee: Operation = (context, id) => {
  const { store } = context
  const update = readBody(context, EmployeeUpdate, "optional")
  if (Option.isNone(update)) return badRequest("the update of an employee")
  const employee = store.employees.find(id)
  if (employee === undefined) return notFound(context, "Employee Not Found")
  const updated = { ...employee, ...update.value }
  const refusal = refusalOf(context, employee, update.value)
  if (refusal !== undefined) return { status: 400, body: { status: refusal, message: "Bad Request" } }
  if (employee.licensed && !updated.licensed && !store.hasAccounts(id)) {
    store.employees.remove(id)
    return { status: 200, body: null }
  }
  store.employees.put(updated)
  return { status: 200, body: employees.write(context, updated) }
}

const refusalOf = (
  { store, switches }: PushContext,
  employee: Employee,
  { licensed = employee.licensed, chatopsEnabled }: EmployeeUpdate
): Refusal | undefined => {
  const { licenseCountMax } = switches
  if (licensed && !employee.licensed && licenseCountMax !== undefined) {
    const { size } = store.employees.view("licensed", (other) => other.licensed)
    if (size >= licenseCountMax) return "EXCEEDED_MAX_LICENSED_EMPLOYEES"
  }
  if (chatopsEnabled !== true) return undefined
  if (!licensed) return "EMPLOYEE_NOT_LICENSED"
  return switches.chatops === "broken" ? "CHATOPS_NOT_IN_WORKING_STATE" : undefined
}

const GroupBody = Schema.Struct({ group: Schema.NonEmptyString })

/** Operation 28: a group that the employee is in already changes nothing. */
export const addGroup: Operation = (context, id) =>
  withGroup(context, id, notFound(context), ({ groups }, group) =>
    groups.includes(group) ? groups : [...groups, group]
  )

/** Operation 29. */
export const deleteGroup: Operation = (context, id) =>
  withGroup(context, id, notFound(context, "Not Found"), ({ groups }, group) =>
    groups.includes(group) ? groups.filter((other) => other !== group) : undefined
  )

const withGroup = (
  context: PushContext,
  id: string,
  unknown: Reply,
  change: (employee: Employee, group: string) => ReadonlyArray<string> | undefined
): Reply => {
  const body = readBody(context, GroupBody)
  if (Option.isNone(body)) return badRequest("Invalid input")
  const employee = context.store.employees.find(id)
  const groups = employee === undefined ? undefined : change(employee, body.value.group)
  if (employee === undefined || groups === undefined) return unknown
  context.store.employees.put({ ...employee, groups })
  return { status: 200, body: { groups } }
}

/**
 * Merges employees: operation 30.
 */
import { Option, Schema } from "effect"
import { readBody } from "../body.ts"
import { employees } from "../collections.ts"
import { badRequest, notFound, type Operation } from "../operation.ts"
import type { Employee } from "../state.ts"

const MergeBody = Schema.Struct({ secondaryEmployeeIds: Schema.Array(Schema.String) })

const secondaryCountMax = 5

/** Operation 30; everything of the secondaries goes to the primary, or nothing does (section 6, rows 22 to 24). */
export const mergeEmployees: Operation = (context, id) => {
  const { store } = context
  const body = readBody(context, MergeBody)
  if (Option.isNone(body)) return badRequest("secondaryEmployeeIds")
  const ids = new Set(body.value.secondaryEmployeeIds)
  if (ids.size < body.value.secondaryEmployeeIds.length || ids.has(id)) return badRequest("an employee is named twice")
  if (ids.size < 1 || ids.size > secondaryCountMax) return badRequest("between 1 and 5 secondary employees")
  const primary = store.employees.find(id)
  if (primary === undefined) return notFound(context)
  const secondaries = [...ids].flatMap((secondaryId) => store.employees.find(secondaryId) ?? [])
  if (secondaries.length < ids.size) return notFound(context, "Not Found")

  const merged = united(primary, secondaries)
  for (const secondary of secondaries) store.employees.remove(secondary.id)
  store.employees.put(merged)
  store.moveBelongings(ids, id)
  return { status: 200, body: employees.write(context, merged) }
}

const united = (primary: Employee, secondaries: ReadonlyArray<Employee>): Employee => {
  const knownEmails = new Set<string>()
  const groups = new Set<string>()
  for (const employee of [primary, ...secondaries]) {
    knownEmails.add(employee.email)
    for (const email of employee.knownEmails ?? []) knownEmails.add(email)
    for (const group of employee.groups) groups.add(group)
  }
  return { ...primary, knownEmails: [...knownEmails], groups: [...groups] }
}

import type { Requests } from "@rollcall/transport"
import { Effect, Schema } from "effect"
import * as HttpClientRequest from "effect/http/HttpClientRequest"
import { type ArgumentRule, changesSomething, isId, isNotBlank, keepRules } from "../ArgumentError.ts"
import { decodeAnswer, explainRefusal, getRecord, pathOf, readRecord, send } from "../answers.ts"
import { listResource } from "../ListResource.ts"
import { Employee } from "../schema/Employee.ts"
import { textSet } from "../text-sets.ts"

export type EmployeesFilters = {
  /** Part of an address. */
  readonly email?: string
  readonly licensed?: boolean
  /** Whether any or all of several must match is not documented. */
  readonly groups?: ReadonlyArray<string>
}

/** What to change; what is left out stays as it is. */
export interface EmployeeUpdate {
  readonly licensed?: boolean
  /** Replaces the groups; `addGroup` and `deleteGroup` change one. */
  readonly groups?: ReadonlyArray<string>
}

/**
 * Why an update of an employee was refused, as the `code` of `Rejected`.
 *
 * **Source** contracts/push.md, section 3.6, operation 19, and section 4.18.
 */
export const employeeUpdateErrors = [
  "EMPLOYEE_NOT_LICENSED",
  "EXCEEDED_MAX_LICENSED_EMPLOYEES",
  "CHATOPS_NOT_IN_WORKING_STATE"
] as const

const definition = { name: "employees", path: "/v1/employees", schema: Employee, idOf: (record: Employee) => record.id }

/** Employees that one merge takes in; contracts/push.md, section 3.6, operation 30. */
const secondariesMax = 5

/**
 * People as Push knows them.
 *
 * **Source** `/v1/employees`; contracts/push.md, section 3.6, operations 17 to 19 and 28 to 30.
 */
export const employees = (requests: Requests) => {
  const { read, write } = requests
  const groups = textSet(requests, definition, {
    one: "group",
    all: "groups",
    rule: (group) => isNotBlank("group", group)
  })
  return {
    ...listResource<Employee, EmployeesFilters>(requests, definition),

    get: getRecord(read, definition),

    /**
     * Changes an employee and gives the employee as they are then, `null` if they are gone.
     *
     * **Gotchas** Taking the licence from an employee without accounts removes the employee.
     *
     * **Errors** `Rejected`, with a `code` of {@link employeeUpdateErrors} where the source names one.
     *
     * **Source** `PATCH /v1/employees/{id}`, operation 19.
     */
    update: Effect.fnUntraced(function* (id: string, update: EmployeeUpdate) {
      const operation = "employees.update"
      yield* keepRules(operation, [
        isId("id", id),
        changesSomething({ ...update }),
        ...(update.groups ?? []).map((group) => isNotBlank("groups", group))
      ])
      return yield* HttpClientRequest.patch(pathOf(definition, id)).pipe(
        HttpClientRequest.bodyJsonUnsafe({ licensed: update.licensed, groups: update.groups }),
        (request) => send(write, operation, request),
        Effect.flatMap(decodeAnswer(Schema.NullOr(Employee), operation))
      )
    }),

    /**
     * Puts an employee into a group and gives all of their groups.
     *
     * **Source** `POST /v1/employees/{id}/groups`, operation 28.
     */
    addGroup: groups.add("employees.addGroup"),

    /**
     * Takes an employee out of a group and gives the groups left.
     *
     * **Errors** `NotFound`; its `detail` tells a missing group from a missing employee.
     *
     * **Source** `DELETE /v1/employees/{id}/groups`, operation 29.
     */
    deleteGroup: groups.delete("employees.deleteGroup"),

    /**
     * Merges one to five employees into one and gives that one.
     *
     * **Gotchas** Cannot be undone. Records may still point to the employees that are gone.
     *
     * **Source** `POST /v1/employees/{id}/merge`, operation 30.
     */
    merge: Effect.fnUntraced(function* (id: string, secondaryEmployeeIds: ReadonlyArray<string>) {
      const operation = "employees.merge"
      yield* keepRules(operation, [isId("id", id), ...areSecondaries(id, secondaryEmployeeIds)])
      return yield* HttpClientRequest.post(pathOf(definition, id, "/merge")).pipe(
        HttpClientRequest.bodyJsonUnsafe({ secondaryEmployeeIds }),
        (request) => send(write, operation, request),
        Effect.catch(explainRefusal(readRecord(read, definition, { operation, id }))),
        Effect.flatMap(decodeAnswer(Employee, operation))
      )
    })
  }
}

function areSecondaries(primaryId: string, ids: ReadonlyArray<string>): ReadonlyArray<ArgumentRule> {
  const argument = "secondaryEmployeeIds"
  return [
    {
      argument,
      rule: `must hold 1 to ${secondariesMax} ids`,
      isKept: ids.length >= 1 && ids.length <= secondariesMax
    },
    ...ids.map((id) => isId(argument, id)),
    { argument, rule: "must not hold an id twice", isKept: new Set(ids).size === ids.length },
    { argument, rule: "must not hold the employee that stays", isKept: !ids.includes(primaryId) }
  ]
}

/**
 * `rollcall push employees`: people as Push knows them, their licences and groups.
 */
import type { PushClientShape } from "@rollcall/push"
import type { Employee } from "@rollcall/push/schema"
import { Effect } from "effect"
import { Argument, Command } from "effect/cli"
import { booleanFlag, given, textFlag, textsFlag, textsOrNoneFlag } from "../../MemberFlags.ts"
import {
  getVerb,
  hasMembers,
  idArgument,
  listVerb,
  onRecord,
  orGone,
  type PushAction,
  type RecordWrite,
  writeVerb
} from "../../PushResource.ts"
import { recordSummary } from "../../RecordText.ts"

const resource = {
  name: "employees",
  one: "employee",
  columns: ["id", "email", "firstName", "lastName", "department", "licensed", "groups"]
}

const id = idArgument("ID", "The employee's id")
const look = (input: { readonly id: string }) => `get ${input.id}`
const onEmployee = (employeeId: string, write: RecordWrite<Employee>) =>
  onRecord(resource, { id: employeeId }, (client) => client.employees.get(employeeId), write)

const list = listVerb(
  resource,
  {
    email: textFlag("email", "Part of an address"),
    licensed: booleanFlag("licensed", "Only with a licence, or with --no-licensed only without"),
    groups: textsFlag("groups", "In this group")
  },
  (client, filters) => client.employees.pages(filters)
)

const get = getVerb(resource, (client, employeeId) => client.employees.get(employeeId))

const update = writeVerb(resource, {
  name: "update",
  about: "Change an employee's licence or groups; whoever has no accounts goes with the licence",
  example: "ID --no-licensed",
  input: {
    id,
    update: {
      licensed: booleanFlag("licensed", "Give the licence, or with --no-licensed take it"),
      groups: textsOrNoneFlag("groups", "The groups, instead of those the employee has")
    }
  },
  action: (input) => {
    const changes = given(input.update)
    return onEmployee(input.id, {
      operation: "employees.update",
      send: (client) => client.employees.update(input.id, changes),
      isSo: (employee) => (employee === null ? changes.licensed === false : hasMembers(employee, changes)),
      changes: Object.keys(changes),
      ...(changes.licensed === false ? { caution: "An employee without accounts is removed with the licence." } : {})
    })
  },
  look
})

const group = Argument.String("GROUP").pipe(Argument.withDescription("The group's name"))

const addGroup = writeVerb(resource, {
  name: "add-group",
  about: "Put an employee into a group",
  example: "ID Engineering",
  input: { id, group },
  action: (input) =>
    onEmployee(input.id, {
      operation: "employees.addGroup",
      send: (client) => client.employees.addGroup(input.id, input.group),
      isSo: (employee) => employee?.groups?.includes(input.group) === true,
      changes: ["groups"]
    }),
  look
})

const deleteGroup = writeVerb(resource, {
  name: "delete-group",
  about: "Take an employee out of a group",
  example: "ID Engineering",
  input: { id, group },
  action: (input) =>
    onEmployee(input.id, {
      operation: "employees.deleteGroup",
      send: (client) => client.employees.deleteGroup(input.id, input.group),
      isSo: (employee) => employee?.groups?.includes(input.group) === false,
      changes: ["groups"]
    }),
  look
})

const merge = writeVerb(resource, {
  name: "merge",
  about: "Merge one to five employees into one; this cannot be undone",
  example: "ID SECONDARY_ID",
  input: {
    id: idArgument("ID", "The employee that stays"),
    secondaries: idArgument("SECONDARY_ID", "The employees that go into it").pipe(Argument.atLeast(1))
  },
  action: (input) => merging(input.id, input.secondaries),
  look
})

interface Merge {
  readonly primary: Employee | null
  readonly secondaries: ReadonlyArray<Employee | null>
}

const employeeOf = (client: PushClientShape, employeeId: string) => orGone(client.employees.get(employeeId))

const merging = (primaryId: string, secondaryIds: ReadonlyArray<string>): PushAction<Merge> => ({
  operation: "employees.merge",
  subject: primaryId,
  typedBack: () => ({ what: "the id of the employee that stays", text: primaryId }),
  read: (client) =>
    Effect.all({
      primary: employeeOf(client, primaryId),
      secondaries: Effect.forEach(secondaryIds, (each) => employeeOf(client, each))
    }),
  missing: ({ primary, secondaries }) =>
    [primaryId, ...secondaryIds]
      .filter((_, index) => [primary, ...secondaries][index] === null)
      .map((each) => `employee ${each}`),
  touches: ({ primary, secondaries }) => [
    ...recordSummary(resource.columns, primary),
    ...secondaries.flatMap((each) => ["takes in, for good:", ...recordSummary(resource.columns, each)])
  ],
  send: (client) => client.employees.merge(primaryId, secondaryIds),
  isSo: ({ primary, secondaries }) => primary !== null && secondaries.every((each) => each === null)
})

export const employees = Command.make("employees").pipe(
  Command.withDescription("People as Push knows them"),
  Command.withSubcommands([list, get, update, addGroup, deleteGroup, merge])
)

/**
 * `rollcall push apps`: apps in use, and what the administrator says about them.
 */
import type { App } from "@rollcall/push/schema"
import { Argument, Command } from "effect/cli"
import { choiceOrNoneFlag, given, instantFlag, textOrNoneFlag } from "../../MemberFlags.ts"
import { getVerb, hasMembers, idArgument, listVerb, onRecord, type RecordWrite, writeVerb } from "../../PushResource.ts"

const resource = {
  name: "apps",
  one: "app",
  columns: ["id", "type", "approvalStatus", "sensitivityLevel", "ownerId", "labels"]
}

const id = idArgument("ID", "The app's id")
const look = (input: { readonly id: string }) => `get ${input.id}`
const onApp = (appId: string, write: RecordWrite<App>) =>
  onRecord(resource, { id: appId }, (client) => client.apps.get(appId), write)

const list = listVerb(
  resource,
  {
    creationTimestampAfter: instantFlag("creationTimestampAfter", "First seen since"),
    creationTimestampBefore: instantFlag("creationTimestampBefore", "First seen before")
  },
  (client, filters) => client.apps.pages(filters)
)

const get = getVerb(resource, (client, appId) => client.apps.get(appId))

const update = writeVerb(resource, {
  name: "update",
  about: "Change an app's approval, sensitivity, notes or owner; what is not named stays as it is",
  example: "ID --approval-status APPROVED",
  input: {
    id,
    update: {
      approvalStatus: choiceOrNoneFlag(
        "approvalStatus",
        ["UNDER_REVIEW", "APPROVED", "NOT_APPROVED"],
        "Whether it may be used"
      ),
      sensitivityLevel: choiceOrNoneFlag("sensitivityLevel", ["HIGH", "MEDIUM", "LOW"], "How sensitive its data is"),
      notes: textOrNoneFlag("notes", "Notes"),
      ownerId: textOrNoneFlag("ownerId", "The id of the employee who answers for it")
    }
  },
  action: (input) => {
    const changes = given(input.update)
    return onApp(input.id, {
      operation: "apps.update",
      send: (client) => client.apps.update(input.id, changes),
      isSo: (app) => app !== null && hasMembers(app, changes),
      changes: Object.keys(changes)
    })
  },
  look
})

const label = Argument.String("LABEL").pipe(Argument.withDescription("The label, at most 50 characters"))

const addLabel = writeVerb(resource, {
  name: "add-label",
  about: "Put a label on an app",
  example: "ID GenAI",
  input: { id, label },
  action: (input) =>
    onApp(input.id, {
      operation: "apps.addLabel",
      send: (client) => client.apps.addLabel(input.id, input.label),
      isSo: (app) => app?.labels?.includes(input.label) === true,
      changes: ["labels"]
    }),
  look
})

const deleteLabel = writeVerb(resource, {
  name: "delete-label",
  about: "Take a label off an app",
  example: "ID GenAI",
  input: { id, label },
  action: (input) =>
    onApp(input.id, {
      operation: "apps.deleteLabel",
      send: (client) => client.apps.deleteLabel(input.id, input.label),
      isSo: (app) => app?.labels?.includes(input.label) === false,
      changes: ["labels"]
    }),
  look
})

export const apps = Command.make("apps").pipe(
  Command.withDescription("Apps in use"),
  Command.withSubcommands([list, get, update, addLabel, deleteLabel])
)

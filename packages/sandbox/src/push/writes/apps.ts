/**
 * Writes to apps: operations 10, 11 and 12.
 */
import { Option, Schema } from "effect"
import { fits, readBody } from "../body.ts"
import { apps } from "../collections.ts"
import { badRequest, notFound, type Operation, type PushContext } from "../operation.ts"

// An older generation of the API takes `ownerId` for any unknown member (section 6, row 32).
const OlderAppUpdate = Schema.Struct({
  approvalStatus: Schema.optionalKey(Schema.NullOr(Schema.Literals(["UNDER_REVIEW", "APPROVED", "NOT_APPROVED"]))),
  sensitivityLevel: Schema.optionalKey(Schema.NullOr(Schema.Literals(["HIGH", "MEDIUM", "LOW"]))),
  notes: Schema.optionalKey(Schema.NullOr(Schema.String))
})
const AppUpdate = Schema.Struct({
  ...OlderAppUpdate.fields,
  ownerId: Schema.optionalKey(Schema.NullOr(Schema.String))
})

/** Operation 10: null unsets a member, and one that is left out keeps its value. */
export const updateApp: Operation = (context, id) => {
  const { store, switches } = context
  const update =
    switches.ownerId === "stored" ? readBody(context, AppUpdate) : readBody<object>(context, OlderAppUpdate)
  if (Option.isNone(update)) return badRequest("the update of an app")
  const app = store.apps.find(id)
  if (app === undefined) return notFound(context)
  const updated = { ...app, ...update.value }
  if (
    updated.ownerId !== app.ownerId &&
    updated.ownerId !== null &&
    store.employees.find(updated.ownerId) === undefined
  ) {
    return badRequest("ownerId names no employee")
  }
  store.apps.put(updated)
  return { status: 200, body: apps.write(context, updated) }
}

/** Operation 11: a label that is there already changes nothing. */
export const addLabel: Operation = (context, id) => {
  const label = labelOf(context)
  if (label === undefined) return badRequest("Invalid input")
  const app = context.store.apps.find(id)
  if (app === undefined) return notFound(context, "App Not Found")
  const labels = app.labels.includes(label) ? app.labels : [...app.labels, label]
  context.store.apps.put({ ...app, labels })
  return { status: 200, body: { labels } }
}

/** Operation 12. */
export const deleteLabel: Operation = (context, id) => {
  const label = labelOf(context)
  if (label === undefined) return badRequest("Invalid input")
  const app = context.store.apps.find(id)
  if (app === undefined || !app.labels.includes(label)) return notFound(context, "Not Found")
  const labels = app.labels.filter((other) => other !== label)
  context.store.apps.put({ ...app, labels })
  return { status: 200, body: { labels } }
}

const LabelBody = Schema.Struct({ label: Schema.NonEmptyString })

const labelLengthMax = 50

const labelOf = (context: PushContext): string | undefined => {
  const body = readBody(context, LabelBody)
  return Option.isSome(body) && fits(body.value.label, labelLengthMax, context.switches) ? body.value.label : undefined
}

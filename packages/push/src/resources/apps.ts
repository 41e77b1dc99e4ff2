import type { Requests } from "@rollcall/transport"
import { Effect } from "effect"
import * as HttpClientRequest from "effect/http/HttpClientRequest"
import { changesSomething, hasLength, ifGiven, isId, isOneOf, keepRules } from "../ArgumentError.ts"
import { decodeAnswer, explainRefusal, getRecord, pathOf, readRecord, send } from "../answers.ts"
import { listResource } from "../ListResource.ts"
import { App, approvalStatuses, sensitivityLevels } from "../schema/App.ts"
import { textSet } from "../text-sets.ts"

export type AppsFilters = {
  /** UNIX seconds. */
  readonly creationTimestampAfter?: number
  /** UNIX seconds. */
  readonly creationTimestampBefore?: number
}

/** What to change; `null` unsets, and what is left out stays as it is. */
export interface AppUpdate {
  readonly approvalStatus?: (typeof approvalStatuses)[number] | null
  readonly sensitivityLevel?: (typeof sensitivityLevels)[number] | null
  readonly notes?: string | null
  /** An employee's id. */
  readonly ownerId?: string | null
}

const definition = {
  name: "apps",
  path: "/v1/apps",
  schema: App,
  idOf: (record: App) => record.id,
  mayRefuseUnknownId: true
}

/** Labels are no longer than this; contracts/push.md, section 3.3, operation 11. */
const labelLength = { min: 1, max: 50 }

/**
 * Apps in use.
 *
 * **Source** `/v1/apps`; contracts/push.md, section 3.3, operations 8 to 12.
 */
export const apps = (requests: Requests) => {
  const { read, write } = requests
  const labels = textSet(requests, definition, {
    one: "label",
    all: "labels",
    rule: (label) => hasLength("label", label, labelLength)
  })
  return {
    ...listResource<App, AppsFilters>(requests, definition),

    get: getRecord(read, definition),

    /**
     * Changes what the administrator says about an app and gives the app as it is then.
     *
     * **Gotchas** An older server may ignore `ownerId`: compare what you rely on.
     *
     * **Source** `PATCH /v1/apps/{id}`, operation 10.
     */
    update: Effect.fnUntraced(function* (id: string, update: AppUpdate) {
      const operation = "apps.update"
      yield* keepRules(operation, [
        isId("id", id),
        changesSomething({ ...update }),
        ...ifGiven(update.approvalStatus, (status) => isOneOf("approvalStatus", status, approvalStatuses)),
        ...ifGiven(update.sensitivityLevel, (level) => isOneOf("sensitivityLevel", level, sensitivityLevels)),
        ...ifGiven(update.ownerId, (ownerId) => isId("ownerId", ownerId))
      ])
      const { approvalStatus, sensitivityLevel, notes, ownerId } = update
      return yield* HttpClientRequest.patch(pathOf(definition, id)).pipe(
        HttpClientRequest.bodyJsonUnsafe({ approvalStatus, sensitivityLevel, notes, ownerId }),
        (request) => send(write, operation, request),
        Effect.catch(explainRefusal(readRecord(read, definition, { operation, id }))),
        Effect.flatMap(decodeAnswer(App, operation))
      )
    }),

    /**
     * Adds a label and gives all of them.
     *
     * **Source** `POST /v1/apps/{id}/labels`, operation 11.
     */
    addLabel: labels.add("apps.addLabel"),

    /**
     * Takes a label away and gives those left.
     *
     * **Errors** `NotFound`; its `detail` tells a missing label from a missing app.
     *
     * **Source** `DELETE /v1/apps/{id}/labels`, operation 12.
     */
    deleteLabel: labels.delete("apps.deleteLabel")
  }
}

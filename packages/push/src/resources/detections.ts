import type { Requests } from "@rollcall/transport"
import { getRecord } from "../answers.ts"
import { listResource } from "../ListResource.ts"
import { Detection } from "../schema/Detection.ts"

export type DetectionsFilters = {
  /** UNIX seconds. */
  readonly creationTimestampAfter?: number
  /** This and the next two are known from other people's programs only. */
  readonly severity?: string
  readonly archived?: boolean
  readonly detectionType?: string
}

const definition = {
  name: "detections",
  path: "/v1/detections",
  schema: Detection,
  idOf: (record: Detection) => record.id,
  mayRefuseUnknownId: true
}

/**
 * Attacks that Push saw or stopped; not every tenant has this list.
 *
 * **Errors** `NotFound` where the source does not have the list.
 *
 * **Source** `/v1/detections`; contracts/push.md, section 3.8, operations 32 and 33. What operation 34 wants
 * in its body is not known, so it is not here.
 */
export const detections = ({ read, spare }: Requests) => ({
  ...listResource<Detection, DetectionsFilters>({ read, spare }, definition),

  get: getRecord(read, definition)
})

import type { Requests } from "@rollcall/transport"
import { listResource } from "../ListResource.ts"
import { Detection } from "../schema/Detection.ts"

export type DetectionsFilters = {
  /** UNIX seconds. */
  readonly creationTimestampAfter?: number
}

/**
 * Attacks that Push saw or stopped; not every tenant has this list.
 *
 * **Errors** `NotFound` where the source does not have the list.
 *
 * **Source** `GET /v1/detections`; contracts/push.md, section 3.8, operation 32.
 */
export const detections = (read: Requests["read"]) =>
  listResource<Detection, DetectionsFilters>(read, {
    name: "detections",
    path: "/v1/detections",
    schema: Detection,
    idOf: (record) => record.id
  })

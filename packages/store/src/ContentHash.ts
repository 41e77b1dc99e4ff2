/**
 * The content hash of a snapshot: what its records are, whatever run, time or order they came in.
 */
import { type ResourceName, resourceNames, resources } from "@rollcall/model"
import { createHash } from "node:crypto"
import type { RecordText } from "./SnapshotStore.ts"

/** Resources in the order in which they are hashed: by source, then by name. */
export const hashOrder: ReadonlyArray<ResourceName> = resourceNames.toSorted((a, b) =>
  `${resources[a].source}.${a}` < `${resources[b].source}.${b}` ? -1 : 1
)

/** A hash in the making; records must come by resource in {@link hashOrder}, then by id and JSON text. */
export interface ContentHash {
  readonly add: (resource: ResourceName, record: RecordText) => void
  readonly digest: () => string
}

/** SHA-256 over source, resource, id and JSON text of each record, each with its length before it. */
export function makeContentHash(): ContentHash {
  const hash = createHash("sha256")
  return {
    add: (resource, { id, json }) => {
      for (const text of [resources[resource].source, resource, id, json]) {
        hash.update(`${Buffer.byteLength(text)}:`).update(text)
      }
    },
    digest: () => hash.digest("hex")
  }
}

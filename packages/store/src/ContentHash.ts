/**
 * The content hash of a snapshot: what its records are, whatever run, time or order they came in.
 */
import { type ResourceName, resourceNames, resources } from "@rollcall/model"
import { createHash } from "node:crypto"

/** Resources in the order in which they are hashed: by source, then by name. */
export const hashOrder: ReadonlyArray<ResourceName> = resourceNames.toSorted((a, b) =>
  `${resources[a].source}.${a}` < `${resources[b].source}.${b}` ? -1 : 1
)

/** A hash in the making. */
export interface ContentHash {
  /** Takes the bytes of records; they must come by resource in {@link hashOrder}, then in canonical order. */
  readonly add: (bytes: Uint8Array) => void
  readonly digest: () => string
}

/** SHA-256 over source, resource, id and JSON text of each record, each with its length before it, as they are in pages. */
export function makeContentHash(): ContentHash {
  const hash = createHash("sha256")
  return {
    add: (bytes) => {
      hash.update(bytes)
    },
    digest: () => hash.digest("hex")
  }
}

import { Schema } from "effect"

/**
 * A blocked URL pattern: `*://`, host, path. It has no id, date or author.
 *
 * **Source** contracts/push.md, section 4.16.
 */
export const BlockedUrl = Schema.NonEmptyString
export type BlockedUrl = typeof BlockedUrl.Type

/**
 * `report.json`: the document itself, of which all else is made.
 *
 * **Details** `render` writes it before the others, which name its hash.
 */
import type { Format } from "./Format.ts"

export const json: Format = { presence: "always", files: () => [] }

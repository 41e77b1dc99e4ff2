/**
 * `report.json`: the document itself, of which all else is made.
 */
import type { Format } from "./Format.ts"

export const json: Format = {
  presence: "always",
  files: (input) => [{ name: "report.json", bytes: input.json }]
}

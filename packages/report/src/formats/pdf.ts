/**
 * The report to be read and printed; in several files if it is long.
 */
import { renderPdf } from "../pdf/render-pdf.ts"
import { themed } from "../theme/themed.ts"
import type { Format } from "./Format.ts"

export const pdf: Format = {
  presence: "by-default",
  files: (input) => renderPdf({ ...input, content: themed(input.content(), input.theme, input.language) })
}

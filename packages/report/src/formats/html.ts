/**
 * The report for a browser.
 */
import { renderHtml } from "../html/render-html.ts"
import { themed } from "../theme/themed.ts"
import type { Format } from "./Format.ts"

export const html: Format = {
  presence: "by-default",
  files: (input) => renderHtml({ ...input, content: themed(input.content(), input.theme, input.language) })
}

/**
 * Draws a logo as one figure with its alternative text, above the title.
 */
import type { Cover } from "../blocks.ts"
import { displayText } from "../display.ts"
import type { Flow } from "./Flow.ts"
import { number } from "./objects.ts"
import { sheet } from "./ReportPdf.ts"

const box = { width: 180, height: 48 }

/** Draws a logo as large as fits its box, and never larger than it is at 72 samples an inch. */
export function drawLogo(flow: Flow, logo: NonNullable<Cover["logo"]>): void {
  const scale = Math.min(1, box.width / logo.width, box.height / logo.height)
  const [width, height] = [logo.width * scale, logo.height * scale]
  const bottom = sheet.height - flow.y - height
  const corners = [sheet.left, bottom, sheet.left + width, bottom + height]
  const figure = flow.element("Figure", {
    figure: { alt: displayText(logo.alternative), box: `[${corners.map(number).join(" ")}]` }
  })
  flow.content(figure, () =>
    flow.canvas.picture(flow.volume.picture(logo), { x: sheet.left, y: flow.y, width, height })
  )
  figure.end()
  flow.y += height + 12
}

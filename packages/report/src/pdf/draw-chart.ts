/**
 * Draws a chart as vectors, as one figure with all its numbers as alternative text, and its legend below.
 */
import type { Chart } from "../blocks.ts"
import type { Point, Shape } from "../charts/drawing.ts"
import { displayText } from "../display.ts"
import { ink } from "../palette.ts"
import type { Flow } from "./Flow.ts"
import { number } from "./objects.ts"
import { sheet } from "./ReportPdf.ts"
import { styles } from "./styles.ts"

const swatch = 7

/** How high a chart is with its title and legend. */
export const chartHeight = ({ drawing, legend }: Chart): number =>
  styles.caption.leading + 4 + drawing.height + (legend.length === 0 ? 0 : styles.small.leading + 4)

/** Draws a chart. */
export function drawChart(flow: Flow, chart: Chart): void {
  const { description, drawing, title } = chart
  flow.paragraph("P", title, styles.caption)
  flow.y += 4
  const top = flow.y
  const corners = [sheet.left, sheet.height - top - drawing.height, sheet.left + drawing.width, sheet.height - top]
  const figure = flow.element("Figure", {
    figure: { alt: displayText(`${title}: ${description}`), box: `[${corners.map(number).join(" ")}]` }
  })
  flow.content(figure, () => {
    for (const shape of drawing.shapes) drawShape(flow, shape, top)
  })
  figure.end()
  flow.y += drawing.height
  if (chart.legend.length > 0) drawLegend(flow, chart)
}

function drawShape(flow: Flow, shape: Shape, top: number): void {
  const { canvas } = flow
  const placed = ({ x, y }: Point) => ({ x: sheet.left + x, y: top + y })
  switch (shape.kind) {
    case "box":
      return canvas.bar({ ...placed(shape), width: shape.width, height: shape.height }, shape.mark)
    case "rule": {
      const { x, y } = placed(shape)
      return canvas.rule(x, y, shape.width, 0.4, ink.hairline)
    }
    case "line":
      return canvas.line(shape.points.map(placed), 1.4, flow.accent)
    case "dot": {
      const { x, y } = placed(shape.at)
      return canvas.dot(x, y, 2.4, flow.accent)
    }
    case "text": {
      const style = shape.role === "value" ? styles.chartValue : styles.chartLabel
      const text = displayText(shape.text)
      const width = flow.faces.width(text, style.size, style.weight)
      const { x, y } = placed(shape)
      const left = shape.anchor === "start" ? x : shape.anchor === "end" ? x - width : x - width / 2
      return canvas.text(text, left, y, style)
    }
  }
}

/** What the fills stand for: nothing is told by colour alone. */
function drawLegend(flow: Flow, { legend }: Chart): void {
  const style = styles.small
  flow.y += 4
  const element = flow.element("P")
  flow.content(element, () => {
    let x = sheet.left
    for (const { label, mark } of legend) {
      const text = displayText(label)
      const width = swatch + 4 + flow.faces.width(text, style.size, style.weight)
      flow.canvas.bar({ x, y: flow.y + (style.leading - swatch) / 2, width: swatch, height: swatch }, mark)
      flow.lines([text], x + swatch + 4, flow.y, style)
      x += width + 14
    }
  })
  element.end()
  flow.y += style.leading
}

/**
 * A chart as its template takes it: shapes as SVG elements with their numbers written out.
 */
import type { Chart } from "../blocks.ts"
import type { Shape } from "../charts/drawing.ts"
import { displayText } from "../display.ts"

/** What `chart.hbs` fills in. */
export const chartView = ({ description, drawing, legend, title }: Chart): object => ({
  title: displayText(title),
  description: displayText(description),
  viewBox: `0 0 ${drawing.width} ${drawing.height}`,
  // Without letters it may become as narrow as the screen.
  size: drawing.shapes.some(({ kind }) => kind === "text") ? "lettered" : "plain",
  shapes: drawing.shapes.map(shapeView),
  legend: legend.map(({ label, mark }) => ({ label: displayText(label), mark })),
  hasLegend: legend.length > 0,
  // Of a single bar the legend says them already.
  numbers: legend.map(({ label }) => label).join(", ") === description ? null : displayText(description)
})

const noShape = { box: null, line: null, dot: null, rule: null, text: null }

function shapeView(shape: Shape): object {
  switch (shape.kind) {
    case "box": {
      const { height, mark, width, x, y } = shape
      return { ...noShape, box: { x: rounded(x), y: rounded(y), width: rounded(width), height, mark } }
    }
    case "line":
      return { ...noShape, line: { points: shape.points.map(({ x, y }) => `${rounded(x)},${rounded(y)}`).join(" ") } }
    case "dot":
      return { ...noShape, dot: { x: rounded(shape.at.x), y: rounded(shape.at.y) } }
    case "rule":
      return { ...noShape, rule: { x1: rounded(shape.x), x2: rounded(shape.x + shape.width), y: rounded(shape.y) } }
    case "text": {
      const { anchor, role, text, x, y } = shape
      return { ...noShape, text: { x: rounded(x), y: rounded(y), anchor, role, text: displayText(text) } }
    }
  }
}

const rounded = (value: number): number => Math.round(value * 100) / 100

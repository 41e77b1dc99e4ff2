/**
 * A number from 0 to 100, month by month.
 */
import type { Chart } from "../blocks.ts"
import { drawingWidth, type Point, type Shape } from "./drawing.ts"

/** One month; `null` where there is no number. */
export interface Month {
  readonly label: string
  readonly value: number | null
  /** The number in words, or what is said in its place. */
  readonly shown: string
  /** Months of different conditions are not joined by a line. */
  readonly condition: string
}

const height = 96
const namedMax = 9
const plot = { left: 26, right: drawingWidth - 20, top: 16, bottom: 74 }

/** Dots with their numbers; a line joins neighbours only where they were judged alike. */
export function trendLine(title: string, months: ReadonlyArray<Month>): Chart {
  const step = months.length < 2 ? 0 : (plot.right - plot.left - 24) / (months.length - 1)
  const places = months.map((month, index) => ({
    ...month,
    x: plot.left + 12 + index * step,
    y: month.value === null ? null : heightOf(month.value)
  }))
  const dots = places.flatMap(({ x, y }) => (y === null ? [] : [{ x, y }]))
  return {
    kind: "chart",
    title,
    description: months.map(({ label, shown }) => `${label} ${shown}`).join(", "),
    legend: [],
    drawing: {
      width: drawingWidth,
      height,
      shapes: [
        ...[0, 50, 100].flatMap(gridLine),
        ...linesOf(places).map((points): Shape => ({ kind: "line", points })),
        ...dots.map((at): Shape => ({ kind: "dot", at })),
        ...places.filter(isLabelled).map(({ label, x }): Shape => ({
          kind: "text",
          text: label,
          x,
          y: height - 6,
          anchor: "middle",
          role: "label"
        })),
        ...places.map(({ shown, x, y }): Shape => ({
          kind: "text",
          text: shown,
          x,
          y: (y ?? plot.bottom) - 6,
          anchor: "middle",
          role: "value"
        }))
      ]
    }
  }
}

/** Of many months every other is named, the last among them: names would touch each other. */
const isLabelled = (_: unknown, index: number, { length }: ReadonlyArray<unknown>): boolean =>
  length <= namedMax || (length - 1 - index) % 2 === 0

const heightOf = (value: number): number => plot.bottom - (value / 100) * (plot.bottom - plot.top)

const gridLine = (value: number): ReadonlyArray<Shape> => [
  { kind: "rule", x: plot.left, y: heightOf(value), width: plot.right - plot.left },
  { kind: "text", text: String(value), x: plot.left - 5, y: heightOf(value) + 2.5, anchor: "end", role: "label" }
]

interface Place {
  readonly x: number
  readonly y: number | null
  readonly condition: string
}

/** Runs of at least two neighbours of one condition. */
function linesOf(places: ReadonlyArray<Place>): ReadonlyArray<ReadonlyArray<Point>> {
  const runs: Array<Array<Point>> = []
  for (const [index, { condition, x, y }] of places.entries()) {
    const before = places[index - 1]
    const goesOn = before !== undefined && before.y !== null && before.condition === condition
    if (y === null) continue
    if (goesOn) runs.at(-1)?.push({ x, y })
    else runs.push([{ x, y }])
  }
  return runs.filter((run) => run.length > 1)
}

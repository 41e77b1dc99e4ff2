/**
 * Parts of wholes, a bar for each whole.
 */
import type { Chart, Mark } from "../blocks.ts"
import { drawingWidth, type Shape } from "./drawing.ts"

/** A part of a whole; its number is shown as `shown`. */
export interface Part {
  readonly label: string
  readonly value: number
  readonly shown: string
  readonly mark: Mark
}

/** A whole with its parts; without a label if it is the only one. */
export interface Whole {
  readonly label: string | null
  readonly parts: ReadonlyArray<Part>
}

const barHeight = 11
const pitch = 17
const labelWidth = 118

/** Bars of equal length, whatever their wholes: shares are compared, and the numbers stand in the description. */
export function stackedBars(title: string, wholes: ReadonlyArray<Whole>): Chart {
  const left = wholes.some(({ label }) => label !== null) ? labelWidth : 0
  return {
    kind: "chart",
    title,
    description: wholes.map(described).join("; "),
    legend: legendOf(wholes),
    drawing: {
      width: drawingWidth,
      height: wholes.length * pitch,
      shapes: wholes.flatMap((whole, row) => barOf(whole, row * pitch + (pitch - barHeight) / 2, left))
    }
  }
}

const described = ({ label, parts }: Whole): string => {
  const numbers = parts.map((part) => `${part.label} ${part.shown}`).join(", ")
  return label === null ? numbers : `${label}: ${numbers}`
}

function legendOf(wholes: ReadonlyArray<Whole>): Chart["legend"] {
  const single = wholes.length === 1
  const entries = new Map<string, Chart["legend"][number]>()
  for (const { label, mark, shown } of wholes.flatMap(({ parts }) => parts)) {
    if (!entries.has(label)) entries.set(label, { label: single ? `${label} ${shown}` : label, mark })
  }
  return [...entries.values()]
}

function barOf({ label, parts }: Whole, y: number, left: number): ReadonlyArray<Shape> {
  const total = parts.reduce((sum, { value }) => sum + value, 0)
  let x = left
  const boxes = parts
    .filter(({ value }) => value > 0)
    .map(({ mark, value }): Shape => {
      const width = (value / total) * (drawingWidth - left)
      const box: Shape = { kind: "box", x, y, width, height: barHeight, mark }
      x += width
      return box
    })
  if (label === null) return boxes
  return [{ kind: "text", text: label, x: 0, y: y + barHeight - 2.5, anchor: "start", role: "label" }, ...boxes]
}

/**
 * What a chart is drawn with, on paper and on screen alike: a few shapes at places in points, from the top left corner.
 *
 * **Source** guides/reporting.md, section 9.
 */
import type { Mark } from "../blocks.ts"

/** One shape of a chart. */
export type Shape =
  | {
      readonly kind: "box"
      readonly x: number
      readonly y: number
      readonly width: number
      readonly height: number
      readonly mark: Mark
    }
  | { readonly kind: "line"; readonly points: ReadonlyArray<Point> }
  | { readonly kind: "dot"; readonly at: Point }
  | { readonly kind: "rule"; readonly x: number; readonly y: number; readonly width: number }
  | {
      readonly kind: "text"
      readonly text: string
      readonly x: number
      /** Of the baseline. */
      readonly y: number
      readonly anchor: "start" | "middle" | "end"
      readonly role: "label" | "value"
    }

/** A place. */
export interface Point {
  readonly x: number
  readonly y: number
}

/** A chart's shapes on a ground of its own. */
export interface Drawing {
  readonly width: number
  readonly height: number
  readonly shapes: ReadonlyArray<Shape>
}

/** The width of the printed page between its margins: a chart is as wide on screen, and scaled there. */
export const drawingWidth = 499

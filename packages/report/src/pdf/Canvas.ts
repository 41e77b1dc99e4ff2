/**
 * Draws on a page: text, rules, boxes and the shapes of marks, as plain content operators.
 *
 * Coordinates are points from the top left corner.
 */
import type { Mark } from "../blocks.ts"
import { fills, ink, markInks } from "../palette.ts"
import type { RunFont } from "./Face.ts"
import type { Faces } from "./Faces.ts"
import { number, textString } from "./objects.ts"
import type { Drawing } from "./Page.ts"
import type { Style } from "./wrap.ts"

/** A rectangle. */
export interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** How far a circle's control points lie from its ends, for a radius of 1. */
const circleHandle = 0.5523

/** The drawing operations of one volume, on the page that it is at. */
export class Canvas {
  /** The fonts that were drawn with, by the name that operators give them, each with its object. */
  readonly fonts: Map<string, number> = new Map()
  readonly #faces: Faces
  readonly #colors: Map<string, string> = new Map()
  #drawing: Drawing

  constructor(drawing: Drawing, faces: Faces) {
    this.#drawing = drawing
    this.#faces = faces
  }

  /** Draws on another page from now on. */
  turnTo(drawing: Drawing): void {
    this.#drawing = drawing
  }

  /** Draws one line with its baseline at `y`. */
  text(line: string, x: number, y: number, style: Style): void {
    const plain = this.#faces.plainLine(line, style.weight)
    if (plain === null) return this.#anyText(line, x, y, style)
    this.#set(plain.font, style)
    this.#add(`BT ${place(x, y)}(${plain.glyphs})Tj ET\n`)
  }

  /** Draws one line that ends at `right`. */
  textRight(line: string, right: number, y: number, style: Style): void {
    this.text(line, right - this.#faces.width(line, style.size, style.weight), y, style)
  }

  /** A horizontal line. */
  rule(x: number, y: number, width: number, thickness: number, color: string): void {
    this.#add(`${this.#stroke(color, thickness)} ${number(x)} ${number(y)} m ${number(x + width)} ${number(y)} l S\n`)
  }

  /** Horizontal lines of one kind, as one path. */
  rules(x: number, ys: ReadonlyArray<number>, width: number, thickness: number, color: string): void {
    const [left, right] = [number(x), number(x + width)]
    const path = ys.map((y) => `${left} ${number(y)} m ${right} ${number(y)} l`).join(" ")
    this.#add(`${this.#stroke(color, thickness)} ${path} S\n`)
  }

  /** A line from place to place. */
  line(points: ReadonlyArray<{ readonly x: number; readonly y: number }>, thickness: number, color: string): void {
    const path = points.map(({ x, y }, index) => `${number(x)} ${number(y)} ${index === 0 ? "m" : "l"}`).join(" ")
    this.#add(`${this.#stroke(color, thickness)} 1 j 1 J ${path} S 0 j 0 J\n`)
  }

  /** A filled circle around a place. */
  dot(x: number, y: number, radius: number, color: string): void {
    this.#fill(color)
    this.#add(`${circle(x, y, radius)} f\n`)
  }

  /** A filled rectangle. */
  box(box: Box, color: string): void {
    this.#fill(color)
    this.#add(`${rectangle(box)} f\n`)
  }

  /** A picture, by its name among the resources. */
  picture(name: string, { height, width, x, y }: Box): void {
    const place = [width, 0, 0, -height, x, y + height].map(number).join(" ")
    this.#add(`q ${place} cm /${name} Do Q\n`)
  }

  /** A part of a bar: filled, or hatched where its mark has no colour, within a thin line. */
  bar(box: Box, mark: Mark): void {
    const color = fills[mark]
    if (color === null) this.#hatch(box)
    else this.box(box, color)
    this.#add(`${this.#stroke(ink.muted, 0.5)} ${rectangle(box)} S\n`)
  }

  /** The shape of a mark, in a square whose top left corner is given. */
  shape(mark: Mark, x: number, y: number, size: number): void {
    this.#fill(markInks[mark])
    this.#add(`${this.#rgb(markInks[mark])} RG ${shapes[mark](x, y, size)}\n`)
  }

  /** Draws what is no content: rules, grounds, headers and footers. */
  artifact(draw: () => void, type: "Layout" | "Pagination" = "Layout"): void {
    this.#add(`/Artifact<</Type/${type}>>BDC\n`)
    draw()
    this.#add("EMC\n")
  }

  #anyText(line: string, x: number, y: number, style: Style): void {
    let left = x
    for (const run of this.#faces.shape(line, style.weight)) {
      this.#set(run.font, style)
      const shown = run.spans
        .map(({ glyphs, rise }) =>
          rise === 0 ? `[${glyphs}]TJ` : `${number((rise * style.size) / 1000)} Ts [${glyphs}]TJ 0 Ts`
        )
        .join(" ")
      const set = `BT ${place(left, y)} ${shown} ET`
      this.#add(
        run.actualText === null ? `${set}\n` : `/Span<</ActualText${textString(run.actualText)}>>BDC ${set} EMC\n`
      )
      left += (run.width * style.size) / 1000
    }
  }

  #set(font: RunFont, { color, size }: Style): void {
    if (!this.fonts.has(font.id)) this.fonts.set(font.id, font.ref().id)
    const wanted = `/${font.id} ${size} Tf\n`
    if (this.#drawing.font !== wanted) this.#add((this.#drawing.font = wanted))
    this.#fill(color)
  }

  #fill(color: string): void {
    if (this.#drawing.fill === color) return
    this.#drawing.fill = color
    this.#add(`${this.#rgb(color)} rg\n`)
  }

  #stroke(color: string, thickness: number): string {
    return `${this.#rgb(color)} RG ${thickness} w`
  }

  /** `#rrggbb` as three operands from 0 to 1. */
  #rgb(color: string): string {
    const known = this.#colors.get(color)
    if (known !== undefined) return known
    const parts = [1, 3, 5].map((at) => Math.round((Number.parseInt(color.slice(at, at + 2), 16) / 255) * 1000) / 1000)
    const operands = parts.join(" ")
    this.#colors.set(color, operands)
    return operands
  }

  #hatch(box: Box): void {
    let lines = `q ${rectangle(box)} W n ${this.#stroke(ink.rule, 0.5)}`
    for (let x = box.x - box.height; x < box.x + box.width; x += 3) {
      lines += ` ${number(x)} ${number(box.y + box.height)} m ${number(x + box.height)} ${number(box.y)} l`
    }
    this.#add(`${lines} S Q\n`)
  }

  #add(operators: string): void {
    this.#drawing.add(operators)
  }
}

/** Text stands upright on a page that counts downwards. */
const place = (x: number, y: number): string => `1 0 0 -1 ${number(x)} ${number(y)} Tm`

/** Where the baseline lies below the top of a line, so that the text looks centred in its leading. */
export const baseline = (style: Pick<Style, "size" | "leading">): number => style.leading / 2 + style.size * 0.36

type Shape = (x: number, y: number, size: number) => string

const shapes: Readonly<Record<Mark, Shape>> = {
  critical: (x, y, size) => `${rectangle({ x, y: y + size * 0.08, width: size * 0.84, height: size * 0.84 })} f`,
  high: (x, y, size) =>
    `${number(x)} ${number(y + size * 0.92)} m ${number(x + size)} ${number(y + size * 0.92)} l ` +
    `${number(x + size / 2)} ${number(y + size * 0.06)} l f`,
  medium: (x, y, size) =>
    `0.7 w ${circle(x + size / 2, y + size / 2, size * 0.42)} S ` +
    `q ${rectangle({ x, y, width: size / 2, height: size })} W n ${circle(x + size / 2, y + size / 2, size * 0.42)} f Q`,
  low: (x, y, size) => `0.8 w ${circle(x + size / 2, y + size / 2, size * 0.42)} S`,
  gate: (x, y, size) =>
    `${number(x + size / 2)} ${number(y)} m ${number(x + size)} ${number(y + size / 2)} l ` +
    `${number(x + size / 2)} ${number(y + size)} l ${number(x)} ${number(y + size / 2)} l f`,
  pass: (x, y, size) =>
    `1.2 w ${number(x + size * 0.05)} ${number(y + size * 0.55)} m ${number(x + size * 0.38)} ${number(y + size * 0.88)} l ` +
    `${number(x + size * 0.95)} ${number(y + size * 0.12)} l S`,
  excepted: (x, y, size) =>
    `0.8 w ${circle(x + size / 2, y + size / 2, size * 0.42)} S ` +
    `${number(x + size * 0.2)} ${number(y + size * 0.8)} m ${number(x + size * 0.8)} ${number(y + size * 0.2)} l S`,
  unknown: (x, y, size) =>
    `0.7 w [1.2 1.2] 0 d ${rectangle({ x, y: y + size * 0.08, width: size * 0.84, height: size * 0.84 })} S [] 0 d`
}

const rectangle = ({ height, width, x, y }: Box): string =>
  `${number(x)} ${number(y)} ${number(width)} ${number(height)} re`

const quarter = (...points: ReadonlyArray<number>): string => `${points.map(number).join(" ")} c`

function circle(x: number, y: number, radius: number): string {
  const handle = radius * circleHandle
  return [
    `${number(x + radius)} ${number(y)} m`,
    quarter(x + radius, y + handle, x + handle, y + radius, x, y + radius),
    quarter(x - handle, y + radius, x - radius, y + handle, x - radius, y),
    quarter(x - radius, y - handle, x - handle, y - radius, x, y - radius),
    quarter(x + handle, y - radius, x + radius, y - handle, x + radius, y)
  ].join(" ")
}

/**
 * Draws on the current page: text runs, rules, boxes and the shapes of marks, as plain content operators.
 *
 * Coordinates are points from the top left corner.
 */
import type { Mark } from "../blocks.ts"
import { fills, ink, markInks } from "../palette.ts"
import type { Faces } from "./Faces.ts"
import type { ReportPdf } from "./ReportPdf.ts"
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

/** The drawing operations of one document. */
export class Canvas {
  readonly #pdf: ReportPdf
  readonly #faces: Faces

  constructor(pdf: ReportPdf, faces: Faces) {
    this.#pdf = pdf
    this.#faces = faces
  }

  /** Draws one line with its baseline at `y`. */
  text(line: string, x: number, y: number, style: Pick<Style, "size" | "weight" | "color">): void {
    let operators = ""
    let left = x
    for (const run of this.#faces.shape(line, style.weight)) {
      this.#pdf.page.fonts[run.font.id] = run.font.ref()
      const set = run.spans
        .map(({ glyphs, rise }) => {
          const show = `[${glyphs}] TJ`
          return rise === 0 ? show : `${number((rise * style.size) / 1000)} Ts ${show} 0 Ts`
        })
        .join(" ")
      const shown = `BT /${run.font.id} ${style.size} Tf 1 0 0 -1 ${number(left)} ${number(y)} Tm ${set} ET`
      operators +=
        run.actualText === null ? `${shown}\n` : `/Span << /ActualText ${hexText(run.actualText)} >> BDC ${shown} EMC\n`
      left += (run.width * style.size) / 1000
    }
    this.#add(`${fill(style.color)} ${operators}`)
  }

  /** A horizontal line. */
  rule(x: number, y: number, width: number, thickness: number, color: string): void {
    this.#add(`${stroke(color)} ${thickness} w ${number(x)} ${number(y)} m ${number(x + width)} ${number(y)} l S`)
  }

  /** A line from place to place. */
  line(points: ReadonlyArray<{ readonly x: number; readonly y: number }>, thickness: number, color: string): void {
    const path = points.map(({ x, y }, index) => `${number(x)} ${number(y)} ${index === 0 ? "m" : "l"}`).join(" ")
    this.#add(`${stroke(color)} ${thickness} w 1 j 1 J ${path} S 0 j 0 J`)
  }

  /** A filled circle around a place. */
  dot(x: number, y: number, radius: number, color: string): void {
    this.#add(`${fill(color)} ${circle(x, y, radius)} f`)
  }

  /** A filled rectangle. */
  box({ height, width, x, y }: Box, color: string): void {
    this.#add(`${fill(color)} ${rectangle({ x, y, width, height })} f`)
  }

  /** A part of a bar: filled, or hatched where its mark has no colour, within a thin line. */
  bar(box: Box, mark: Mark): void {
    const color = fills[mark]
    if (color === null) this.#hatch(box)
    else this.box(box, color)
    this.#add(`${stroke(ink.muted)} 0.5 w ${rectangle(box)} S`)
  }

  /** The shape of a mark, in a square whose top left corner is given. */
  shape(mark: Mark, x: number, y: number, size: number): void {
    this.#add(`${fill(markInks[mark])} ${stroke(markInks[mark])} ${shapes[mark](x, y, size)}`)
  }

  /** Draws what is no content: rules, grounds, headers and footers. */
  artifact(draw: () => void, type: "Layout" | "Pagination" = "Layout"): void {
    this.#add(`/Artifact << /Type /${type} >> BDC`)
    draw()
    this.#add("EMC")
  }

  #hatch(box: Box): void {
    let lines = `q ${rectangle(box)} W n ${stroke(ink.rule)} 0.5 w`
    for (let x = box.x - box.height; x < box.x + box.width; x += 3) {
      lines += ` ${number(x)} ${number(box.y + box.height)} m ${number(x + box.height)} ${number(box.y)} l`
    }
    this.#add(`${lines} S Q`)
  }

  #add(operators: string): void {
    this.#pdf.addContent(operators)
  }
}

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

function circle(x: number, y: number, radius: number): string {
  const handle = radius * circleHandle
  const quarter = (...points: ReadonlyArray<number>) => `${points.map(number).join(" ")} c`
  return [
    `${number(x + radius)} ${number(y)} m`,
    quarter(x + radius, y + handle, x + handle, y + radius, x, y + radius),
    quarter(x - handle, y + radius, x - radius, y + handle, x - radius, y),
    quarter(x - radius, y - handle, x - handle, y - radius, x, y - radius),
    quarter(x + handle, y - radius, x + radius, y - handle, x + radius, y)
  ].join(" ")
}

const fill = (color: string): string => `${rgb(color)} rg`
const stroke = (color: string): string => `${rgb(color)} RG`

/** `#rrggbb` as three operands from 0 to 1. */
const rgb = (color: string): string =>
  [1, 3, 5].map((at) => number(Number.parseInt(color.slice(at, at + 2), 16) / 255)).join(" ")

const number = (value: number): string => String(Math.round(value * 1000) / 1000)

/** A text as a PDF string in UTF-16. */
function hexText(text: string): string {
  const units = Array.from({ length: text.length }, (_, index) => text.charCodeAt(index).toString(16).padStart(4, "0"))
  return `<feff${units.join("")}>`
}

/**
 * Breaks text into lines of a given width.
 */
import type { Faces, Weight } from "./Faces.ts"

/** How a text is set. */
export interface Style {
  readonly size: number
  /** From one baseline to the next. */
  readonly leading: number
  readonly weight: Weight
  readonly color: string
}

/** A text as lines. */
export interface Wrapped {
  readonly lines: ReadonlyArray<string>
  /** Text was left out; the last line ends with an ellipsis. */
  readonly isCut: boolean
}

/** After these a word may go on in the next line, where it is too long for one: addresses, ids, paths. */
const breakAfter = /(?<=[@._\-/,;:])(?<!\d[-.:,](?=\d))|(?<=[\u2e80-\u9fff\uac00-\ud7a3])/u

/**
 * Breaks a text into at most so many lines, at spaces if possible, else after punctuation, else anywhere.
 *
 * **Details** Expects display text. Never returns fewer than one line.
 */
export function wrap(faces: Faces, whole: string, style: Style, width: number, linesMax = Infinity): Wrapped {
  // No line holds more characters than points: what is beyond can't be shown, and is not measured.
  const text = linesMax === Infinity ? whole : whole.slice(0, Math.ceil(width) * (linesMax + 1))
  const measure = (piece: string) => faces.width(piece, style.size, style.weight)
  if (measure(text) <= width) return { lines: [text], isCut: false }
  const space = measure(" ")
  const lines: Array<string> = []
  let line = ""
  let used = 0
  for (const word of text.split(" ")) {
    const wide = measure(word)
    if (line !== "" && used + space + wide <= width) {
      line += ` ${word}`
      used += space + wide
      continue
    }
    if (line !== "") lines.push(line)
    if (wide <= width) {
      line = word
    } else {
      const parts = broken(word, measure, width)
      lines.push(...parts.slice(0, -1))
      line = parts.at(-1) ?? ""
    }
    used = measure(line)
    if (lines.length > linesMax) break
  }
  lines.push(line)
  if (lines.length <= linesMax) return { lines, isCut: false }
  const kept = lines.slice(0, linesMax - 1)
  const rest = text.slice(kept.reduce((at, each) => afterLine(text, at + each.length), 0))
  return { lines: [...kept, shortened(rest, measure, width)], isCut: true }
}

/** Where the next line begins: a line that ends with a word leaves the space after it out. */
const afterLine = (text: string, end: number): number => (text[end] === " " ? end + 1 : end)

/** A text on one line, cut with an ellipsis if it is too long. */
export function onOneLine(faces: Faces, text: string, style: Style, width: number): string {
  const measure = (piece: string) => faces.width(piece, style.size, style.weight)
  return measure(text) <= width ? text : shortened(text, measure, width)
}

/** The pieces of a text that no line's end comes into, unless one is too long for a line. */
export const unbroken = (text: string): ReadonlyArray<string> =>
  text.split(" ").flatMap((word) => word.split(breakAfter))

/** A word too long for a line, in lines. */
function broken(word: string, measure: (text: string) => number, width: number): ReadonlyArray<string> {
  const parts = word.split(breakAfter).flatMap((part) => (measure(part) <= width ? [part] : graphemes(part)))
  const lines: Array<string> = []
  let line = ""
  let used = 0
  for (const part of parts) {
    const wide = measure(part)
    if (line !== "" && used + wide > width) {
      lines.push(line)
      line = ""
      used = 0
    }
    line += part
    used += wide
  }
  return [...lines, line]
}

function shortened(text: string, measure: (text: string) => number, width: number): string {
  const room = width - measure("…")
  let kept = ""
  let used = 0
  for (const grapheme of graphemes(text)) {
    used += measure(grapheme)
    if (used > room) break
    kept += grapheme
  }
  return `${kept.trimEnd()}…`
}

const segmenter = new Intl.Segmenter("en", { granularity: "grapheme" })

/** What a reader takes for one character. */
const graphemes = (text: string): ReadonlyArray<string> => Array.from(segmenter.segment(text), ({ segment }) => segment)

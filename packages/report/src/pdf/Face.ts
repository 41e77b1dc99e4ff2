/**
 * One face of a document: which characters it has, and the glyphs that show a text.
 */
import { displayText } from "../display.ts"
import type { EmbeddedFont } from "./EmbeddedFont.ts"

/** What glyphs are taken from. */
export type RunFont = Pick<EmbeddedFont, "id" | "ref">

/** Glyphs of one face, in the order that they are drawn. */
export interface Run {
  readonly font: RunFont
  readonly spans: ReadonlyArray<GlyphSpan>
  /** In thousandths of the type size. */
  readonly width: number
  /** The text itself, where the glyphs' order does not tell it. */
  readonly actualText: string | null
}

/** Glyphs that stand equally high. */
interface GlyphSpan {
  /** Elements of the operand of `TJ`. */
  readonly glyphs: string
  /** Above the baseline, in thousandths of the type size. */
  readonly rise: number
}

interface Glyph {
  /** As it stands in a string in parentheses. */
  readonly code: string
  readonly advance: number
}

/** A font of the document with the glyphs that were used of it. */
export interface Face {
  readonly font: EmbeddedFont
  readonly glyphs: Map<number, Glyph>
  readonly coverage: Map<number, boolean>
  readonly plain: PlainGlyphs
}

/** Glyphs of simple scripts that a face has, as far as they were used, by code unit. */
interface PlainGlyphs {
  readonly codes: Array<string | undefined>
  /** Not a number where there is none: so is a sum with it. */
  readonly advances: Float64Array
}

/** A text in one face and direction. */
export interface Piece {
  readonly face: Face
  readonly text: string
  readonly isReversed: boolean
}

/** Latin, Greek, Cyrillic, Armenian, their punctuation, and the scripts of East Asia: one character, one glyph. */
export const simpleScripts =
  /^[\u0020-\u02ff\u0370-\u0482\u048a-\u058f\u1e00-\u1fff\u2010-\u2027\u202f-\u205e\u20a0-\u20cf\u2100-\u218f\u2190-\u23ff\u2500-\u27ff\u2e80-\u3029\u3030-\u3098\u309b-\ud7a3\uf900-\ufaff\uff00-\uffef\ufffd\u{1f000}-\u{1faff}\u{20000}-\u{3ffff}]*$/u

/** Keeps a percent sign at its number; fonts show it by the glyph of a plain space, as which it would be copied out. */
const narrowSpace = "\u202f"

const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u

/** Latin, Greek, Cyrillic, Vietnamese and their punctuation lie below. */
const plainUnits = 0x2800

/** A font with nothing drawn of it yet. */
export function faceOf(font: EmbeddedFont): Face {
  // A parsed font remembers for each glyph the character that first asked for it, and shaping may ask for an "i" on behalf
  // of a composed letter: plain letters ask first, so that text can be copied out as it was put in.
  for (let codePoint = 0x20; codePoint < 0x7f; codePoint++) font.font.glyphForCodePoint(codePoint)
  return {
    font,
    glyphs: new Map(),
    coverage: new Map(),
    plain: { codes: [], advances: new Float64Array(plainUnits).fill(Number.NaN) }
  }
}

/** Whether a face has a character. */
export function has({ coverage, font }: Face, codePoint: number): boolean {
  const known = coverage.get(codePoint)
  if (known !== undefined) return known
  const isCovered = font.font.hasGlyphForCodePoint(codePoint)
  coverage.set(codePoint, isCovered)
  return isCovered
}

/** Letters that need no shaping are never shaped, not even beside others: a font may take composed ones apart. */
export const setPiece = ({ face, isReversed, text }: Piece): Run =>
  simpleScripts.test(text) ? setSimple(face, isReversed ? reversedText(text) : text) : setShaped(face, text, isReversed)

function setSimple(face: Face, text: string): Run {
  let glyphs = ""
  let width = 0
  for (const char of text) {
    const glyph = glyphOf(face, char)
    glyphs += glyph.code
    width += glyph.advance
  }
  const actualText = text.includes(narrowSpace) ? displayText(text) : null
  return { font: face.font, spans: [{ glyphs: `(${glyphs})`, rise: 0 }], width, actualText }
}

/** The glyph of a character of a simple script. */
export function glyphOf(face: Face, char: string): Glyph {
  const codePoint = char.codePointAt(0) ?? 0
  const known = face.glyphs.get(codePoint)
  if (known !== undefined) return known
  const { advance, hex } = face.font.encodeOne(codePoint)
  const glyph = { code: bytesOf(hex).replace(/[()\\\n\r]/g, escaped), advance }
  face.glyphs.set(codePoint, glyph)
  if (codePoint < plainUnits && char !== narrowSpace && has(face, codePoint) && simpleScripts.test(char)) {
    face.plain.codes[codePoint] = glyph.code
    face.plain.advances[codePoint] = advance
  }
  return glyph
}

/** Hex as bytes, each as the character of its number. */
const bytesOf = (hex: string): string => hex.replace(/../g, (pair) => String.fromCharCode(Number.parseInt(pair, 16)))

/** A byte that would end a string in parentheses, or be taken for another line end. */
const escaped = (byte: string): string => (byte === "\n" ? "\\n" : byte === "\r" ? "\\r" : `\\${byte}`)

/** Asks the font to shape; it reverses right-to-left letters itself, and nothing else. */
function setShaped(face: Face, text: string, isReversed: boolean): Run {
  const isRightToLeft = rightToLeft.test(text)
  const glyphs = shapedGlyphs(face, isReversed && !isRightToLeft ? reversedText(text) : text)
  if (glyphs === null) return setSimple(face, text)
  const [hex, positions] = glyphs
  const spans: Array<GlyphSpan> = []
  let width = 0
  positions.forEach((position, index) => {
    // Positive numbers in `TJ` move left: an offset is undone after the glyph.
    const before = -position.xOffset
    const after = position.advanceWidth - position.xAdvance + position.xOffset
    const glyph = `${before === 0 ? "" : rounded(before)}<${hex[index] ?? ""}>${after === 0 ? "" : rounded(after)}`
    const last = spans.at(-1)
    if (last?.rise === position.yOffset) spans[spans.length - 1] = { ...last, glyphs: last.glyphs + glyph }
    else spans.push({ glyphs: glyph, rise: position.yOffset })
    width += position.xAdvance
  })
  // Readers put right-to-left glyphs in order themselves, and would turn an actual text round.
  const actualText = isRightToLeft ? null : displayText(text)
  return { font: face.font, spans, width, actualText }
}

/** Levels of what a font is asked for, each where the one before it failed. */
const shapings: ReadonlyArray<Readonly<Record<string, boolean>>> = [{}, { mark: false, mkmk: false }]

/**
 * The glyphs of a text as the font shapes it; `null` if it can't.
 *
 * **Gotchas** The shaper throws at a pile of marks for which the font has no anchor. Such text is set with its marks
 * where the font draws them by itself: a name that nobody can pronounce must not cost the whole report.
 */
function shapedGlyphs({ font }: Face, text: string): ReturnType<EmbeddedFont["encode"]> | null {
  for (const features of shapings) {
    try {
      return font.encode(text, features)
    } catch {
      continue
    }
  }
  return null
}

const reversedText = (text: string): string => Array.from(text).toReversed().join("")

const rounded = (value: number): string => String(Math.round(value * 100) / 100)

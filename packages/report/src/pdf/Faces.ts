/**
 * The report's typefaces: which face has which character, how wide text is, and the glyphs that show it.
 *
 * Text of simple scripts goes glyph by glyph, out of a cache. Where letters join, combine or run right to left, the font's
 * own shaping is asked, and runs are put in visual order.
 *
 * **Source** guides/reporting.md, section 7.
 */
import bidiFactory from "bidi-js"
import { displayText } from "../display.ts"
import type { Fonts } from "../Fonts.ts"
import type { EmbeddedFont, ReportPdf } from "./ReportPdf.ts"

/** Weight of a text. */
export type Weight = "regular" | "bold"

/** Glyphs of one face, in the order that they are drawn. */
export interface Run {
  readonly font: EmbeddedFont
  readonly spans: ReadonlyArray<GlyphSpan>
  /** In thousandths of the type size. */
  readonly width: number
  /** The text itself, where the glyphs' order does not tell it. */
  readonly actualText: string | null
}

/** Glyphs that stand equally high. */
interface GlyphSpan {
  /** Operand of `TJ`. */
  readonly glyphs: string
  /** Above the baseline, in thousandths of the type size. */
  readonly rise: number
}

interface Glyph {
  readonly hex: string
  readonly advance: number
}

/** A font of the document with the glyphs that were used of it. */
interface Face {
  readonly font: EmbeddedFont
  readonly glyphs: Map<number, Glyph>
  readonly coverage: Map<number, boolean>
}

/** Latin, Greek, Cyrillic, Armenian, their punctuation, and the scripts of East Asia: one character, one glyph. */
const simpleScripts =
  /^[\u0020-\u02ff\u0370-\u0482\u048a-\u058f\u1e00-\u1fff\u2010-\u2027\u2030-\u205e\u20a0-\u20cf\u2100-\u218f\u2190-\u23ff\u2500-\u27ff\u2e80-\u3029\u3030-\u3098\u309b-\ud7a3\uf900-\ufaff\uff00-\uffef\ufffd\u{1f000}-\u{1faff}\u{20000}-\u{3ffff}]*$/u

const eastAsian =
  /[\u2e80-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\u{1aff0}-\u{1b16f}\u{20000}-\u{3ffff}]/u

const arabicScript = /\p{Script_Extensions=Arabic}/u

const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u

/** The faces of one document. */
export class Faces {
  /** Characters that no face has, with how often each was drawn. */
  readonly missing: Map<number, number> = new Map()
  readonly #pdf: ReportPdf
  readonly #fonts: Fonts
  readonly #bidi = bidiFactory()
  readonly #base: Readonly<Record<Weight, Face>>
  #arabic: Face | null = null
  #cjk: Face | null = null

  constructor(pdf: ReportPdf, fonts: Fonts) {
    this.#pdf = pdf
    this.#fonts = fonts
    this.#base = { regular: this.#open(fonts.regular), bold: this.#open(fonts.bold) }
  }

  /** The width of a text in points. */
  width(text: string, size: number, weight: Weight): number {
    let width = 0
    if (simpleScripts.test(text)) {
      for (const char of text) width += glyphOf(this.#faceOf(char, weight), char).advance
    } else {
      for (const piece of this.#inVisualOrder(text, weight)) width += setPiece(piece).width
    }
    return (width * size) / 1000
  }

  /** The runs of a line of text, from left to right. */
  shape(text: string, weight: Weight): ReadonlyArray<Run> {
    const pieces = simpleScripts.test(text) ? this.#byFace(text, weight) : this.#inVisualOrder(text, weight)
    return pieces.map((piece) => {
      this.#countMissing(piece.text, piece.face)
      return setPiece(piece)
    })
  }

  #open(bytes: Uint8Array): Face {
    // Opened anew for each document: a parsed font remembers which character first asked for a glyph, and a file must not
    // depend on the files made before it.
    // oxlint-disable-next-line no-underscore-dangle -- pdfkit's name for it
    return faceOf(this.#pdf.font(bytes)._font)
  }

  /** The first face that has a character; the base face, with its empty box, if none has. */
  #faceOf(char: string, weight: Weight): Face {
    const base = this.#base[weight]
    const codePoint = char.codePointAt(0) ?? 0
    if (has(base, codePoint)) return base
    if (arabicScript.test(char)) {
      this.#arabic ??= this.#open(this.#fonts.arabic)
      if (has(this.#arabic, codePoint)) return this.#arabic
    }
    if (eastAsian.test(char)) {
      this.#cjk ??= this.#open(this.#fonts.cjk())
      if (has(this.#cjk, codePoint)) return this.#cjk
    }
    return base
  }

  #byFace(text: string, weight: Weight): ReadonlyArray<Piece> {
    const pieces: Array<Piece> = []
    let start = 0
    let index = 0
    let face: Face | null = null
    for (const char of text) {
      const next = this.#faceOf(char, weight)
      if (face !== null && next !== face) {
        pieces.push({ face, text: text.slice(start, index), isReversed: false })
        start = index
      }
      face = next
      index += char.length
    }
    if (face !== null) pieces.push({ face, text: text.slice(start), isReversed: false })
    return pieces
  }

  /** Cuts a text by face and direction, and orders the pieces as they are seen; the paragraph runs left to right. */
  #inVisualOrder(text: string, weight: Weight): ReadonlyArray<Piece> {
    const embedding = this.#bidi.getEmbeddingLevels(text, "ltr")
    const mirrored = this.#bidi.getMirroredCharactersMap(text, embedding.levels)
    const pieces: Array<Piece & { readonly level: number }> = []
    let index = 0
    for (const char of text) {
      const level = embedding.levels[index] ?? 0
      const shown = mirrored.get(index) ?? char
      const last = pieces.at(-1)
      // A space or a mark stays with the letters before it, so that a name of several words is shaped as one.
      const staysWithLast =
        last !== undefined && /[\s\p{M}\u200c\u200d]/u.test(char) && has(last.face, char.codePointAt(0) ?? 0)
      const face = staysWithLast ? last.face : this.#faceOf(shown, weight)
      if (last !== undefined && last.level === level && last.face === face) {
        pieces[pieces.length - 1] = { ...last, text: last.text + shown }
      } else {
        pieces.push({ face, level, text: shown, isReversed: level % 2 === 1 })
      }
      index += char.length
    }
    return reordered(pieces)
  }

  #countMissing(text: string, face: Face): void {
    for (const char of text) {
      const codePoint = char.codePointAt(0) ?? 0
      if (!has(face, codePoint)) this.missing.set(codePoint, (this.missing.get(codePoint) ?? 0) + 1)
    }
  }
}

interface Piece {
  readonly face: Face
  readonly text: string
  readonly isReversed: boolean
}

/** Rule L2 of the Unicode Bidirectional Algorithm, over pieces. */
function reordered<P extends { readonly level: number }>(pieces: ReadonlyArray<P>): ReadonlyArray<P> {
  const ordered = [...pieces]
  const levels = ordered.map((piece) => piece.level)
  for (let level = Math.max(0, ...levels); level > 0; level--) {
    for (let start = 0; start < ordered.length; start++) {
      let end = start
      while (end < ordered.length && (ordered[end]?.level ?? 0) >= level) end++
      if (end > start) {
        ordered.splice(start, end - start, ...ordered.slice(start, end).toReversed())
        start = end
      }
    }
  }
  return ordered
}

function faceOf(font: EmbeddedFont): Face {
  // A parsed font remembers for each glyph the character that first asked for it, and shaping may ask for an "i" on behalf
  // of a composed letter: plain letters ask first, so that text can be copied out as it was put in.
  for (let codePoint = 0x20; codePoint < 0x7f; codePoint++) font.font.glyphForCodePoint(codePoint)
  return { font, glyphs: new Map(), coverage: new Map() }
}

function has({ coverage, font }: Face, codePoint: number): boolean {
  const known = coverage.get(codePoint)
  if (known !== undefined) return known
  const isCovered = font.font.hasGlyphForCodePoint(codePoint)
  coverage.set(codePoint, isCovered)
  return isCovered
}

/** Letters that need no shaping are never shaped, not even beside others: a font may take composed ones apart. */
const setPiece = ({ face, isReversed, text }: Piece): Run =>
  simpleScripts.test(text) ? setSimple(face, isReversed ? reversedText(text) : text) : setShaped(face, text, isReversed)

function setSimple(face: Face, text: string): Run {
  let hex = ""
  let width = 0
  for (const char of text) {
    const glyph = glyphOf(face, char)
    hex += glyph.hex
    width += glyph.advance
  }
  return { font: face.font, spans: [{ glyphs: `<${hex}>`, rise: 0 }], width, actualText: null }
}

function glyphOf(face: Face, char: string): Glyph {
  const codePoint = char.codePointAt(0) ?? 0
  const known = face.glyphs.get(codePoint)
  if (known !== undefined) return known
  const [hex, positions] = face.font.encode(char, { ccmp: false })
  const glyph = { hex: hex.join(""), advance: positions.reduce((sum, position) => sum + position.xAdvance, 0) }
  face.glyphs.set(codePoint, glyph)
  return glyph
}

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

/**
 * The report's typefaces: which face has which character, how wide text is, and the glyphs that show it.
 *
 * Text of simple scripts goes glyph by glyph, out of a cache. Where letters join, combine or run right to left, the font's
 * own shaping is asked, and runs are put in visual order.
 *
 * **Source** guides/reporting.md, section 7.
 */
import bidiFactory from "bidi-js"
import type { Fonts, ScriptFonts } from "../Fonts.ts"
import { embeddedFont } from "./EmbeddedFont.ts"
import { type Face, faceOf, glyphOf, has, type Piece, type Run, type RunFont, setPiece, simpleScripts } from "./Face.ts"
import type { ReportPdf } from "./ReportPdf.ts"
import { symbolFont } from "./symbol-font.ts"

/** Weight of a text. */
export type Weight = "regular" | "bold"

/** A line in the base face alone, one glyph for each character. */
export interface PlainLine {
  readonly font: RunFont
  /** What stands in the parentheses before `Tj`. */
  readonly glyphs: string
}

const eastAsian =
  /[\u2e80-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\u{1aff0}-\u{1b16f}\u{20000}-\u{3ffff}]/u

/** Which characters a script's font is asked for, in the order that the fonts are asked. */
const scripts: ReadonlyArray<{ readonly font: keyof ScriptFonts; readonly chars: RegExp }> = [
  { font: "arabic", chars: /\p{Script_Extensions=Arabic}/u },
  { font: "hebrew", chars: /\p{Script=Hebrew}/u },
  { font: "thai", chars: /\p{Script=Thai}/u },
  { font: "korean", chars: /\p{Script=Hangul}/u },
  { font: "cjk", chars: eastAsian }
]

/** The faces of one document. */
export class Faces {
  /** Characters that no face has, with how often each was drawn. */
  readonly missing: Map<number, number> = new Map()
  readonly #pdf: ReportPdf
  readonly #fonts: Fonts
  readonly #bidi = bidiFactory()
  readonly #base: Readonly<Record<Weight, Face>>
  readonly #symbols: Face
  readonly #scripts = new Map<keyof ScriptFonts, Face>()

  constructor(pdf: ReportPdf, fonts: Fonts) {
    this.#pdf = pdf
    this.#fonts = fonts
    this.#base = { regular: this.#open(fonts.regular), bold: this.#open(fonts.bold) }
    this.#symbols = faceOf(symbolFont(pdf))
  }

  /** The width of a text in points. */
  width(text: string, size: number, weight: Weight): number {
    const { advances } = this.#base[weight].plain
    let width = 0
    for (let index = 0; index < text.length; index++) width += advances[text.charCodeAt(index)] ?? Number.NaN
    return Number.isNaN(width) ? this.#widthOfAny(text, size, weight) : (width * size) / 1000
  }

  /** A line as it is drawn if it is plain; `null` if its runs have to be asked for. */
  plainLine(text: string, weight: Weight): PlainLine | null {
    const { font, plain } = this.#base[weight]
    let glyphs = ""
    for (let index = 0; index < text.length; index++) {
      const code = plain.codes[text.charCodeAt(index)]
      if (code === undefined) return null
      glyphs += code
    }
    return { font, glyphs }
  }

  #widthOfAny(text: string, size: number, weight: Weight): number {
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
    return faceOf(embeddedFont(this.#pdf.font(bytes)._font))
  }

  /** The first face that has a character; the base face, with its empty box, if none has. */
  #faceOf(char: string, weight: Weight): Face {
    const base = this.#base[weight]
    const codePoint = char.codePointAt(0) ?? 0
    if (has(base, codePoint)) return base
    if (has(this.#symbols, codePoint)) return this.#symbols
    for (const { chars, font } of scripts) {
      if (!chars.test(char)) continue
      const face = this.#scriptFace(font)
      if (has(face, codePoint)) return face
    }
    return base
  }

  #scriptFace(font: keyof ScriptFonts): Face {
    const opened = this.#scripts.get(font)
    if (opened !== undefined) return opened
    const face = this.#open(this.#fonts[font]())
    this.#scripts.set(font, face)
    return face
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

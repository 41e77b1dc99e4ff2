/**
 * A font inside a document, as far as it is used.
 */

/** What text is set with. */
export interface EmbeddedFont extends Pick<PDFKit.EmbeddedFont, "id" | "ref" | "encode"> {
  readonly font: { hasGlyphForCodePoint(codePoint: number): boolean; glyphForCodePoint(codePoint: number): object }
  /** The glyph of one character that needs no shaping. */
  readonly encodeOne: (codePoint: number) => OneGlyph
}

/** A glyph, and how wide it is in thousandths of the type size. */
interface OneGlyph {
  readonly hex: string
  readonly advance: number
}

/**
 * A font that pdfkit embeds.
 *
 * **Details** One glyph is put into the subset as `encode` puts it there; to shape it first, all tables of how a font's
 * glyphs are set beside each other would have to be read, which takes longer than to draw a short report.
 */
export function embeddedFont(font: PDFKit.EmbeddedFont): EmbeddedFont {
  return {
    id: font.id,
    font: font.font,
    ref: () => font.ref(),
    encode: (text, features) => font.encode(text, features),
    encodeOne: (codePoint) => {
      const { advanceWidth, codePoints, id } = font.font.glyphForCodePoint(codePoint)
      const subsetId = font.subset.includeGlyph(id)
      const advance = advanceWidth * font.scale
      font.widths[subsetId] ??= advance
      font.unicode[subsetId] ??= codePoints
      return { hex: subsetId.toString(16).padStart(4, "0"), advance }
    }
  }
}

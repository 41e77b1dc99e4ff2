/**
 * What the report uses of pdfkit 0.20.2 beyond the published types, which end at 0.17: newer options and private members.
 */
declare namespace PDFKit {
  interface GlyphPosition {
    readonly xAdvance: number
    readonly xOffset: number
    readonly yOffset: number
    readonly advanceWidth: number
  }

  interface Glyph {
    readonly id: number
    readonly advanceWidth: number
    readonly codePoints: ReadonlyArray<number>
  }

  interface EmbeddedFont {
    readonly id: string
    readonly font: { hasGlyphForCodePoint(codePoint: number): boolean; glyphForCodePoint(codePoint: number): Glyph }
    /** What a file has of the font, and of each glyph in there its width and the text that it shows. */
    readonly subset: { includeGlyph(id: number): number }
    readonly widths: Array<number | undefined>
    readonly unicode: Array<ReadonlyArray<number> | undefined>
    /** Thousandths of the type size in a unit of the font. */
    readonly scale: number
    /** The object that will hold the font. */
    ref(): { readonly id: number }
    /** Hex of each glyph in the embedded subset, and positions in thousandths of the type size. */
    encode(
      text: string,
      features: Readonly<Record<string, boolean>>
    ): readonly [ReadonlyArray<string>, ReadonlyArray<GlyphPosition>]
  }

  /** An object that pdfkit writes when the document ends. */
  interface PendingObject {
    readonly id: number
    readonly data: Record<string, unknown>
  }

  /** Where each object begins, from object 1 on. */
  interface Offsets {
    readonly length: number
    push(none: null): void
    [index: number]: number | null
  }

  interface PDFDocument {
    readonly _root: {
      readonly id: number
      readonly data: Record<string, unknown> & {
        readonly Pages: PendingObject
        readonly Names: PendingObject
        readonly StructTreeRoot: PendingObject
      }
    }
    readonly _info: { readonly id: number }
    readonly _id: Uint8Array
    _offsets: Offsets
    _offset: number
    _write(data: string | Uint8Array): void
    _finalize(): void
  }
}

declare namespace PDFKit.Mixins {
  interface PDFFont {
    readonly _font: EmbeddedFont
  }

  interface PDFMetadata {
    _addInfo(): void
  }
}

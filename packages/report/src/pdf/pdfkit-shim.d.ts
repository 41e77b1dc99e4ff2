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

  interface EmbeddedFont {
    readonly id: string
    readonly font: { hasGlyphForCodePoint(codePoint: number): boolean; glyphForCodePoint(codePoint: number): object }
    ref(): PDFKitReference
    /** Hex of each glyph in the embedded subset, and positions in thousandths of the type size. */
    encode(
      text: string,
      features: Readonly<Record<string, boolean>>
    ): readonly [ReadonlyArray<string>, ReadonlyArray<GlyphPosition>]
  }

  interface PDFOutline {
    options: { readonly expanded?: boolean }
    readonly outlineData: Record<string, unknown>
    addItem(
      title: string,
      options: { readonly pageNumber: number; readonly fit: boolean; readonly left: number; readonly top: number }
    ): PDFOutline
  }
}

declare namespace PDFKit.Mixins {
  interface PDFFont {
    readonly _font: EmbeddedFont
  }

  interface PDFMetadata {
    _addInfo(): void
  }

  interface StructureElementOptions {
    bbox?: [number, number, number, number]
    placement?: "Block"
    scope?: "Row" | "Column"
  }

  interface PDFAnnotation {
    goTo(
      x: number,
      y: number,
      width: number,
      height: number,
      name: string,
      options: { readonly structParent: PDFStructureElement; readonly Contents: object }
    ): this
  }

  interface PDFAttachment {
    file(bytes: Uint8Array, options: PDFAttachmentOptions & { readonly relationship: "Source" }): this
  }
}

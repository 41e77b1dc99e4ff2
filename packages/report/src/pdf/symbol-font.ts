/**
 * A font of a few signs that no typeface of the report has, so that they print and can be copied out as text.
 *
 * **Source** ISO 32000-1, 9.6.5 (Type 3 fonts).
 */
import { reference } from "./objects.ts"
import type { EmbeddedFont } from "./EmbeddedFont.ts"
import type { ReportPdf } from "./ReportPdf.ts"

interface Sign {
  readonly char: string
  /** In a square of 1,000 units, the baseline at 0. */
  readonly path: string
}

const advance = 760

const signs: ReadonlyArray<Sign> = [
  { char: "▲", path: "60 20 m 700 20 l 380 660 l f" },
  { char: "▼", path: "60 680 m 700 680 l 380 40 l f" },
  { char: "■", path: "80 40 600 600 re f" },
  { char: "→", path: "60 320 m 560 320 l 560 400 l 60 400 l f 470 560 m 700 360 l 470 160 l f" },
  { char: "←", path: "700 320 m 200 320 l 200 400 l 700 400 l f 290 560 m 60 360 l 290 160 l f" },
  { char: "✓", path: "90 w 80 340 m 290 110 l 690 630 l S" },
  { char: "✗", path: "90 w 120 110 m 640 630 l 120 630 m 640 110 l S" }
]

const codes = new Map(signs.map(({ char }, index) => [char.codePointAt(0) ?? 0, index + 1]))

/** The signs as a font of a document, written if it is used. */
export function symbolFont(pdf: ReportPdf): EmbeddedFont {
  let font: { readonly id: number } | null = null
  return {
    id: "Signs",
    font: { hasGlyphForCodePoint: (codePoint) => codes.has(codePoint), glyphForCodePoint: () => ({}) },
    encodeOne: (codePoint) => ({ hex: hexOf(codes.get(codePoint) ?? 0), advance }),
    ref: () => (font ??= { id: writeFont(pdf) }),
    encode: (text) => {
      const found = Array.from(text, (char) => codes.get(char.codePointAt(0) ?? 0) ?? 0)
      return [found.map(hexOf), found.map(() => ({ xAdvance: advance, xOffset: 0, yOffset: 0, advanceWidth: advance }))]
    }
  }
}

const hexOf = (code: number): string => code.toString(16).padStart(2, "0")

function writeFont(pdf: ReportPdf): number {
  const names = signs.map((_, index) => `/s${index + 1}`)
  const drawings = signs.map(({ path }) => pdf.stream("", `${advance} 0 0 0 ${advance} 760 d1 ${path}`))
  const procedures = names.map((name, index) => `${name} ${reference(drawings[index] ?? 0)}`).join("")
  return pdf.pack(
    `<</Type/Font/Subtype/Type3/Name/Signs/FontBBox[0 0 ${advance} 760]/FontMatrix[.001 0 0 .001 0 0]` +
      `/FirstChar 1/LastChar ${signs.length}/Widths[${signs.map(() => advance).join(" ")}]` +
      `/Encoding<</Type/Encoding/Differences[1${names.join("")}]>>/CharProcs<<${procedures}>>/Resources<<>>` +
      `/ToUnicode ${reference(pdf.stream("", unicodeMap()))}>>`
  )
}

function unicodeMap(): string {
  const lines = [...codes].map(([codePoint, code]) => `<${hexOf(code)}> <${codePoint.toString(16).padStart(4, "0")}>`)
  return [
    "/CIDInit /ProcSet findresource begin 12 dict begin begincmap",
    "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
    "/CMapName /Adobe-Identity-UCS def /CMapType 2 def",
    "1 begincodespacerange <00> <ff> endcodespacerange",
    `${lines.length} beginbfchar`,
    ...lines,
    "endbfchar endcmap CMapName currentdict /CMap defineresource pop end end"
  ].join("\n")
}

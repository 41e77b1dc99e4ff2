/**
 * The fonts that a PDF is set in.
 */

/** Font files: static TrueType or OpenType. */
export interface Fonts {
  /** Latin, Greek and Cyrillic. */
  readonly regular: Uint8Array
  readonly bold: Uint8Array
  readonly arabic: Uint8Array
  /** Chinese, Japanese and Korean; asked for only if a text needs it, since it is large. */
  readonly cjk: () => Uint8Array
}

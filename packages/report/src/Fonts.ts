/**
 * The fonts that a PDF is set in.
 */

/** Font files: static TrueType or OpenType. */
export interface Fonts extends ScriptFonts {
  /** Latin, Greek and Cyrillic. */
  readonly regular: Uint8Array
  readonly bold: Uint8Array
}

/** Fonts of other scripts, each asked for only if a text needs it: some are large. */
export interface ScriptFonts {
  readonly arabic: () => Uint8Array
  readonly hebrew: () => Uint8Array
  readonly thai: () => Uint8Array
  readonly korean: () => Uint8Array
  /** Chinese and Japanese. */
  readonly cjk: () => Uint8Array
}

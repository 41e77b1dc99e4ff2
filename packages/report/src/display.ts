/**
 * Text from a source, made fit to be shown.
 */

/** Bidirectional controls and other invisible marks: they can make one name look like another. */
const invisible = /[\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]|[\u{e0000}-\u{e007f}]/gu

/**
 * The text as it is printed: composed (NFC), on one line, without control characters.
 *
 * **Details** Every kind of white space becomes one plain space, but for the one that keeps a percent sign at its number; half a surrogate pair becomes U+FFFD.
 */
export function displayText(text: string): string {
  if (/^[\x20-\x7e]*$/.test(text) && !text.includes("  ")) return text
  return text
    .toWellFormed()
    .normalize("NFC")
    .replace(invisible, "")
    .replace(/(?:(?!\u202f%)[\s\u0085])+/gu, " ")
    .replace(/\p{Cc}/gu, "")
}

/**
 * What the index of a report in parts knows of them, so that an old link to a place leads on to the part that has it.
 *
 * **Details** Each place is kept as five letters: of a hundred thousand people that is half a megabyte, where their names
 * would be several. Two places share their letters once in a thousand million pairs; then one of them leads to the other's part.
 *
 * **Source** The hash is FNV-1a of 32 bits over UTF-16 code units, of which the upper 30 are kept; `report.js` has the same.
 */

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"

/** Of the letters of a hash, from which bit on each tells six. */
const shifts = [2, 8, 14, 20, 26]

/** The hashes of places, one after the other. */
export const holdsOf = (anchors: Iterable<string>): string => Array.from(anchors, shortHash).join("")

function shortHash(anchor: string): string {
  let hash = 0x811c9dc5
  for (let at = 0; at < anchor.length; at++) hash = Math.imul(hash ^ anchor.charCodeAt(at), 0x01000193)
  return shifts.map((shift) => alphabet.charAt((hash >>> shift) & 63)).join("")
}

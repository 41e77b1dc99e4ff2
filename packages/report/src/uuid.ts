/**
 * Identifiers that follow from what they name.
 */
import { createHash } from "node:crypto"

/** The namespace of all of Rollcall's names; drawn once, never to be changed. */
const namespace = Buffer.from("5d0c1f0b7a4e4c1c9b62f3a1d8e47720", "hex")

/** A UUID of version 5 for a list of words: the same words give the same UUID. */
export function uuidOf(...words: ReadonlyArray<string>): string {
  // As JSON, so that neither a comma in a word nor half a surrogate pair makes two lists the same.
  const digest = createHash("sha1").update(namespace).update(JSON.stringify(words)).digest()
  digest.writeUInt8((digest.readUInt8(6) & 0x0f) | 0x50, 6)
  digest.writeUInt8((digest.readUInt8(8) & 0x3f) | 0x80, 8)
  const hex = digest.toString("hex")
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join("-")
}

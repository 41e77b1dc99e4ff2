/**
 * Long texts as bytes, without ever being one long string.
 */

/** The pieces put together to chunks of at least this many characters, but for the last. */
export function* chunksOf(pieces: Iterable<string>, length = 1 << 16): Generator<string> {
  let chunk = ""
  for (const piece of pieces) {
    chunk += piece
    if (chunk.length < length) continue
    yield chunk
    chunk = ""
  }
  if (chunk !== "") yield chunk
}

/** The pieces in a row, in UTF-8. */
export function encoded(pieces: Iterable<string>): Uint8Array {
  const encoder = new TextEncoder()
  return joined(Array.from(chunksOf(pieces), (chunk) => encoder.encode(chunk)))
}

/** Byte arrays in a row. */
export function joined(parts: ReadonlyArray<Uint8Array>): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.byteLength, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.byteLength
  }
  return whole
}

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

const chunkBytes = 1 << 17

/**
 * The pieces in a row, in UTF-8, as chunks of bytes.
 *
 * **Gotchas** A chunk is overwritten by the next: memory outside of the heap is dear, for every 64 MB of it all that the
 * process holds is gone through.
 */
export function* encoded(pieces: Iterable<string>): Generator<Uint8Array> {
  const encoder = new TextEncoder()
  const chunk = new Uint8Array(chunkBytes)
  let used = 0
  for (const piece of pieces) {
    for (let rest = piece; rest !== "";) {
      const { read, written } = encoder.encodeInto(rest, chunk.subarray(used))
      used += written
      if (read === rest.length) break
      yield chunk.subarray(0, used)
      used = 0
      rest = rest.slice(read)
    }
  }
  if (used > 0) yield chunk.subarray(0, used)
}

/** All bytes of chunks that may overwrite each other. */
export async function collected(chunks: Iterable<Uint8Array> | AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const all: Array<Uint8Array> = []
  for await (const chunk of chunks) all.push(chunk.slice())
  return joined(all)
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

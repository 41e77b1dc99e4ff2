/**
 * Bodies that came compressed. Some HTTP clients unpack by themselves and some do not, so the body itself is looked at: no
 * JSON and no page begins with these bytes.
 */
import { Effect } from "effect"

/** A body and whether it ended as it should. */
interface Unpacked {
  readonly bytes: Uint8Array
  readonly isWhole: boolean
}

/** The body as it was before it was compressed, up to a bound; a body that is not compressed stays as it is. */
export const unpack = (bytes: Uint8Array, bytesMax: number): Effect.Effect<Unpacked> => {
  const format = formatOf(bytes)
  if (format === null) return Effect.succeed({ bytes, isWhole: true })
  return Effect.promise(() => inflate(bytes, format, bytesMax))
}

/** GZIP (RFC 1952), or ZLIB (RFC 1950) as HTTP's `deflate` is. */
function formatOf([first, second]: Uint8Array): "gzip" | "deflate" | null {
  if (first === 0x1f && second === 0x8b) return "gzip"
  return first === 0x78 && second !== undefined && (first * 256 + second) % 31 === 0 ? "deflate" : null
}

/** Reads to the end, to the bound or to where the body breaks; what came until then is kept. */
async function inflate(packed: Uint8Array, format: "gzip" | "deflate", bytesMax: number): Promise<Unpacked> {
  const reader = new Blob([packed.slice()]).stream().pipeThrough(new DecompressionStream(format)).getReader()
  const parts: Array<Uint8Array<ArrayBuffer>> = []
  let sizeBytes = 0
  try {
    while (sizeBytes <= bytesMax) {
      const { done, value } = await reader.read()
      if (done) return { bytes: await joined(parts), isWhole: true }
      parts.push(value)
      sizeBytes += value.byteLength
    }
    await reader.cancel()
    return { bytes: await joined(parts), isWhole: true }
  } catch {
    return { bytes: await joined(parts), isWhole: false }
  }
}

const joined = async (parts: ReadonlyArray<Uint8Array<ArrayBuffer>>): Promise<Uint8Array> =>
  new Uint8Array(await new Blob([...parts]).arrayBuffer())

/**
 * Bodies that came compressed. Some HTTP clients unpack by themselves and some do not, so the body itself is looked at: no
 * JSON and no page begins with these bytes.
 */
import { Effect, Result, Stream } from "effect"

/** A body and whether it ended as it should. */
interface Unpacked {
  readonly bytes: Uint8Array
  readonly isWhole: boolean
}

/** The body as it was before it was compressed, up to a bound; a body that is not compressed stays as it is. */
export const unpack = (bytes: Uint8Array, bytesMax: number): Effect.Effect<Unpacked> => {
  const format = formatOf(bytes)
  if (format === null) return Effect.succeed({ bytes, isWhole: true })
  return inflate(bytes, format, bytesMax)
}

/** GZIP (RFC 1952), or ZLIB (RFC 1950) as HTTP's `deflate` is. */
function formatOf([first, second]: Uint8Array): "gzip" | "deflate" | null {
  if (first === 0x1f && second === 0x8b) return "gzip"
  return first === 0x78 && second !== undefined && (first * 256 + second) % 31 === 0 ? "deflate" : null
}

/** Unpacks to the end, to the bound or to where the body breaks; what came until then is kept. */
const inflate = Effect.fnUntraced(function* (packed: Uint8Array, format: "gzip" | "deflate", bytesMax: number) {
  const parts: Array<Uint8Array<ArrayBuffer>> = []
  let sizeBytes = 0
  const end = yield* Stream.fromReadableStream({
    evaluate: () => new Blob([packed.slice()]).stream().pipeThrough(new DecompressionStream(format)),
    onError: () => "broken" as const
  }).pipe(
    Stream.runForEachWhile((part) =>
      Effect.sync(() => {
        parts.push(part)
        sizeBytes += part.byteLength
        return sizeBytes <= bytesMax
      })
    ),
    Effect.result
  )
  const bytes = yield* Effect.promise(() => new Blob(parts).arrayBuffer())
  return { bytes: new Uint8Array(bytes), isWhole: Result.isSuccess(end) }
})

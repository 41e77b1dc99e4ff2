/**
 * Pages of records as bytes: the very bytes that the content hash is made of, compressed.
 *
 * A record is its source, resource, id and JSON text, each with its length before it: `4:push9:employees1:a10:{"id":"a"}`. Pages
 * are self-contained, and within a page records are in canonical order: by the bytes of the id, then of the JSON text.
 */
import { constants, zstdCompressSync, zstdDecompressSync } from "node:zlib"
import type { RecordText } from "./SnapshotStore.ts"

/** Large enough to compress well, small enough that one record is quickly found in it. */
export const pageBytesMax = 128 * 1024

/** A page, and where its records are. */
export interface RecordPage {
  readonly bytes: Buffer
  readonly count: number
  /** Four numbers a record: where it begins, its id begins and ends, its JSON begins. One more: where the last record ends. */
  readonly offsets: ReadonlyArray<number>
}

const offsetsPerRecord = 4

export const startOf = ({ offsets }: RecordPage, position: number): number => offsets[offsetsPerRecord * position] ?? 0

export const idStartOf = ({ offsets }: RecordPage, position: number): number =>
  offsets[offsetsPerRecord * position + 1] ?? 0

export const idEndOf = ({ offsets }: RecordPage, position: number): number =>
  offsets[offsetsPerRecord * position + 2] ?? 0

export const jsonStartOf = ({ offsets }: RecordPage, position: number): number =>
  offsets[offsetsPerRecord * position + 3] ?? 0

/** A record ends where the next begins. */
export const endOf = (page: RecordPage, position: number): number => startOf(page, position + 1)

const colon = 58
const zero = 48

/** Finds the records of a page. Throws if it is none. */
export function parsePage(bytes: Buffer): RecordPage {
  const offsets: Array<number> = []
  let at = 0
  while (at < bytes.length) {
    offsets.push(at)
    at = skipField(bytes, skipField(bytes, at))
    const idStart = afterLength(bytes, at)
    const idEnd = skipField(bytes, at)
    const jsonStart = afterLength(bytes, idEnd)
    offsets.push(idStart, idEnd, jsonStart)
    at = skipField(bytes, idEnd)
  }
  if (at > bytes.length) throw new RangeError("the page ends within a record")
  const count = offsets.length / offsetsPerRecord
  offsets.push(at)
  return { bytes, count, offsets }
}

/** Where the text of a field begins, behind its length and colon. */
function afterLength(bytes: Buffer, at: number): number {
  let index = at
  while (index < bytes.length && bytes[index] !== colon) index += 1
  return index + 1
}

/** Where a field ends. */
function skipField(bytes: Buffer, at: number): number {
  let length = 0
  for (let index = at; index < bytes.length; index += 1) {
    const byte = bytes[index] ?? 0
    if (byte === colon) return index + 1 + length
    if (byte < zero || byte > zero + 9) break
    length = length * 10 + byte - zero
  }
  throw new RangeError(`the page cannot be read from byte ${at}`)
}

/** A record as it was appended. */
export const textAt = (page: RecordPage, position: number): RecordText => ({
  id: page.bytes.toString("utf8", idStartOf(page, position), idEndOf(page, position)),
  json: page.bytes.toString("utf8", jsonStartOf(page, position), endOf(page, position))
})

/** The records of a page as they were appended, in its order. */
export const textsOf = (page: RecordPage): ReadonlyArray<RecordText> =>
  Array.from({ length: page.count }, (_, position) => textAt(page, position))

/** An id with a character for each byte, so that comparing texts compares bytes. */
export const orderAt = (page: RecordPage, position: number): string =>
  page.bytes.toString("latin1", idStartOf(page, position), idEndOf(page, position))

/** Some records of a page in memory of their own, without the rest of it. */
export function copyPart(page: RecordPage, first: number, end: number): RecordPage {
  const [from, to] = [startOf(page, first), startOf(page, end)]
  return {
    bytes: Buffer.from(page.bytes.subarray(from, to)),
    count: end - first,
    offsets: page.offsets.slice(offsetsPerRecord * first, offsetsPerRecord * end + 1).map((offset) => offset - from)
  }
}

/** The lowest level is the fastest, and on records no other gains more; the checksum finds a flipped bit at once. */
const params = { [constants.ZSTD_c_compressionLevel]: 1, [constants.ZSTD_c_checksumFlag]: 1 }

/** On this thread: a page is done in less time than the way to another thread takes. */
export const compress = (bytes: Buffer): Buffer => zstdCompressSync(bytes, { params, pledgedSrcSize: bytes.length })

/** Throws if the bytes are not those that were compressed, or are no records. */
export const decompress = (compressed: Uint8Array, size: number): RecordPage =>
  // One byte more than there is, as another stretch of memory is made for what may follow one that is full.
  parsePage(zstdDecompressSync(compressed, { chunkSize: Math.max(constants.Z_MIN_CHUNK, size + 1) }))

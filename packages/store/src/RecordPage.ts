/**
 * Pages of records as bytes: the very bytes that the content hash is made of, compressed.
 *
 * A record is its source, resource, id and JSON text, each with its length before it: `4:push9:employees1:a10:{"id":"a"}`. Pages
 * are self-contained, and within a page records are in canonical order: by the bytes of the id, then of the JSON text.
 */
import { type ResourceName, resources } from "@rollcall/model"
import { constants, zstdCompressSync, zstdDecompressSync } from "node:zlib"
import type { RecordText } from "./SnapshotStore.ts"

/** A record in the bytes of its page. */
export interface PackedRecord {
  /** The id with a character for each byte, so that comparing texts compares bytes. */
  readonly order: string
  readonly page: Buffer
  readonly start: number
  readonly jsonStart: number
  readonly end: number
}

/** A page that was packed. */
export interface PackedPage {
  readonly records: number
  readonly bytes: Buffer
}

/** Large enough to compress well, small enough that one record is quickly found in it. */
const pageBytesMax = 64 * 1024

/** What source, resource and lengths add to a record, about. */
const fieldBytes = 32

/** Cuts records into pages, each in canonical order by itself. */
export function packRecords(resource: ResourceName, records: ReadonlyArray<RecordText>): ReadonlyArray<PackedPage> {
  const pages: Array<PackedPage> = []
  let from = 0
  let size = 0
  for (const [index, { id, json }] of records.entries()) {
    const length = id.length + json.length + fieldBytes
    if (size > 0 && size + length > pageBytesMax) {
      pages.push(packPage(resource, records.slice(from, index)))
      from = index
      size = 0
    }
    size += length
  }
  if (from < records.length) pages.push(packPage(resource, records.slice(from)))
  return pages
}

function packPage(resource: ResourceName, records: ReadonlyArray<RecordText>): PackedPage {
  const inOrder = records
    .map(({ id, json }) => ({ order: bytewise(id), id, json }))
    .toSorted((a, b) => compareTexts(a.order, b.order) || compareTexts(bytewise(a.json), bytewise(b.json)))
  return { records: records.length, bytes: contentBytes(resource, inOrder) }
}

/** The bytes of records in the order given, as the content hash takes them. */
export function contentBytes(resource: ResourceName, records: ReadonlyArray<RecordText>): Buffer {
  const { source } = resources[resource]
  const prefix = `${source.length}:${source}${resource.length}:${resource}`
  const texts = records.map(
    ({ id, json }) => `${prefix}${Buffer.byteLength(id)}:${id}${Buffer.byteLength(json)}:${json}`
  )
  return Buffer.from(texts.join(""))
}

/** The records of a page, in its order. */
export function unpackRecords(page: Buffer): ReadonlyArray<PackedRecord> {
  const records: Array<PackedRecord> = []
  for (let at = 0; at < page.length;) {
    const record = recordAt(page, at)
    records.push(record)
    at = record.end
  }
  return records
}

/** The records at some positions of a page, which are ascending. */
export function recordsAt(page: Buffer, positions: ReadonlyArray<number>): ReadonlyArray<PackedRecord> {
  const records: Array<PackedRecord> = []
  let at = 0
  let position = 0
  for (const wanted of positions) {
    for (; position < wanted; position += 1) at = skipFields(page, at, fieldsPerRecord)
    records.push(recordAt(page, at))
  }
  return records
}

function recordAt(page: Buffer, start: number): PackedRecord {
  const id = fieldAt(page, skipFields(page, start, 2))
  const json = fieldAt(page, id.end)
  return { order: page.toString("latin1", id.start, id.end), page, start, jsonStart: json.start, end: json.end }
}

/** Source, resource, id, JSON. */
const fieldsPerRecord = 4

/** Where a number of fields ends. */
function skipFields(page: Buffer, start: number, fields: number): number {
  let at = start
  for (let field = 0; field < fields; field += 1) at = fieldAt(page, at).end
  return at
}

const colon = 58
const zero = 48

/** A field, from behind its length and colon. */
function fieldAt(page: Buffer, at: number): { readonly start: number; readonly end: number } {
  let length = 0
  for (let index = at; index < page.length; index += 1) {
    const byte = page[index] ?? 0
    if (byte === colon) {
      const end = index + 1 + length
      if (end > page.length) break
      return { start: index + 1, end }
    }
    if (byte < zero || byte > zero + 9) break
    length = length * 10 + byte - zero
  }
  throw new RangeError(`the page cannot be read from byte ${at}`)
}

/** A record as it was appended. */
export const textOf = ({ order, page, jsonStart, end }: PackedRecord): RecordText => ({
  id: isAscii(order) ? order : Buffer.from(order, "latin1").toString(),
  json: page.toString("utf8", jsonStart, end)
})

/** The records of a page as they were appended, in its order. */
export const textsOf = (page: Buffer): ReadonlyArray<RecordText> => unpackRecords(page).map(textOf)

/** Canonical order. */
export const compareRecords = (a: PackedRecord, b: PackedRecord): number =>
  compareTexts(a.order, b.order) || a.page.compare(b.page, b.jsonStart, b.end, a.jsonStart, a.end)

/** The bytes of records one after the other, in pages that are made as they are taken. */
export function* joinRecords(records: ReadonlyArray<PackedRecord>): Generator<Buffer> {
  let from = 0
  let size = 0
  for (const [index, { start, end }] of records.entries()) {
    if (size > 0 && size + end - start > pageBytesMax) {
      yield joinPage(records.slice(from, index), size)
      from = index
      size = 0
    }
    size += end - start
  }
  if (from < records.length) yield joinPage(records.slice(from), size)
}

/** The same records in memory of their own. */
export function copyRecords(records: ReadonlyArray<PackedRecord>): ReadonlyArray<PackedRecord> {
  return [...joinRecords(records)].flatMap(unpackRecords)
}

function joinPage(records: ReadonlyArray<PackedRecord>, size: number): Buffer {
  const bytes = Buffer.allocUnsafe(size)
  let at = 0
  for (const { page, start, end } of records) at += page.copy(bytes, at, start, end)
  return bytes
}

const isAscii = (text: string): boolean => /^[\0-\x7f]*$/.test(text)

const bytewise = (text: string): string => (isAscii(text) ? text : Buffer.from(text).toString("latin1"))

const compareTexts = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** The lowest level is the fastest, and on records no other gains more; the checksum finds a flipped bit at once. */
const params = { [constants.ZSTD_c_compressionLevel]: 1, [constants.ZSTD_c_checksumFlag]: 1 }

/** On this thread: a page is done in less time than the way to another thread takes. */
export const compress = ({ bytes }: PackedPage): Buffer =>
  zstdCompressSync(bytes, { params, pledgedSrcSize: bytes.length })

/** Throws if the bytes are not those that were compressed, or are no records. */
export function decompress(compressed: Uint8Array, size: number): Buffer {
  const page = zstdDecompressSync(compressed, { chunkSize: Math.max(constants.Z_MIN_CHUNK, size) })
  for (let at = 0; at < page.length;) at = skipFields(page, at, fieldsPerRecord)
  return page
}

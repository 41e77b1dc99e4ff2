/**
 * Puts the records of many pages in canonical order.
 *
 * The first bytes of an id and the number of its record share one double, so that numbers are sorted instead of texts, which is
 * several times as fast; what is equal so far is sorted by the bytes that follow.
 */
import { endOf, idEndOf, idStartOf, jsonStartOf, pageBytesMax, type RecordPage, startOf } from "./RecordPage.ts"

/** Records by number: each is at a position of a page. */
interface Records {
  readonly pages: ReadonlyArray<RecordPage>
  readonly pageOf: Uint32Array
  readonly positionOf: Uint32Array
}

/** The bytes of all records of the pages in canonical order, in pages that are made as they are taken. */
export function* sortedPages(pages: ReadonlyArray<RecordPage>): Generator<Buffer> {
  const records = numberRecords(pages)
  const order = Uint32Array.from(records.pageOf.keys())
  sortById(records, order, 0)
  yield* joinRecords(records, order)
}

function numberRecords(pages: ReadonlyArray<RecordPage>): Records {
  const length = pages.reduce((sum, { count }) => sum + count, 0)
  const records = { pages, pageOf: new Uint32Array(length), positionOf: new Uint32Array(length) }
  let record = 0
  for (const [index, { count }] of pages.entries()) {
    for (let position = 0; position < count; position += 1) {
      records.pageOf[record] = index
      records.positionOf[record] = position
      record += 1
    }
  }
  return records
}

/** A byte of an id is 1 to 256 as a digit, what is behind its end is 0. */
const base = 257

/** Sorts records whose ids have the same bytes before `depth`. */
function sortById(records: Records, order: Uint32Array, depth: number): void {
  const places = 2 ** Math.ceil(Math.log2(order.length))
  const digits = Math.floor(Math.log(Number.MAX_SAFE_INTEGER / places) / Math.log(base))
  const keys = new Float64Array(order.length)
  for (let place = 0; place < order.length; place += 1) {
    keys[place] = places * prefixOf(records, order[place] ?? 0, depth, digits) + place
  }
  keys.sort()
  const before = order.slice()
  let first = 0
  let prefix = Math.floor((keys[0] ?? 0) / places)
  for (let index = 0; index < keys.length; index += 1) {
    order[index] = before[(keys[index] ?? 0) - places * prefix] ?? 0
    const next = index + 1 < keys.length ? Math.floor((keys[index + 1] ?? 0) / places) : -1
    if (next === prefix) continue
    if (index > first) sortEqual(records, order.subarray(first, index + 1), depth + digits, prefix % base === 0)
    first = index + 1
    prefix = next
  }
}

/** Sorts records whose ids are the same so far, or altogether. */
function sortEqual(records: Records, order: Uint32Array, depth: number, isWhole: boolean): void {
  if (isWhole) order.sort((a, b) => compareJson(records, a, b))
  else sortById(records, order, depth)
}

/** Some bytes of an id as a number. */
function prefixOf({ pages, pageOf, positionOf }: Records, record: number, depth: number, digits: number): number {
  const page = pages[pageOf[record] ?? 0]
  if (page === undefined) return 0
  const position = positionOf[record] ?? 0
  const start = idStartOf(page, position) + depth
  const end = idEndOf(page, position)
  let prefix = 0
  for (let at = start; at < start + digits; at += 1) prefix = prefix * base + (at < end ? (page.bytes[at] ?? 0) + 1 : 0)
  return prefix
}

function compareJson({ pages, pageOf, positionOf }: Records, a: number, b: number): number {
  const [pageA, pageB] = [pages[pageOf[a] ?? 0], pages[pageOf[b] ?? 0]]
  if (pageA === undefined || pageB === undefined) return 0
  const [atA, atB] = [positionOf[a] ?? 0, positionOf[b] ?? 0]
  return pageA.bytes.compare(
    pageB.bytes,
    jsonStartOf(pageB, atB),
    endOf(pageB, atB),
    jsonStartOf(pageA, atA),
    endOf(pageA, atA)
  )
}

/** The bytes of records one after the other. */
function* joinRecords({ pages, pageOf, positionOf }: Records, order: Uint32Array): Generator<Buffer> {
  let bytes = Buffer.allocUnsafe(pageBytesMax)
  let at = 0
  for (const record of order) {
    const page = pages[pageOf[record] ?? 0]
    if (page === undefined) continue
    const position = positionOf[record] ?? 0
    const [start, end] = [startOf(page, position), endOf(page, position)]
    if (at + end - start > bytes.length) {
      if (at > 0) yield bytes.subarray(0, at)
      bytes = Buffer.allocUnsafe(Math.max(pageBytesMax, end - start))
      at = 0
    }
    at += page.bytes.copy(bytes, at, start, end)
  }
  if (at > 0) yield bytes.subarray(0, at)
}

/**
 * The records of a resource in canonical order, whatever order they came in, without holding all of them.
 */
import { Array as Arr, Effect, Stream } from "effect"
import { type PageHeader, pagesPerRead } from "./record-pages.ts"
import { compareRecords, copyRecords, joinRecords, type PackedRecord, unpackRecords } from "./RecordPage.ts"

/** Records are sorted in memory, so that this bounds what a resource of any size takes. */
const sliceBytesMax = 32 * 1024 * 1024

/** One record of so many is looked at to learn where to cut. */
const recordsPerSample = 16

/** Reads some pages by their numbers, which are ascending. */
export type PageReader<E> = (numbers: ReadonlyArray<number>) => Effect.Effect<ReadonlyArray<Buffer>, E>

/**
 * The bytes of a resource's records in canonical order, page by page.
 *
 * **Details** A resource that is larger than what is sorted at once is cut by ids, and its pages are read for each slice again,
 * but for those that have nothing in it.
 */
export const canonicalBytes = <E>(
  pages: ReadonlyArray<PageHeader>,
  read: PageReader<E>,
  sliceBytes = sliceBytesMax
): Stream.Stream<Buffer, E> =>
  Stream.fromEffect(slicesOf(pages, read, sliceBytes)).pipe(
    Stream.flatMap(Stream.fromIterable),
    Stream.mapEffect((slice) => sortedBytes(slice, read)),
    Stream.flatMap(Stream.fromIterable)
  )

/** The records with an id from `from` and below `to`, which `pages` may have. */
interface Slice {
  readonly pages: ReadonlyArray<PageHeader>
  readonly from: string | null
  readonly to: string | null
}

const sortedBytes = Effect.fnUntraced(function* <E>(
  { pages, from, to }: Slice,
  read: PageReader<E>
): Effect.fn.Return<Iterable<Buffer>, E> {
  const isWhole = from === null && to === null
  if (isWhole && pages.length <= 1) return yield* read(pages.map(({ number }) => number))
  const records: Array<PackedRecord> = []
  for (const group of Arr.chunksOf(pages, pagesPerRead)) {
    for (const page of yield* read(group.map(({ number }) => number))) {
      const all = unpackRecords(page)
      const inside = all.filter(({ order }) => (from === null || order >= from) && (to === null || order < to))
      // Without the rest of the page, which would stay in memory with them.
      for (const record of isWhole ? all : copyRecords(inside)) records.push(record)
    }
  }
  return joinRecords(records.toSorted(compareRecords))
})

/** What is known of a page before it is read again. */
interface Span extends PageHeader {
  readonly first: string
  readonly last: string
}

const slicesOf = Effect.fnUntraced(function* <E>(
  pages: ReadonlyArray<PageHeader>,
  read: PageReader<E>,
  sliceBytes: number
): Effect.fn.Return<ReadonlyArray<Slice>, E> {
  const total = pages.reduce((sum, { size }) => sum + size, 0)
  const count = Math.ceil(total / sliceBytes)
  if (count <= 1) return [{ pages, from: null, to: null }]
  const spans: Array<Span> = []
  const samples: Array<string> = []
  let seen = 0
  for (const group of Arr.chunksOf(pages, pagesPerRead)) {
    for (const [index, page] of (yield* read(group.map(({ number }) => number))).entries()) {
      const orders = unpackRecords(page).map(({ order }) => order)
      const { number, size } = group[index] ?? group[0]
      spans.push({ number, size, first: orders[0] ?? "", last: orders.at(-1) ?? "" })
      for (const order of orders) {
        if (seen % recordsPerSample === 0) samples.push(order)
        seen += 1
      }
    }
  }
  const sorted = samples.toSorted()
  const cuts = Array.from(
    { length: count - 1 },
    (_, cut) => sorted[Math.floor(((cut + 1) * sorted.length) / count)] ?? ""
  )
  const bounds = [null, ...new Set(cuts), null]
  return bounds.slice(1).map((to, index): Slice => {
    const from = bounds[index] ?? null
    return {
      pages: spans.filter(({ first, last }) => (from === null || last >= from) && (to === null || first < to)),
      from,
      to
    }
  })
})

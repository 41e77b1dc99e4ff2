/**
 * The records of a resource in canonical order, whatever order they came in, without holding all of them.
 */
import { Array as Arr, Effect, Stream } from "effect"
import { type PageHeader, pagesPerRead } from "./record-pages.ts"
import { copyPart, orderAt, type RecordPage } from "./RecordPage.ts"
import { sortedPages } from "./sort-records.ts"

/** Records are sorted in memory, so that this bounds what a resource of any size takes. */
const sliceBytesMax = 128 * 1024 * 1024

/** One page of so many is looked at to learn where to cut. */
const pagesPerSample = 8

/** Reads some pages by their numbers, which are ascending. */
export type PageReader<E> = (numbers: ReadonlyArray<number>) => Effect.Effect<ReadonlyArray<RecordPage>, E>

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
): Stream.Stream<Buffer, E> => {
  const spans = new Map<number, Span>()
  return Stream.fromIterableEffect(slicesOf(pages, read, sliceBytes)).pipe(
    Stream.mapEffect((slice) => readSlice(slice, pages, read, spans)),
    // One by one: more at a time would be the slice once more.
    Stream.flatMap((inside) => Stream.fromIterable(sortedPages(inside), { chunkSize: 1 }))
  )
}

/** The records with an id from `from` and below `to`. */
interface Slice {
  readonly from: string | null
  readonly to: string | null
}

/** The first and the last id of a page. */
interface Span {
  readonly first: string
  readonly last: string
}

/** The parts of pages that are in a slice. `spans` are those of pages that were read before. */
const readSlice = Effect.fnUntraced(function* <E>(
  { from, to }: Slice,
  pages: ReadonlyArray<PageHeader>,
  read: PageReader<E>,
  spans: Map<number, Span>
): Effect.fn.Return<ReadonlyArray<RecordPage>, E> {
  const isWhole = from === null && to === null
  const parts: Array<RecordPage> = []
  const wanted = pages.filter(({ number }) => {
    const span = spans.get(number)
    return span === undefined || ((from === null || span.last >= from) && (to === null || span.first < to))
  })
  for (const group of Arr.chunksOf(wanted, pagesPerRead)) {
    for (const [index, page] of (yield* read(group.map(({ number }) => number))).entries()) {
      if (!isWhole) spans.set(group[index]?.number ?? -1, spanOf(page))
      const part = isWhole
        ? page
        : copyPart(page, from === null ? 0 : placeOf(page, from), to === null ? page.count : placeOf(page, to))
      if (part.count > 0) parts.push(part)
    }
  }
  return parts
})

const spanOf = (page: RecordPage): Span => ({ first: orderAt(page, 0), last: orderAt(page, page.count - 1) })

/** How many records of a page come before an id. */
function placeOf(page: RecordPage, order: string): number {
  let [low, high] = [0, page.count]
  while (low < high) {
    const middle = (low + high) >>> 1
    if (orderAt(page, middle) < order) low = middle + 1
    else high = middle
  }
  return low
}

const slicesOf = Effect.fnUntraced(function* <E>(
  pages: ReadonlyArray<PageHeader>,
  read: PageReader<E>,
  sliceBytes: number
): Effect.fn.Return<ReadonlyArray<Slice>, E> {
  const total = pages.reduce((sum, { size }) => sum + size, 0)
  const count = Math.ceil(total / sliceBytes)
  if (count <= 1) return [{ from: null, to: null }]
  const samples: Array<string> = []
  const looked = pages.filter((_, index) => index % pagesPerSample === 0)
  for (const group of Arr.chunksOf(looked, pagesPerRead)) {
    for (const page of yield* read(group.map(({ number }) => number))) {
      for (let position = 0; position < page.count; position += 1) samples.push(orderAt(page, position))
    }
  }
  samples.sort()
  const cuts = Array.from(
    { length: count - 1 },
    (_, cut) => samples[Math.floor(((cut + 1) * samples.length) / count)] ?? ""
  )
  const bounds = [null, ...new Set(cuts), null]
  return bounds.slice(1).map((to, index) => ({ from: bounds[index] ?? null, to }))
})

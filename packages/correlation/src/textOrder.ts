/**
 * The order of texts: by UTF-16 code units, so that no locale has a say.
 */

/** Compares two texts. */
export const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** Texts by their places. */
export interface Texts {
  readonly count: number
  readonly at: (place: number) => string
}

/**
 * The places of texts in the order of these. Places of equal texts are handed out, to be put in an order; until then they are
 * in that of the list.
 *
 * **Details** Comparing is most of what sorting a million texts takes: each is compared some twenty times. Here the first signs
 * of each text are packed into one number together with its place; numbers sort natively, ten times as fast. Texts whose first
 * signs are the same are sorted by the next ones.
 */
export function orderOf(texts: Texts, sortEqual?: (places: Uint32Array) => void): Uint32Array {
  const places = new Uint32Array(texts.count)
  for (let place = 0; place < places.length; place += 1) places[place] = place
  if (!isInOrder(texts)) {
    const isLong = places.length > comparedMax
    const sorting = {
      texts,
      sortEqual,
      ranks: new Uint16Array(isLong ? 2 ** 16 : 0),
      room: 2 ** Math.ceil(Math.log2(places.length))
    }
    sort(sorting, places, new Float64Array(isLong ? places.length : 0), 0)
  }
  return places
}

interface Sorting {
  readonly texts: Texts
  readonly sortEqual: ((places: Uint32Array) => void) | undefined
  /** The digit of each sign; 0 between uses. */
  readonly ranks: Uint16Array
  /** More than any place: so many times a number is packed with a place. */
  readonly room: number
}

/** Whether each text comes after the one before it. */
function isInOrder({ count, at }: Texts): boolean {
  for (let place = 1; place < count; place += 1) if (at(place - 1) >= at(place)) return false
  return true
}

/** So few texts are sorted by comparing. */
const comparedMax = 24

/** Sorts places whose texts begin with the same `skip` signs; `packed` has room for a number of each. */
function sort(sorting: Sorting, places: Uint32Array, packed: Float64Array, skip: number): void {
  const { texts, sortEqual, room } = sorting
  if (places.length <= comparedMax) {
    places.sort((a, b) => compareText(texts.at(a), texts.at(b)) || a - b)
    forEachRun(
      places.length,
      (index) => texts.at(places[index] ?? 0),
      (from, to) => sortEqual?.(places.subarray(from, to))
    )
    return
  }
  const shared = sharedSigns(texts, places, skip)
  const { base, signs } = pack(sorting, places, packed, shared)
  packed.sort()
  for (let index = 0; index < places.length; index += 1) {
    const each = packed[index] ?? 0
    const first = Math.floor(each / room)
    places[index] = each - first * room
    packed[index] = first
  }
  forEachRun(
    places.length,
    (index) => packed[index],
    (from, to) => {
      const run = places.subarray(from, to)
      // A last digit of 0 is no sign: these texts end here, and are the same.
      if ((packed[from] ?? 0) % base > 0) sort(sorting, run, packed.subarray(from, to), shared + signs)
      else sortEqual?.(run)
    }
  )
}

/** Calls back with the bounds of each run of several equal values, which is not looked at again. */
function forEachRun(count: number, valueAt: (index: number) => unknown, use: (from: number, to: number) => void): void {
  let from = 0
  for (let index = 1; index <= count; index += 1) {
    if (index < count && valueAt(index) === valueAt(from)) continue
    if (index - from > 1) use(from, index)
    from = index
  }
}

/** How many signs all texts begin with, which are at least `skip`. */
function sharedSigns(texts: Texts, places: Uint32Array, skip: number): number {
  const first = texts.at(places[0] ?? 0)
  let shared = first.length
  for (const place of places) {
    const text = texts.at(place)
    let same = skip
    while (same < shared && text.charCodeAt(same) === first.charCodeAt(same)) same += 1
    shared = same
    if (shared === skip) break
  }
  return shared
}

/** A number holds whole ones up to here. */
const exactMax = 2 ** 53
/** At most so many signs are packed. */
const signsMax = 8

/** For each place packs the signs after the shared ones, as a number in a system of `base` digits, and the place itself. */
function pack(
  sorting: Sorting,
  places: Uint32Array,
  packed: Float64Array,
  shared: number
): { readonly base: number; readonly signs: number } {
  const { texts, ranks, room } = sorting
  const occurring = rankSigns(sorting, places, shared)
  // Only signs that occur need digits of their own.
  const base = occurring.length + 1
  let signs = 1
  while (signs < signsMax && base ** (signs + 1) * room <= exactMax) signs += 1
  for (let index = 0; index < places.length; index += 1) {
    const place = places[index] ?? 0
    const text = texts.at(place)
    let number = 0
    for (let at = shared; at < shared + signs; at += 1) {
      number = number * base + (at < text.length ? (ranks[text.charCodeAt(at)] ?? 0) : 0)
    }
    packed[index] = number * room + place
  }
  for (const sign of occurring) ranks[sign] = 0
  return { base, signs }
}

/** Ranks the signs that occur where they may be packed, from 1 on. */
function rankSigns({ texts, ranks }: Sorting, places: Uint32Array, shared: number): ReadonlyArray<number> {
  const occurring: Array<number> = []
  for (const place of places) {
    const text = texts.at(place)
    const end = Math.min(text.length, shared + signsMax)
    for (let at = shared; at < end; at += 1) {
      const sign = text.charCodeAt(at)
      if (ranks[sign] === 0) ranks[sign] = occurring.push(sign)
    }
  }
  occurring.sort((a, b) => a - b)
  for (const [index, sign] of occurring.entries()) ranks[sign] = index + 1
  return occurring
}

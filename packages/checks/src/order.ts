/**
 * Orders and indexes, in time that grows with how many there are.
 */

/**
 * The places 0 to below `count` in the order of their keys, which are whole numbers below `keyCount`; places of one key stay
 * as they were.
 */
export function placesByKey(count: number, keyOf: (place: number) => number, keyCount: number): Uint32Array {
  const keys = new Uint32Array(count)
  // Counting the places of each key tells where those of the next one begin.
  const begins = new Uint32Array(keyCount + 1)
  for (let place = 0; place < count; place++) {
    const key = keyOf(place)
    keys[place] = key
    begins[key + 1] = (begins[key + 1] ?? 0) + 1
  }
  for (let key = 1; key < keyCount; key++) begins[key] = (begins[key] ?? 0) + (begins[key - 1] ?? 0)
  const ordered = new Uint32Array(count)
  for (let place = 0; place < count; place++) {
    const key = keys[place] ?? 0
    const next = begins[key] ?? 0
    ordered[next] = place
    begins[key] = next + 1
  }
  return ordered
}

/** Where a text is among texts that are in order, or would be: the first place that no lesser text has. */
export function placeOf(text: string, count: number, textAt: (place: number) => string | undefined): number {
  let [from, to] = [0, count]
  while (from < to) {
    const middle = (from + to) >>> 1
    if ((textAt(middle) ?? "") < text) from = middle + 1
    else to = middle
  }
  return from
}

/** Members of a list by one thing that each of them has, in the order of the list. */
export function indexBy<K, V>(
  values: Iterable<V>,
  keyOf: (value: V) => K | undefined
): ReadonlyMap<K, ReadonlyArray<V>> {
  const index = new Map<K, Array<V>>()
  for (const value of values) {
    const key = keyOf(value)
    if (key === undefined) continue
    const same = index.get(key)
    if (same === undefined) index.set(key, [value])
    else same.push(value)
  }
  return index
}

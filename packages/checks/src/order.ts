/**
 * Orders of whole numbers, in time that grows with how many there are.
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

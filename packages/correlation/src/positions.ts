/**
 * Lists of positions without a list for each.
 */
import type { PositionLists } from "@rollcall/model"

/**
 * So many lists, made of pairs of a list and a position; each list has its positions in the order of the pairs.
 *
 * **Details** Pairs are told twice: counting them tells where the next list begins.
 */
export function positionLists(
  count: number,
  forEachPair: (use: (list: number, position: number) => void) => void
): PositionLists {
  const begins = new Int32Array(count + 1)
  forEachPair((list) => (begins[list + 1] = (begins[list + 1] ?? 0) + 1))
  for (let list = 0; list < count; list += 1) begins[list + 1] = (begins[list + 1] ?? 0) + (begins[list] ?? 0)
  const positions = new Int32Array(begins[count] ?? 0)
  forEachPair((list, position) => {
    const place = begins[list] ?? 0
    positions[place] = position
    begins[list] = place + 1
  })
  // Each list begins where the one before it ends by now.
  begins.copyWithin(1, 0, count)
  begins[0] = 0
  return { begins, positions }
}

/** For each of so many positions the lists that have it. */
export const transposed = ({ begins, positions }: PositionLists, count: number): PositionLists =>
  positionLists(count, (use) => {
    let list = 0
    for (let place = 0; place < positions.length; place += 1) {
      while ((begins[list + 1] ?? 0) <= place) list += 1
      use(positions[place] ?? 0, list)
    }
  })

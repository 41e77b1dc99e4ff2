/**
 * Repeatable pseudo-randomness: a stream of numbers that depends on a text alone.
 *
 * Every kind of record draws from a stream of its own, so that a change to one kind leaves all others as they were.
 */

/** A list with at least one member. */
export type NonEmpty<A> = readonly [A, ...ReadonlyArray<A>]

/** A stream of pseudo-random draws. */
export interface Random {
  /** A number from 0 up to, not including, 1. */
  readonly next: () => number
  /** A whole number, both ends included. */
  readonly int: (least: number, most: number) => number
  readonly chance: (probability: number) => boolean
  readonly pick: <A>(items: NonEmpty<A>) => A
  /** Picks by weight; the weights need not add up to anything. */
  readonly weighted: <A>(items: NonEmpty<readonly [A, number]>) => A
  readonly hex: (length: number) => string
  readonly uuid: () => string
}

/** Makes the stream that belongs to a text. */
export const makeRandom = (text: string): Random => {
  let state = hash(text)

  // mulberry32: 32 bits of state are plenty for made-up people.
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const int = (least: number, most: number) => least + Math.floor(next() * (most - least + 1))
  const hex = (length: number) => {
    let digits = ""
    while (digits.length < length) digits += int(0, 0xffffffff).toString(16).padStart(8, "0")
    return digits.slice(0, length)
  }
  return {
    next,
    int,
    hex,
    chance: (probability) => next() < probability,
    pick: (items) => items[int(0, items.length - 1)] ?? items[0],
    weighted: (items) => {
      let left = next() * items.reduce((sum, [, weight]) => sum + weight, 0)
      for (const [item, weight] of items) {
        left -= weight
        if (left < 0) return item
      }
      return items[0][0]
    },
    uuid: () => asUuid(hex(32))
  }
}

/** The UUID that belongs to a text: the same text gives the same one, and it cannot be guessed from its neighbours. */
export const uuidOf = (text: string): string => makeRandom(text).uuid()

const asUuid = (digits: string) =>
  [
    digits.slice(0, 8),
    digits.slice(8, 12),
    `4${digits.slice(13, 16)}`,
    `a${digits.slice(17, 20)}`,
    digits.slice(20, 32)
  ].join("-")

// FNV-1a with a final mix, so that texts that differ in their last digit start far apart.
const hash = (text: string) => {
  let value = 0x811c9dc5
  for (let index = 0; index < text.length; index++) value = Math.imul(value ^ text.charCodeAt(index), 0x01000193)
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b)
  return value ^ (value >>> 13)
}

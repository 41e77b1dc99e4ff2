/**
 * Numbers for texts, for those that are looked up once each.
 */
import { absent } from "./Rows.ts"

/**
 * Numbers texts in the order in which they are added, and finds them again.
 *
 * **Details** `Map` keeps a text's hash with the text and takes long to compute it, which pays if the same text is looked up again.
 * Records bring texts of their own, two million ids and addresses, and each is looked up once: this takes half the time.
 */
export class TextIndex {
  readonly #texts: Array<string> = []
  /** Pairs of a text's hash and its number + 1, each where the hash says or in the next free pair. */
  #slots: Int32Array

  /** `expected` is about how many texts will be added; more may be. */
  constructor(expected: number) {
    this.#slots = new Int32Array(4 * 2 ** Math.ceil(Math.log2(Math.max(expected, 8))))
  }

  get size(): number {
    return this.#texts.length
  }

  /** The text that has a number; blank if none has. */
  textOf(number: number): string {
    return this.#texts[number] ?? ""
  }

  /** The number of a text, `absent` if it was not added. */
  find(text: string): number {
    return (this.#slots[this.#slotOf(text, hashOf(text)) + 1] ?? 0) - 1
  }

  /** The number of a text, which it gets if it has none. */
  add(text: string): number {
    const hash = hashOf(text)
    const slot = this.#slotOf(text, hash)
    const known = (this.#slots[slot + 1] ?? 0) - 1
    if (known !== absent) return known
    this.#slots[slot] = hash
    this.#slots[slot + 1] = this.#texts.push(text)
    if (this.#texts.length * 4 > this.#slots.length) this.#grow()
    return this.#texts.length - 1
  }

  /**
   * The numbers of many texts; `absent` where there is no text, or none that was added.
   *
   * **Details** Each pass waits for memory in one place only, and so can wait for many texts at a time: together they take half
   * as long as looking up text by text.
   */
  findEach(count: number, textAt: (place: number) => string | null | undefined): Int32Array {
    const found = new Int32Array(count)
    for (let place = 0; place < count; place += 1) found[place] = hashOf(textAt(place) ?? "")
    const slots = this.#slots
    for (let place = 0; place < count; place += 1) {
      const hash = found[place] ?? 0
      let slot = firstSlot(hash, slots)
      while (slots[slot] !== hash && slots[slot + 1] !== 0) slot = nextSlot(slot, slots)
      found[place] = (slots[slot + 1] ?? 0) - 1
    }
    for (let place = 0; place < count; place += 1) {
      const number = found[place] ?? absent
      if (number === absent) continue
      const text = textAt(place)
      // Another text may have the same hash.
      if (this.#texts[number] !== text) found[place] = text === null || text === undefined ? absent : this.find(text)
    }
    return found
  }

  /** Where a text is, or where it would be: half of the pairs are free at least. */
  #slotOf(text: string, hash: number): number {
    const slots = this.#slots
    let slot = firstSlot(hash, slots)
    for (let next = slots[slot + 1] ?? 0; next !== 0; next = slots[slot + 1] ?? 0) {
      if (slots[slot] === hash && this.#texts[next - 1] === text) break
      slot = nextSlot(slot, slots)
    }
    return slot
  }

  #grow(): void {
    const slots = new Int32Array(this.#slots.length * 2)
    for (let from = 0; from < this.#slots.length; from += 2) {
      const hash = this.#slots[from] ?? 0
      const next = this.#slots[from + 1] ?? 0
      if (next === 0) continue
      let slot = firstSlot(hash, slots)
      while (slots[slot + 1] !== 0) slot = nextSlot(slot, slots)
      slots[slot] = hash
      slots[slot + 1] = next
    }
    this.#slots = slots
  }
}

const firstSlot = (hash: number, slots: Int32Array): number => (hash << 1) & (slots.length - 1)

const nextSlot = (slot: number, slots: Int32Array): number => (slot + 2) & (slots.length - 1)

/** 32 bits that depend on every code unit; the low ones choose the slot. */
function hashOf(text: string): number {
  let hash = 0
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x9e37_79b1)
  }
  hash = Math.imul(hash ^ (hash >>> 15), 0x85eb_ca6b)
  return hash ^ (hash >>> 13)
}

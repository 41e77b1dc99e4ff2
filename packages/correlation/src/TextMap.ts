/**
 * A map from texts, for those that are looked up once each.
 */

/**
 * What is known by a text.
 *
 * **Details** `Map` keeps a text's hash with the text and takes long to compute it, which pays if the same text is looked up again.
 * Records bring texts of their own, two million ids and addresses, and each is looked up once: this takes half the time.
 */
export class TextMap<V> {
  readonly #texts: Array<string> = []
  readonly #values: Array<V> = []
  /** Pairs of a text's hash and its place + 1, each where the hash says or in the next free pair. */
  #slots = new Int32Array(32)

  get(text: string): V | undefined {
    const place = this.#slots[this.#find(text, hashOf(text)) + 1] ?? 0
    return place === 0 ? undefined : this.#values[place - 1]
  }

  /** Adds a text, or gives it another value. */
  set(text: string, value: V): void {
    const hash = hashOf(text)
    const slot = this.#find(text, hash)
    const place = this.#slots[slot + 1] ?? 0
    if (place > 0) {
      this.#values[place - 1] = value
      return
    }
    this.#texts.push(text)
    this.#slots[slot] = hash
    this.#slots[slot + 1] = this.#values.push(value)
    if (this.#texts.length * 4 > this.#slots.length) this.#grow()
  }

  /** In the order in which their texts were added. */
  values(): ReadonlyArray<V> {
    return this.#values
  }

  /** Where a text is, or where it would be: half of the pairs are free at least. */
  #find(text: string, hash: number): number {
    const slots = this.#slots
    let slot = firstSlot(hash, slots)
    for (let place = slots[slot + 1] ?? 0; place !== 0; place = slots[slot + 1] ?? 0) {
      if (slots[slot] === hash && this.#texts[place - 1] === text) break
      slot = nextSlot(slot, slots)
    }
    return slot
  }

  #grow(): void {
    const slots = new Int32Array(this.#slots.length * 2)
    for (let from = 0; from < this.#slots.length; from += 2) {
      const hash = this.#slots[from] ?? 0
      const place = this.#slots[from + 1] ?? 0
      if (place === 0) continue
      let slot = firstSlot(hash, slots)
      while (slots[slot + 1] !== 0) slot = nextSlot(slot, slots)
      slots[slot] = hash
      slots[slot + 1] = place
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

/**
 * What is known of each of a list, by position: a million records are looked at once, and everybody else reads a byte.
 */
import type { Known } from "./logic.ts"

/** What is known of each. */
export class KnownColumn {
  readonly #bytes: Uint8Array

  constructor(size: number) {
    this.#bytes = new Uint8Array(size)
  }

  put(position: number, known: Known): void {
    this.#bytes[position] = known === true ? 1 : known === false ? 0 : 2
  }

  at(position: number): Known {
    const byte = this.#bytes[position]
    return byte === 1 ? true : byte === 0 ? false : null
  }
}

/** A member that the source may have sent as `null` or left out, which is what it has where nothing was put. */
export class MemberColumn {
  readonly #bytes: Uint8Array

  constructor(size: number) {
    this.#bytes = new Uint8Array(size)
  }

  put(position: number, member: boolean | null | undefined): void {
    this.#bytes[position] = member === undefined ? 0 : member === null ? 1 : member ? 3 : 2
  }

  at(position: number): boolean | null | undefined {
    const byte = this.#bytes[position] ?? 0
    return byte === 0 ? undefined : byte === 1 ? null : byte === 3
  }
}

/** A value of which there are few different ones: a type, a level, an operating system. */
export class ValueColumn<A> {
  readonly #numbers: Uint32Array
  readonly #values: Array<A> = []
  readonly #known = new Map<A, number>()

  constructor(size: number) {
    this.#numbers = new Uint32Array(size)
  }

  put(position: number, value: A): void {
    const known = this.#known.get(value)
    this.#numbers[position] = known ?? this.#values.length
    if (known !== undefined) return
    this.#known.set(value, this.#values.length)
    this.#values.push(value)
  }

  at(position: number): A | undefined {
    return this.#values[this.#numbers[position] ?? 0]
  }
}

/**
 * A table of whole numbers that grows.
 */

/** Stands where there is no number. */
export const absent = -1

/** Rows of a few numbers, one after the other, so that what is known of one thing is read from memory at once. */
export class Rows {
  readonly #width: number
  readonly #cells: Array<number> = []

  constructor(width: number) {
    this.#width = width
  }

  /** A number, `absent` if it was not set. */
  get(row: number, column: number): number {
    return this.#cells[row * this.#width + column] ?? absent
  }

  set(row: number, column: number, value: number): void {
    const cell = row * this.#width + column
    while (this.#cells.length <= cell) this.#cells.push(absent)
    this.#cells[cell] = value
  }
}

/**
 * The bytes of a file as they are written, in large blocks: many small buffers would each hold far more than they show.
 */

const blockLength = 1 << 19

/** A file being written. */
export class Output {
  readonly #full: Array<Uint8Array> = []
  #block = Buffer.allocUnsafe(blockLength)
  #used = 0

  /** Adds bytes, or a text of one byte for each character; gives how many there were. */
  add(data: Uint8Array | string): number {
    const { length } = data
    if (this.#used + length > this.#block.length) {
      this.#full.push(this.#block.subarray(0, this.#used))
      this.#block = Buffer.allocUnsafe(Math.max(blockLength, length))
      this.#used = 0
    }
    if (typeof data === "string") this.#block.write(data, this.#used, "latin1")
    else this.#block.set(data, this.#used)
    this.#used += length
    return length
  }

  /** All bytes, which are let go as they are taken. */
  *takeChunks(): Generator<Uint8Array> {
    for (let block = this.#full.shift(); block !== undefined; block = this.#full.shift()) yield block
    yield this.#block.subarray(0, this.#used)
  }
}

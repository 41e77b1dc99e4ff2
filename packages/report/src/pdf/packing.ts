/**
 * Small objects packed into streams, and the table that finds them: a tenth of the bytes of objects one by one.
 *
 * **Source** ISO 32000-1, 7.5.7 (object streams) and 7.5.8 (cross-reference streams).
 */

/** Objects in one stream. */
const objectsMax = 500

/** Objects on their way into a stream. */
export class PackedObjects {
  /** By object id: the stream that holds it, times `objectsMax`, and its index in there. */
  readonly places: Array<number | undefined> = []
  #ids: Array<number> = []
  #offsets = ""
  #text = ""

  get isEmpty(): boolean {
    return this.#ids.length === 0
  }

  get isFull(): boolean {
    return this.#ids.length >= objectsMax
  }

  add(id: number, text: string): void {
    this.#ids.push(id)
    this.#offsets += `${id} ${this.#text.length} `
    this.#text += `${text}\n`
  }

  /** Empties itself into the stream of this id: entries of its dictionary, and its content. */
  take(stream: number): { readonly entries: string; readonly content: string } {
    this.#ids.forEach((id, index) => (this.places[id] = stream * objectsMax + index))
    const taken = {
      entries: `/Type/ObjStm/N ${this.#ids.length}/First ${this.#offsets.length}`,
      content: this.#offsets + this.#text
    }
    this.#ids = []
    this.#offsets = ""
    this.#text = ""
    return taken
  }
}

/** Bytes of a row: its type, four of a place, two of an index. */
const rowLength = 7

/** How `crossReferences` has to be read. */
export const crossReferenceEntries = `/W[1 4 2]/DecodeParms<</Predictor 12/Columns ${rowLength}>>`

/**
 * The cross-reference table from object 0 on, each row as its difference to the one above: almost all are alike.
 *
 * **Details** `offsets` begins with object 1.
 */
export function crossReferences(offsets: ReadonlyArray<number | null>, places: PackedObjects["places"]): Uint8Array {
  const rows = Buffer.alloc((offsets.length + 1) * (rowLength + 1))
  const row = Buffer.alloc(rowLength)
  const above = Buffer.alloc(rowLength)
  for (let id = 0; id <= offsets.length; id++) {
    const place = places[id]
    const offset = id === 0 ? null : offsets[id - 1]
    row.fill(0)
    if (place !== undefined) {
      row.writeUInt8(2, 0)
      row.writeUInt32BE(Math.floor(place / objectsMax), 1)
      row.writeUInt16BE(place % objectsMax, 5)
    } else if (offset !== null && offset !== undefined) {
      row.writeUInt8(1, 0)
      row.writeUInt32BE(offset, 1)
    } else if (id === 0) {
      row.writeUInt16BE(0xffff, 5)
    }
    const start = id * (rowLength + 1)
    rows[start] = 2
    for (let at = 0; at < rowLength; at++) rows[start + 1 + at] = ((row[at] ?? 0) - (above[at] ?? 0)) & 0xff
    row.copy(above)
  }
  return rows
}

/**
 * Small objects packed into streams, and the table that finds them: a tenth of the bytes of objects one by one.
 *
 * **Source** ISO 32000-1, 7.5.7 (object streams) and 7.5.8 (cross-reference streams).
 */

/** Objects in one stream. */
const objectsMax = 500

/** Objects on their way into a stream. */
export class PackedObjects {
  readonly places: PackedPlaces = new PackedPlaces()
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
    this.#ids.forEach((id, index) => this.places.set(id, stream * objectsMax + index))
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

/** Ids in one block of places. */
const blockLength = 1 << 16

/** By object id: the stream that holds it, times `objectsMax`, and its index in there; 0 if none does. */
class PackedPlaces {
  readonly #blocks: Array<Uint32Array> = []

  get(id: number): number {
    return this.#blocks[Math.floor(id / blockLength)]?.[id % blockLength] ?? 0
  }

  set(id: number, place: number): void {
    const index = Math.floor(id / blockLength)
    while (this.#blocks.length <= index) this.#blocks.push(new Uint32Array(blockLength))
    const block = this.#blocks[index]
    if (block !== undefined) block[id % blockLength] = place
  }

  clear(): void {
    this.#blocks.length = 0
  }
}

/** Where objects begin, in the form that pdfkit keeps it in: of the many that are packed it has nothing to say. */
export class Offsets implements PDFKit.Offsets {
  [index: number]: number | null
  length: number

  constructor(length: number) {
    this.length = length
  }

  push(_none: null): void {
    this.length += 1
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
export function crossReferences(offsets: Readonly<PDFKit.Offsets>, places: PackedPlaces): Uint8Array {
  const rows = new Uint8Array((offsets.length + 1) * (rowLength + 1))
  let [aboveType, abovePlace, aboveIndex] = [0, 0, 0]
  for (let id = 0, at = 0; id <= offsets.length; id++, at += rowLength + 1) {
    const packed = places.get(id)
    const offset = packed === 0 && id > 0 ? offsets[id - 1] : undefined
    const type = packed > 0 ? 2 : typeof offset === "number" ? 1 : 0
    const place = packed > 0 ? Math.floor(packed / objectsMax) : (offset ?? 0)
    // What is no object has the index that no object has.
    const index = packed > 0 ? packed % objectsMax : id === 0 ? 0xffff : 0
    rows[at] = 2
    rows[at + 1] = type - aboveType
    rows[at + 2] = (place >>> 24) - (abovePlace >>> 24)
    rows[at + 3] = (place >>> 16) - (abovePlace >>> 16)
    rows[at + 4] = (place >>> 8) - (abovePlace >>> 8)
    rows[at + 5] = place - abovePlace
    rows[at + 6] = (index >>> 8) - (aboveIndex >>> 8)
    rows[at + 7] = index - aboveIndex
    aboveType = type
    abovePlace = place
    aboveIndex = index
  }
  return rows
}

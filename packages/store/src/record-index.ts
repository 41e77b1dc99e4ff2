/**
 * The index of a resource: which of its records name a key.
 *
 * Keys are hashed to two words. The high one chooses the block, so that a key is looked for in one small block of each resource;
 * a block is a list of low words, each with the place of a record. Blocks hold some five hundred entries.
 */
import { hashKey, type RecordKey } from "./RecordKey.ts"

/** A record's place in its resource. */
export interface Place {
  /** The number of its page. */
  readonly page: number
  /** How many records are before it in the page: a page of 128 KB has room for less than 2^16. */
  readonly position: number
}

/** An index in the making. */
export interface IndexBuilder {
  readonly add: (kind: RecordKey["kind"], value: string, page: number, position: number) => void
  /** Blocks in order; their count is a power of two. */
  readonly blocks: () => ReadonlyArray<Uint8Array>
}

const entriesPerBlock = 512

/** Low word, page, position. */
const entryBytes = 10

export function makeIndexBuilder(): IndexBuilder {
  let entries = new Uint32Array(4 * entriesPerBlock)
  let length = 0
  return {
    add: (kind, value, page, position) => {
      if (length + 4 > entries.length) {
        const longer = new Uint32Array(entries.length * 2)
        longer.set(entries)
        entries = longer
      }
      const [high, low] = hashKey(kind, value)
      entries[length] = high
      entries[length + 1] = low
      entries[length + 2] = page
      entries[length + 3] = position
      length += 4
    },
    blocks: () => splitByHash(entries.subarray(0, length))
  }
}

function splitByHash(entries: Uint32Array): ReadonlyArray<Uint8Array> {
  const count = 2 ** Math.max(0, Math.ceil(Math.log2(entries.length / 4 / entriesPerBlock)))
  const sizes = new Uint32Array(count)
  for (let at = 0; at < entries.length; at += 4) {
    const block = blockOf(entries[at] ?? 0, count)
    sizes[block] = (sizes[block] ?? 0) + entryBytes
  }
  const views = Array.from(sizes, (size) => new DataView(new ArrayBuffer(size)))
  const ends = new Uint32Array(count)
  for (let at = 0; at < entries.length; at += 4) {
    const block = blockOf(entries[at] ?? 0, count)
    const end = ends[block] ?? 0
    views[block]?.setUint32(end, entries[at + 1] ?? 0)
    views[block]?.setUint32(end + 4, entries[at + 2] ?? 0)
    views[block]?.setUint16(end + 8, entries[at + 3] ?? 0)
    ends[block] = end + entryBytes
  }
  return views.map((view) => new Uint8Array(view.buffer))
}

/** The block of a key's entries, in an index of so many blocks. */
export const blockOf = (high: number, count: number): number => Math.floor((high / 2 ** 32) * count)

/** Where a block says that a key is named; another key that has the same hash may be meant. */
export function placesIn(block: Uint8Array, low: number): ReadonlyArray<Place> {
  const view = new DataView(block.buffer, block.byteOffset, block.byteLength)
  const places: Array<Place> = []
  for (let at = 0; at + entryBytes <= view.byteLength; at += entryBytes) {
    if (view.getUint32(at) === low) places.push({ page: view.getUint32(at + 4), position: view.getUint16(at + 8) })
  }
  return places
}

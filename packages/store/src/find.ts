/**
 * Finds the records of a snapshot that name a key, without reading the others.
 */
import { isResourceName, type ResourceName } from "@rollcall/model"
import { Array as Arr, Effect } from "effect"
import type { SqlClient } from "effect/sql"
import { blockOf, type Place, placesIn } from "./record-index.ts"
import { pagesPerRead, readingKey, readPages } from "./record-pages.ts"
import { hashKey, keysOf, type RecordKey } from "./RecordKey.ts"
import { textAt } from "./RecordPage.ts"
import { hashOrder } from "./ContentHash.ts"
import type { FoundRecord } from "./SnapshotStore.ts"

interface BlockRow {
  readonly resource: string
  readonly block: number
  /** How many blocks the index of the resource has. */
  readonly blocks: number
  readonly entries: Uint8Array
}

/** The positions of records that may name a key, by resource and page. */
type Places = Map<ResourceName, Map<number, Set<number>>>

/** The records of a run that name any of the keys, by resource and id. */
export const findRecords = Effect.fnUntraced(function* (
  sql: SqlClient.SqlClient,
  runId: string,
  keys: ReadonlyArray<RecordKey>
) {
  const found: Array<FoundRecord> = []
  const isWanted = keySet(keys)
  for (const [resource, positionsOf] of yield* placesOf(sql, runId, keys)) {
    const numbers = [...positionsOf.keys()].toSorted((a, b) => a - b)
    for (const group of Arr.chunksOf(numbers, pagesPerRead)) {
      for (const [index, page] of (yield* readPages(sql, readingKey(runId, resource), group)).entries()) {
        const positions = positionsOf.get(group[index] ?? -1) ?? []
        for (const position of [...positions].toSorted((a, b) => a - b)) {
          const text = textAt(page, position)
          if (keysOf(resource, text).some(isWanted)) found.push({ resource, ...text })
        }
      }
    }
  }
  return found.toSorted(compareFound)
})

function compareFound(a: FoundRecord, b: FoundRecord): number {
  if (a.resource !== b.resource) return hashOrder.indexOf(a.resource) - hashOrder.indexOf(b.resource)
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0
}

const keySet = (keys: ReadonlyArray<RecordKey>) => {
  const texts = new Set(keys.map(({ kind, value }) => `${kind} ${value}`))
  return ({ kind, value }: RecordKey): boolean => texts.has(`${kind} ${value}`)
}

const placesOf = Effect.fnUntraced(function* (sql: SqlClient.SqlClient, runId: string, keys: ReadonlyArray<RecordKey>) {
  const hashes = keys.map(({ kind, value }) => hashKey(kind, value))
  const places: Places = new Map()
  for (const { resource, block, blocks, entries } of yield* blocksOf(sql, runId, hashes)) {
    if (!isResourceName(resource)) continue
    for (const [high, low] of hashes) {
      if (blockOf(high, blocks) !== block) continue
      for (const place of placesIn(entries, low)) addPlace(places, resource, place)
    }
  }
  return places
})

function addPlace(places: Places, resource: ResourceName, { page, position }: Place): void {
  const positionsOf = places.get(resource) ?? new Map<number, Set<number>>()
  places.set(resource, positionsOf)
  const positions = positionsOf.get(page) ?? new Set()
  positionsOf.set(page, positions)
  positions.add(position)
}

/** The blocks of all indexes in which the hashes may be, and a few others of indexes of another size. */
const blocksOf = Effect.fnUntraced(function* (
  sql: SqlClient.SqlClient,
  runId: string,
  hashes: ReadonlyArray<readonly [high: number, low: number]>
) {
  const sizes = yield* sql<Pick<BlockRow, "blocks">>`SELECT DISTINCT blocks FROM record_index
    WHERE run_id = ${runId} AND block = 0`
  const wanted = new Set(sizes.flatMap(({ blocks }) => hashes.map(([high]) => blockOf(high, blocks))))
  if (wanted.size === 0) return []
  return yield* sql<BlockRow>`SELECT resource, block, blocks, entries FROM record_index
    WHERE run_id = ${runId} AND ${sql.in("block", [...wanted])}`
})

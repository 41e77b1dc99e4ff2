/**
 * Records to the bytes of pages.
 */
import { type ResourceName, resources } from "@rollcall/model"
import { pageBytesMax } from "./RecordPage.ts"
import type { RecordText } from "./SnapshotStore.ts"

/** Records that make a page, in canonical order. */
export interface PackedPage {
  readonly records: ReadonlyArray<RecordText>
  readonly bytes: Buffer
}

/** What source, resource and lengths add to a record, about. */
const fieldBytes = 32

/** Cuts records into pages, each in canonical order by itself. */
export function packRecords(resource: ResourceName, records: ReadonlyArray<RecordText>): ReadonlyArray<PackedPage> {
  const pages: Array<PackedPage> = []
  let from = 0
  let size = 0
  for (const [index, { id, json }] of records.entries()) {
    const length = id.length + json.length + fieldBytes
    if (size > 0 && size + length > pageBytesMax) {
      pages.push(packPage(resource, records.slice(from, index)))
      from = index
      size = 0
    }
    size += length
  }
  if (from < records.length) pages.push(packPage(resource, records.slice(from)))
  return pages
}

function packPage(resource: ResourceName, records: ReadonlyArray<RecordText>): PackedPage {
  const inOrder = records.toSorted(records.some(({ id }) => beyondOrder.test(id)) ? compareBytes : compareUnits)
  return { records: inOrder, bytes: contentBytes(resource, inOrder) }
}

/** Up to here JavaScript orders texts as their UTF-8 bytes are ordered, and several times as fast. */
const beyondOrder = /[\ud800-\uffff]/

const compareUnits = (a: RecordText, b: RecordText): number =>
  a.id < b.id ? -1 : a.id > b.id ? 1 : compareUtf8(a.json, b.json)

const compareBytes = (a: RecordText, b: RecordText): number => compareUtf8(a.id, b.id) || compareUtf8(a.json, b.json)

const compareUtf8 = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b))

/** The bytes of records in the order given, as the content hash takes them. */
export function contentBytes(resource: ResourceName, records: ReadonlyArray<RecordText>): Buffer {
  const text = contentText(resource, records, (field) => field.length)
  const bytes = Buffer.from(text)
  // Where all is ASCII, as nearly everywhere, there is no need to ask for the length of each field.
  return bytes.length === text.length
    ? bytes
    : Buffer.from(contentText(resource, records, (field) => Buffer.byteLength(field)))
}

function contentText(
  resource: ResourceName,
  records: ReadonlyArray<RecordText>,
  lengthOf: (field: string) => number
): string {
  const { source } = resources[resource]
  const prefix = `${source.length}:${source}${resource.length}:${resource}`
  return records.map(({ id, json }) => `${prefix}${lengthOf(id)}:${id}${lengthOf(json)}:${json}`).join("")
}

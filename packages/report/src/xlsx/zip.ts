/**
 * Files put into one ZIP archive that depends on nothing but their names and contents.
 */
import { strToU8, Zip, ZipDeflate } from "fflate"
import { chunksOf } from "../bytes.ts"

/** A file to be put in: its name in ASCII, its text in pieces. */
export interface Entry {
  readonly name: string
  readonly text: Iterable<string>
}

/** The first day that the format knows, in the local time that it is written in: it has no way to say "no time". */
const noTime = new Date(1980, 0, 1)

/** A stretch of text is packed at a time. */
const stretchLength = 1 << 20

/** The archive in chunks. A file is packed as its text is made, so that no text is ever whole in memory. */
export function* zip(entries: Iterable<Entry>): Generator<Uint8Array> {
  let made: Array<Uint8Array> = []
  const taken = () => {
    const chunks = made
    made = []
    return chunks
  }
  const archive = new Zip((error, chunk) => {
    if (error !== null) throw error
    made.push(chunk)
  })
  for (const { name, text } of entries) {
    const file = new ZipDeflate(name, { level: 6 })
    file.mtime = noTime
    archive.add(file)
    for (const stretch of chunksOf(text, stretchLength)) {
      file.push(strToU8(stretch))
      yield* taken()
    }
    file.push(new Uint8Array(0), true)
    yield* taken()
  }
  archive.end()
  yield* taken()
}

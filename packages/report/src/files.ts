/**
 * The files of a report, on their way out.
 */
import { createHash } from "node:crypto"
import { collected } from "./bytes.ts"

/** A file, whole. */
export interface ReportFile {
  readonly name: string
  readonly bytes: Uint8Array
}

/** A file that is made while it is read. */
export interface FileStream {
  readonly name: string
  /** To be read once, from one end to the other. A chunk may be overwritten by the next. */
  readonly chunks: Iterable<Uint8Array> | AsyncIterable<Uint8Array>
}

/** What a manifest says of a file. */
export interface FileEntry {
  readonly name: string
  readonly sizeBytes: number
  readonly sha256: string
}

/** Makes a file, and keeps it. */
export const wholeFile = async ({ chunks, name }: FileStream): Promise<ReportFile> => ({
  name,
  bytes: await collected(chunks)
})

/** Makes all files, and keeps them: for those that are small. */
export async function wholeFiles(files: AsyncIterable<FileStream>): Promise<ReadonlyArray<ReportFile>> {
  const whole: Array<ReportFile> = []
  for await (const file of files) whole.push(await wholeFile(file))
  return whole
}

/** Files that were handed out, and what they turned out to be. */
export class HandedOut {
  readonly #entries: Array<FileEntry> = []
  #handedCount = 0

  /** Lets a file pass, and looks at it. */
  file({ chunks, name }: FileStream): FileStream {
    this.#handedCount += 1
    return { name, chunks: this.#seen(name, chunks) }
  }

  /**
   * The hash of a file that passed.
   *
   * **Errors** Throws if it was not read to its end.
   */
  sha256Of(wanted: string): string {
    return this.entries().find(({ name }) => name === wanted)?.sha256 ?? unread()
  }

  /**
   * What passed, by name.
   *
   * **Errors** Throws if a file was not read to its end: a manifest must not tell of half of it.
   */
  entries(): ReadonlyArray<FileEntry> {
    if (this.#entries.length !== this.#handedCount) unread()
    return this.#entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))
  }

  async *#seen(name: string, chunks: FileStream["chunks"]): AsyncGenerator<Uint8Array> {
    const hash = createHash("sha256")
    let sizeBytes = 0
    for await (const chunk of chunks) {
      hash.update(chunk)
      sizeBytes += chunk.byteLength
      yield chunk
    }
    this.#entries.push({ name, sizeBytes, sha256: hash.digest("hex") })
  }
}

function unread(): never {
  throw new Error("A file of the report was not read to its end.")
}

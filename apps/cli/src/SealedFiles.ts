/**
 * The files of a report on their way to its place: the manifest is signed as it passes, and what passed is remembered.
 */
import { type FileStream, wholeFile } from "@rollcall/report"
import { createHash } from "node:crypto"
import { signatureName, type Signer } from "./Signature.ts"

const manifestName = "manifest.json"

/** Files that are followed by their manifest's signature, if there is somebody to sign it. */
export class SealedFiles implements AsyncIterable<FileStream> {
  /** Of those that passed. */
  readonly names: Array<string> = []
  readonly #files: AsyncIterable<FileStream>
  readonly #signer: Signer | null
  #manifestSha256: string | null = null

  constructor(files: AsyncIterable<FileStream>, signer: Signer | null) {
    this.#files = files
    this.#signer = signer
  }

  /** Known when the manifest has passed. */
  get manifestSha256(): string {
    if (this.#manifestSha256 === null) throw new Error(`the report has no ${manifestName}`)
    return this.#manifestSha256
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<FileStream> {
    for await (const file of this.#files) {
      this.names.push(file.name)
      if (file.name === manifestName) yield* this.#sealed(file)
      else yield file
    }
  }

  async *#sealed(manifest: FileStream): AsyncGenerator<FileStream> {
    const { bytes, name } = await wholeFile(manifest)
    this.#manifestSha256 = createHash("sha256").update(bytes).digest("hex")
    yield { name, chunks: [bytes] }
    if (this.#signer === null) return
    this.names.push(signatureName(name))
    yield { name: signatureName(name), chunks: [this.#signer(bytes)] }
  }
}

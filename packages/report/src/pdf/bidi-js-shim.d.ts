/** The part of bidi-js that the report uses; its own types describe another module format than it has. */
declare module "bidi-js" {
  interface Embedding {
    readonly levels: Uint8Array
  }
  export default function bidiFactory(): {
    getEmbeddingLevels(text: string, baseDirection: "ltr"): Embedding
    getMirroredCharactersMap(text: string, levels: Uint8Array): ReadonlyMap<number, string>
  }
}

/**
 * The text of a configuration file, read as YAML (or JSON) with positions.
 */
import {
  type Alias,
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type Pair,
  parseDocument,
  visit,
  type YAMLError,
  type YAMLMap
} from "yaml"
import type { ConfigProblem } from "./ConfigError.ts"

export type KeyPath = ReadonlyArray<PropertyKey>

/** A configuration file as plain values, with the way back to its lines. */
export interface ConfigDocument {
  /** `undefined` if the text is too broken to be read further. */
  readonly value: unknown
  /** Line of the key or list entry at a path; where the path ends early, of the last part that is there. */
  readonly lineOf: (path: KeyPath) => number
  readonly problems: ReadonlyArray<ConfigProblem>
}

/** A file above this size is not a configuration. */
export const charactersMax = 1_000_000

/** Aliases, counted with what they multiply, beyond which the file is refused. */
const aliasCountMax = 100

/** Aliases beyond which nobody looks up what they stand for: the reader searches the whole file for each. */
const aliasesMax = 1000

export function readDocument(text: string): ConfigDocument {
  if (text.length > charactersMax) {
    const message = `the file has more than ${charactersMax} characters`
    return {
      value: undefined,
      lineOf: () => 1,
      problems: [{ line: null, message, next: "Check that it is the right file." }]
    }
  }
  const lineCounter = new LineCounter()
  const lineAt = (offset: number) => Math.max(1, lineCounter.linePos(offset).line)
  const oddAt = text.search(notText)
  if (oddAt >= 0) {
    const line = text.slice(0, oddAt).split("\n").length
    return { value: undefined, lineOf: () => line, problems: [{ line, ...notUtf8 }] }
  }
  // Pretty errors quote the line, and the line may hold a secret. The reader compares each key of a block with all others.
  const options = { prettyErrors: false, stringKeys: true, uniqueKeys: false, logLevel: "error" } as const
  const document = parseDocument(text, { ...options, lineCounter })
  const structure = lookThrough(document, lineAt)
  const errors = [...document.errors, ...document.warnings]
  // What is nested too deeply may fail at several levels, and whatever else is found there follows from that.
  const tooDeep = errors.find(({ code }) => code === "RESOURCE_EXHAUSTION")
  const broken = (tooDeep === undefined ? errors : [tooDeep]).map((error) => syntaxProblem(error, lineAt))
  const problems = [...broken, ...structure.unresolved, ...structure.duplicates]
  const lineOf = (path: KeyPath) => lineAt(offsetOf(document, path, structure))
  if (broken.length + structure.unresolved.length > 0) return { value: undefined, lineOf, problems }
  const value = structure.targetOf.size > aliasesMax ? null : plainValue(document)
  if (value !== null) return { value: value.plain, lineOf, problems }
  const message = "aliases multiply the file beyond all measure"
  const next = "Write the repeated blocks out, without & and *."
  return { value: undefined, lineOf, problems: [...problems, { line: null, message, next }] }
}

/** `null` if aliases multiply too much. */
function plainValue(document: Document): { readonly plain: unknown } | null {
  try {
    return { plain: document.toJS({ maxAliasCount: aliasCountMax }) }
  } catch {
    return null
  }
}

/** What stands for bytes that are no UTF-8, and what UTF-16 has between its letters. */
// oxlint-disable-next-line no-control-regex -- a file that is no text shows by this sign
const notText = /[\u0000\ufffd]/u

const notUtf8 = {
  message: "the file is not text in UTF-8",
  next: "Save it as UTF-8; what some editors call Unicode is UTF-16."
}

/** Texts of the reader are not passed on, as some quote the source. */
const syntaxHelp: Partial<Record<YAMLError["code"], readonly [message: string, next: string]>> = {
  BAD_ALIAS: ["an alias (*) or anchor (&) is not complete", "Put text that begins with * or & into quotes."],
  BAD_DQ_ESCAPE: ["a text in double quotes has an unknown escape", "Use single quotes, or double each backslash."],
  BAD_INDENT: ["the indentation does not fit the lines around it", "Indent the keys of one block alike, with spaces."],
  BAD_SCALAR_START: ["a text begins with a character that YAML reserves", "Put the text into quotes."],
  MISSING_CHAR: [
    "a quote, bracket, comma or colon is missing",
    "Compare the line and the one before with the example."
  ],
  NON_STRING_KEY: ["a list or a block stands where a key should", "Write a plain word before the colon."],
  RESOURCE_EXHAUSTION: ["lists or blocks are nested too deeply", "Check that it is the right file."],
  MULTIPLE_DOCS: ["a second document begins", "Remove the line with ---."],
  TAB_AS_INDENT: ["a tab is used for indentation", "Replace tabs by spaces."],
  TAG_RESOLVE_FAILED: ["a tag (!) is not known", "Put text that begins with ! into quotes."]
}

function syntaxProblem(error: YAMLError, lineAt: (offset: number) => number): ConfigProblem {
  const line = lineAt(error.pos[0])
  const [message, next] = syntaxHelp[error.code] ?? [
    `the YAML is broken (${error.code})`,
    "Check the brackets, quotes and indentation of this line and the one before."
  ]
  return { line, message, next }
}

/** What one pass over a document finds. */
interface Structure {
  /** The pairs of each block by key; of those with one key, the last. */
  readonly pairsOf: ReadonlyMap<YAMLMap, ReadonlyMap<string, Pair>>
  readonly targetOf: ReadonlyMap<Alias, Node>
  readonly duplicates: ReadonlyArray<ConfigProblem>
  readonly unresolved: ReadonlyArray<ConfigProblem>
}

function lookThrough(document: Document, lineAt: (offset: number) => number): Structure {
  const pairsOf = new Map<YAMLMap, ReadonlyMap<string, Pair>>()
  const anchors = new Map<string, Node>()
  const targetOf = new Map<Alias, Node>()
  const duplicates: Array<ConfigProblem> = []
  const unresolved: Array<ConfigProblem> = []
  visit(document, {
    Node: (_, node) => {
      if (isAlias(node)) {
        const target = anchors.get(node.source)
        if (target !== undefined) return void targetOf.set(node, target)
        const next = "Put text that begins with * into quotes, or set the anchor before it."
        unresolved.push({ line: lineAt(node.range?.[0] ?? 0), message: "an alias (*) stands for nothing", next })
        return
      }
      if (node.anchor !== undefined) anchors.set(node.anchor, node)
      if (!isMap(node)) return
      const pairs = new Map<string, Pair>()
      for (const pair of node.items) {
        if (!isScalar(pair.key)) continue
        const key = String(pair.key.value)
        if (pairs.has(key)) duplicates.push({ line: lineAt(pair.key.range?.[0] ?? 0), ...standsTwice(key) })
        pairs.set(key, pair)
      }
      pairsOf.set(node, pairs)
    }
  })
  return { pairsOf, targetOf, duplicates, unresolved }
}

/** A key may be a secret that was written in the wrong place. */
const standsTwice = (key: string): Omit<ConfigProblem, "line"> => ({
  message: `${/^[\w.@-]{1,100}$/.test(key) ? `the key ${key}` : "a key"} stands twice in one block`,
  next: "Remove one of the two, or merge them."
})

function offsetOf(document: Document, path: KeyPath, { pairsOf, targetOf }: Structure): number {
  let node: unknown = document.contents
  let offset = 0
  for (const key of path) {
    if (isAlias(node)) node = targetOf.get(node)
    if (isMap(node)) {
      const pair = pairsOf.get(node)?.get(String(key))
      if (pair === undefined || !isScalar(pair.key)) break
      offset = pair.key.range?.[0] ?? offset
      node = pair.value
    } else if (isSeq(node)) {
      const item: unknown = node.items[Number(key)]
      if (!isMap(item) && !isSeq(item) && !isScalar(item) && !isAlias(item)) break
      offset = item.range?.[0] ?? offset
      node = item
    } else {
      break
    }
  }
  return offset
}

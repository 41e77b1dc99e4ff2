/**
 * The text of a configuration file, read as YAML (or JSON) with positions.
 */
import { type Document, isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument, visit, type YAMLError } from "yaml"
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
const charactersMax = 1_000_000

/** Aliases, counted with what they multiply, beyond which the file is refused. */
const aliasCountMax = 100

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
  // Pretty errors quote the line, and the line may hold a secret.
  const document = parseDocument(text, { lineCounter, prettyErrors: false, stringKeys: true, logLevel: "error" })
  const problems = [...document.errors, ...document.warnings].map((error) => syntaxProblem(error, text, lineAt))
  problems.push(...unresolvedAliases(document, lineAt))
  const isReadable = document.warnings.length === 0 && document.errors.every((each) => each.code === "DUPLICATE_KEY")
  const lineOf = (path: KeyPath) => lineAt(offsetOf(document, path))
  if (!isReadable || problems.length > document.errors.length) return { value: undefined, lineOf, problems }
  try {
    return { value: document.toJS({ maxAliasCount: aliasCountMax }), lineOf, problems }
  } catch {
    const message = "aliases multiply the file beyond all measure"
    problems.push({ line: null, message, next: "Write the repeated blocks out, without & and *." })
    return { value: undefined, lineOf, problems }
  }
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
  MULTIPLE_DOCS: ["a second document begins", "Remove the line with ---."],
  TAB_AS_INDENT: ["a tab is used for indentation", "Replace tabs by spaces."],
  TAG_RESOLVE_FAILED: ["a tag (!) is not known", "Put text that begins with ! into quotes."]
}

function syntaxProblem(error: YAMLError, text: string, lineAt: (offset: number) => number): ConfigProblem {
  const line = lineAt(error.pos[0])
  if (error.code === "DUPLICATE_KEY") {
    const key = /^["']?([\w.@-]+)/.exec(text.slice(error.pos[0], error.pos[0] + 100))?.[1]
    const name = key === undefined ? "a key" : `the key ${key}`
    return { line, message: `${name} stands twice in one block`, next: "Remove one of the two, or merge them." }
  }
  const [message, next] = syntaxHelp[error.code] ?? [
    `the YAML is broken (${error.code})`,
    "Check the brackets, quotes and indentation of this line and the one before."
  ]
  return { line, message, next }
}

function unresolvedAliases(document: Document, lineAt: (offset: number) => number): ReadonlyArray<ConfigProblem> {
  const problems: Array<ConfigProblem> = []
  visit(document, {
    Alias: (_, alias) => {
      if (alias.resolve(document) !== undefined) return
      const next = "Put text that begins with * into quotes, or set the anchor before it."
      problems.push({ line: lineAt(alias.range?.[0] ?? 0), message: "an alias (*) stands for nothing", next })
    }
  })
  return problems
}

function offsetOf(document: Document, path: KeyPath): number {
  let node: unknown = document.contents
  let offset = 0
  for (const key of path) {
    if (isAlias(node)) node = node.resolve(document)
    if (isMap(node)) {
      const pair = node.items.find((each) => isScalar(each.key) && String(each.key.value) === String(key))
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

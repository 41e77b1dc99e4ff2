/**
 * Sentences that checks make of what they saw, told anew in another language.
 *
 * **Details** A check's sentence is matched as a whole, from its first character to its last, by templates with holes;
 * what stands in the holes is kept to the letter, but for the few words that a check puts between names.
 */

/** A sentence in English with what it becomes; see `german-details.ts`. */
export type DetailTemplate = readonly [english: string, other: string]

/** How values of one kind are told in the other language. */
export interface ValueKind {
  /** What such a value looks like; not captured. */
  readonly pattern: string
  /** `null` if it is not understood: then the sentence is not told anew. */
  readonly told: (value: string) => string | null
}

/** What a language knows of the values in the holes. */
export interface Speech {
  readonly kinds: Readonly<Record<string, ValueKind>>
  readonly counted: (value: number, one: string, many: string) => string
}

/** A longer sentence is not told anew: matching takes long where a name repeats the words of a template. */
const lengthMax = 2_000

type Translate = (sentence: string) => string | null

/** Tells the sentences of checks, by the checks' ids; `null` where no template matches. */
export function translatorOf(
  templates: Readonly<Record<string, ReadonlyArray<DetailTemplate>>>,
  speech: Speech
): (id: string, sentence: string) => string | null {
  const known = new Map(Object.entries(templates).map(([id, all]) => [id, all.map((each) => compiled(each, speech))]))
  return (id, sentence) => {
    if (sentence.length > lengthMax) return null
    for (const translate of known.get(id) ?? []) {
      const told = translate(sentence)
      if (told !== null) return told
    }
    return null
  }
}

/** A hole in English: a name, then `:` and the kind of value, or `#` and the noun of what is counted. */
const englishHole = /\{(\w+)(?:([:#])([^}]+))?\}/

/** A hole in the other language: a name, and where something is counted its noun for one and for many. */
const otherHole = /\{(\w+)(?:\|([^|}]+)\|([^}]+))?\}/

const wholeHole = /(\{[^}]+\})/

interface Hole {
  readonly name: string
  readonly pattern: string
  readonly told: ValueKind["told"]
}

function compiled([english, other]: DetailTemplate, speech: Speech): Translate {
  const pieces = english.split(wholeHole).map((piece) => holeOf(piece, speech) ?? piece)
  const pattern = pieces.map((piece) => (typeof piece === "string" ? escaped(piece) : `(${piece.pattern})`))
  const matching = new RegExp(`^${pattern.join("")}$`)
  const holes = pieces.filter((piece) => typeof piece !== "string")
  const filled = filling(other, holes, speech)
  return (sentence) => {
    const found = matching.exec(sentence)
    if (found === null) return null
    const values = new Map<string, Value>()
    for (const [index, { name, told: tell }] of holes.entries()) {
      const seen = found[index + 1] ?? ""
      const told = tell(seen)
      if (told === null) return null
      values.set(name, { told, number: Number.parseInt(seen, 10) })
    }
    return filled(values)
  }
}

const escaped = (literal: string): string => literal.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&")

const anything: ValueKind = { pattern: "[^]*?", told: (value) => value }

function holeOf(piece: string, { kinds }: Speech): Hole | undefined {
  const [whole, name, sign, what] = englishHole.exec(piece) ?? []
  if (whole === undefined || name === undefined) return undefined
  if (sign === "#") return { name, pattern: `\\d+ ${what}s?`, told: (value) => value }
  const kind = what === undefined ? anything : kinds[what]
  if (kind === undefined) throw new Error(`No kind of value is called ${what}.`)
  return { name, ...kind }
}

interface Value {
  readonly told: string
  /** Of a count. */
  readonly number: number
}

/** Puts values in the holes of the other language's sentence. */
function filling(
  other: string,
  holes: ReadonlyArray<Hole>,
  { counted }: Speech
): (values: ReadonlyMap<string, Value>) => string {
  const pieces = other.split(wholeHole).map((piece) => {
    const [whole, name = "", one, many] = otherHole.exec(piece) ?? []
    if (whole === undefined) return () => piece
    if (!holes.some((hole) => hole.name === name)) throw new Error(`Nothing is called ${name} in: ${other}`)
    return (values: ReadonlyMap<string, Value>) => {
      const { number, told } = values.get(name) ?? { told: "", number: 0 }
      return one === undefined || many === undefined ? told : counted(number, one, many)
    }
  })
  return (values) => pieces.map((piece) => piece(values)).join("")
}

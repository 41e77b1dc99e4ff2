/**
 * Remembers which keys a reading has seen, and in which pass last.
 *
 * A set of a million texts takes a tenth of a gigabyte and more. The ids of most records are UUIDs, which are 16 bytes: those
 * are kept as such, exactly, in a hash table of integers; every other text is kept as it is.
 */

/** Keys with the number of the pass that saw each last. */
export interface SeenKeys {
  /** Notes a key for a pass, from 1 on, and gives the pass that saw it last, 0 if none did. */
  readonly see: (key: string, pass: number) => number
  readonly has: (key: string) => boolean
}

/** Words of 32 bits in a UUID. */
const uuidWords = 4

/** The table grows when it is fuller than this: beyond it, searching for a free place takes long. */
const loadMax = 0.7

/** Makes an empty memory. */
export function makeSeenKeys(): SeenKeys {
  const texts = new Map<string, number>()
  const word = new Uint32Array(uuidWords)
  let table = makeTable(1024)

  /** Where the UUID in `word` is, or the free place where it belongs. */
  const placeOfWord = (words: Uint32Array, mask: number, passes: Uint16Array): number => {
    let place = hashOf(word) & mask
    while (passes[place] !== 0 && !isAt(words, place, word)) place = (place + 1) & mask
    return place
  }

  const grow = () => {
    const { words, passes } = table
    const larger = makeTable(passes.length * 2)
    for (let old = 0; old < passes.length; old += 1) {
      const pass = passes[old] ?? 0
      if (pass === 0) continue
      word.set(words.subarray(old * uuidWords, (old + 1) * uuidWords))
      const place = placeOfWord(larger.words, larger.passes.length - 1, larger.passes)
      larger.words.set(word, place * uuidWords)
      larger.passes[place] = pass
    }
    larger.count = table.count
    table = larger
  }

  return {
    see: (key, pass) => {
      if (!readUuid(key, word)) {
        const before = texts.get(key) ?? 0
        texts.set(key, pass)
        return before
      }
      const place = placeOfWord(table.words, table.passes.length - 1, table.passes)
      const before = table.passes[place] ?? 0
      table.passes[place] = pass
      if (before !== 0) return before
      table.words.set(word, place * uuidWords)
      table.count += 1
      if (table.count > table.passes.length * loadMax) grow()
      return 0
    },
    has: (key) =>
      readUuid(key, word)
        ? table.passes[placeOfWord(table.words, table.passes.length - 1, table.passes)] !== 0
        : texts.has(key)
  }
}

interface Table {
  readonly words: Uint32Array
  /** 0 is a free place. */
  readonly passes: Uint16Array
  count: number
}

const makeTable = (places: number): Table => ({
  words: new Uint32Array(places * uuidWords),
  passes: new Uint16Array(places),
  count: 0
})

function isAt(words: Uint32Array, place: number, word: Uint32Array): boolean {
  const at = place * uuidWords
  return words[at] === word[0] && words[at + 1] === word[1] && words[at + 2] === word[2] && words[at + 3] === word[3]
}

/** Ids that count upwards differ in a few bits at the end, which must reach all bits of the place. */
function hashOf(word: Uint32Array): number {
  let hash = 0
  for (const each of word) {
    hash = Math.imul(hash ^ each, 0x9e3779b1)
    hash ^= hash >>> 15
  }
  return hash >>> 0
}

/** Reads a UUID in its canonical spelling, which alone can be written back the same; `false` for any other text. */
function readUuid(text: string, word: Uint32Array): boolean {
  if (text.length !== 36) return false
  let digits = 0
  let value = 0
  for (let at = 0; at < 36; at += 1) {
    const code = text.charCodeAt(at)
    if (at === 8 || at === 13 || at === 18 || at === 23) {
      if (code !== hyphen) return false
      continue
    }
    const digit =
      code >= zero && code <= nine ? code - zero : code >= letterA && code <= letterF ? code - letterA + 10 : -1
    if (digit < 0) return false
    value = (value << 4) | digit
    digits += 1
    if (digits % 8 === 0) word[digits / 8 - 1] = value
  }
  return true
}

const [hyphen, zero, nine, letterA, letterF] = [0x2d, 0x30, 0x39, 0x61, 0x66]

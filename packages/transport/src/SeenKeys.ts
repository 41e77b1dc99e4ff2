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

/** A table grows when it is fuller than this: beyond it, searching for a free place takes long. */
const loadMax = 0.7

/** A table that doubled would be half empty afterwards. */
const growth = 1.5

/** Many small tables instead of one: while a table grows it is there twice. */
const tablesCount = 16

/** Makes an empty memory. */
export function makeSeenKeys(): SeenKeys {
  const texts = new Map<string, number>()
  const tables = Array.from({ length: tablesCount }, makeTable)
  const word = new Uint32Array(uuidWords)

  /** By the last four bits of the hash, which have no part in finding the place. */
  const tableFor = (hash: number) => tables[hash % tablesCount]

  return {
    see: (key, pass) => {
      if (readUuid(key, word)) {
        const hash = hashOf(word)
        return tableFor(hash)?.see(word, hash, pass) ?? 0
      }
      const before = texts.get(key) ?? 0
      texts.set(key, pass)
      return before
    },
    has: (key) => {
      if (!readUuid(key, word)) return texts.has(key)
      const hash = hashOf(word)
      return tableFor(hash)?.has(word, hash) ?? false
    }
  }
}

/** A hash table of UUIDs, each with the pass that saw it last. */
interface Table {
  readonly see: (word: Uint32Array, hash: number, pass: number) => number
  readonly has: (word: Uint32Array, hash: number) => boolean
}

function makeTable(): Table {
  let words = new Uint32Array(64 * uuidWords)
  /** 0 is a free place. */
  let passes = new Uint16Array(64)
  let count = 0

  /** Where a UUID is, or the free place where it belongs. */
  const placeOf = (word: Uint32Array, hash: number): number => {
    let place = (hash >>> 4) % passes.length
    while (passes[place] !== 0 && !isAt(words, place, word)) place = (place + 1) % passes.length
    return place
  }

  const put = (word: Uint32Array, place: number, pass: number) => {
    words.set(word, place * uuidWords)
    passes[place] = pass
  }

  const grow = () => {
    const [oldWords, oldPasses] = [words, passes]
    passes = new Uint16Array(Math.floor(oldPasses.length * growth))
    words = new Uint32Array(passes.length * uuidWords)
    for (const [old, pass] of oldPasses.entries()) {
      if (pass === 0) continue
      const word = oldWords.subarray(old * uuidWords, (old + 1) * uuidWords)
      put(word, placeOf(word, hashOf(word)), pass)
    }
  }

  return {
    see: (word, hash, pass) => {
      const place = placeOf(word, hash)
      const before = passes[place] ?? 0
      put(word, place, pass)
      if (before !== 0) return before
      count += 1
      if (count > passes.length * loadMax) grow()
      return 0
    },
    has: (word, hash) => passes[placeOf(word, hash)] !== 0
  }
}

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
  if (text.length !== 36 || hyphensAt.some((at) => text.charCodeAt(at) !== hyphen)) return false
  let groups = 0
  for (let index = 0; index < uuidWords; index += 1) {
    const high = readGroup(text, groupsAt[index * 2] ?? 0)
    const low = readGroup(text, groupsAt[index * 2 + 1] ?? 0)
    word[index] = (high << 16) | low
    groups |= high | low
  }
  return groups >= 0
}

/** Where a UUID has its hyphens, and where its groups of four digits begin. */
const hyphensAt = [8, 13, 18, 23]
const groupsAt = [0, 4, 9, 14, 19, 24, 28, 32]

const hyphen = 0x2d

/** Four hexadecimal digits; negative if there is any other character. Without a branch, as nobody could foretell it. */
const readGroup = (text: string, at: number): number =>
  (digitAt(text, at) << 12) | (digitAt(text, at + 1) << 8) | (digitAt(text, at + 2) << 4) | digitAt(text, at + 3)

const digitAt = (text: string, at: number): number => digits[text.charCodeAt(at)] ?? -1

/** The lower-case hexadecimal digits by their character codes, −1 elsewhere. */
const digits = Int8Array.from({ length: 128 }, (_, code) => "0123456789abcdef".indexOf(String.fromCharCode(code)))

/**
 * Turns the pages of a list into records: decoded one by one, each delivered once, none dropped in silence.
 */
import { Effect, Result, Schema, SchemaIssue, Stream } from "effect"
import { canonicalJson } from "./json.ts"
import { makeSeenKeys, type SeenKeys } from "./SeenKeys.ts"

/** A record as it was read. */
export interface ReadRecord<out A> {
  /** Unique in its list. */
  readonly id: string
  readonly value: A
  /** Lossless JSON as it came. */
  readonly raw: unknown
}

/** A record that could not be understood. */
export interface Refusal {
  /** Member path and what was expected there, never the value. */
  readonly reason: string
  /** First 16 hex digits of the SHA-256 of the record's canonical JSON. */
  readonly fingerprint: string
}

/** One answer of a list. */
export interface Page<out A> {
  /** Records that no earlier page had. */
  readonly records: ReadonlyArray<ReadRecord<A>>
  readonly refusals: ReadonlyArray<Refusal>
  /** Records that came again and were dropped. */
  readonly duplicates: number
  /** The source's own count of the whole list, where it gives one. */
  readonly reportedTotal: number | null
  /** Signs that the list changed while it was read, one sentence each. */
  readonly drift: ReadonlyArray<string>
  /** The list begins anew with this page: what the pages before it brought no longer holds. */
  readonly restarts?: boolean
  /**
   * Where to go on if this page is kept and none after it: text for the list that gave it. `null` if only a reading from the
   * beginning will do.
   */
  readonly cursor: string | null
}

/** What is left of a reading that was interrupted, to go on with. */
export interface Resumption<out E = never> {
  /** Of the last page that was kept. */
  readonly cursor: string
  /** All records that were kept; none of them is delivered again. */
  readonly known: Stream.Stream<Pick<ReadRecord<unknown>, "id" | "raw">, E>
  /** Fingerprints of all records that were refused. */
  readonly refused: ReadonlyArray<string>
}

/** What the records of an answer come to. */
export interface Fold<out A> extends Pick<Page<A>, "records" | "refusals" | "duplicates"> {
  /** Records, understood or not, that this pass had not seen before. */
  readonly fresh: number
}

/** How a record is told from the others. */
export interface Identity {
  /** Equal for records that are the same one. */
  readonly key: string
  /** The name that it gets; a number is added if another record has it. */
  readonly id: string
}

/** The memory of one reading of a list. */
export interface RecordFold<A> {
  /** Takes in the records of an answer. */
  readonly add: (raws: ReadonlyArray<unknown>) => Effect.Effect<Fold<A>>
  /** Takes in what an interrupted reading left, as if this pass had delivered it. */
  readonly recall: <E>(left: Resumption<E>) => Effect.Effect<void, E>
  /** Begins the list anew: what earlier passes delivered comes again, which makes it no duplicate. */
  readonly startPass: () => void
  /** Forgets what was delivered. */
  readonly restart: () => void
  /** Distinct records of this pass, refused ones included. */
  readonly distinct: () => number
}

/** Says how to read the records of a list. */
export interface RecordFoldOptions<A> {
  readonly schema: Schema.ConstraintDecoder<A>
  /** `null` if nothing in the record can name it; then its fingerprint does. */
  readonly identify: (value: A) => Identity | null
  /** What of a record that nothing names is the same in every reading; all of it if left out. */
  readonly constantPart?: (raw: unknown) => unknown
}

/** Makes the memory for reading a list. */
export function makeRecordFold<A>(options: RecordFoldOptions<A>): RecordFold<A> {
  const decode = Schema.decodeUnknownResult(options.schema)
  let memory = makeMemory()

  /** Counts a record, and says whether it is to be delivered. */
  const isNew = (keys: SeenKeys, key: string): boolean => {
    const before = keys.see(key, memory.pass)
    if (before !== memory.pass) memory.distinct += 1
    return before === 0
  }

  const unnamedOf = (raw: unknown) => Effect.map(fingerprint(options.constantPart?.(raw) ?? raw), unnamed)

  const recallRecord = Effect.fnUntraced(function* ({ id, raw }: Pick<ReadRecord<unknown>, "id" | "raw">) {
    const decoded = decode(raw)
    // What was understood once and is no longer was kept by another version; most records are known by their id.
    const { key } = Result.isSuccess(decoded)
      ? (options.identify(decoded.success) ?? (yield* unnamedOf(raw)))
      : { key: id }
    isNew(memory.delivered, key)
    if (id !== key) memory.names.add(id)
  })

  const add = Effect.fnUntraced(function* (raws: ReadonlyArray<unknown>) {
    const records: Array<ReadRecord<A>> = []
    const refusals: Array<Refusal> = []
    const distinctBefore = memory.distinct
    for (const raw of raws) {
      const decoded = decode(raw)
      if (Result.isFailure(decoded)) {
        const refusal = { reason: reasonFor(decoded.failure), fingerprint: yield* fingerprint(raw) }
        if (isNew(memory.refused, refusal.fingerprint)) refusals.push(refusal)
        continue
      }
      const value = decoded.success
      const identity = options.identify(value) ?? (yield* unnamedOf(raw))
      if (isNew(memory.delivered, identity.key)) records.push({ id: nameOf(memory, identity), value, raw })
    }
    const fresh = memory.distinct - distinctBefore
    return { records, refusals, fresh, duplicates: raws.length - fresh }
  })

  return {
    add,
    recall: ({ known, refused }) =>
      Effect.suspend(() => {
        for (const print of refused) isNew(memory.refused, print)
        return Stream.runForEach(known, recallRecord)
      }),
    startPass: () => {
      memory.pass += 1
      memory.distinct = 0
    },
    restart: () => {
      memory = makeMemory()
    },
    distinct: () => memory.distinct
  }
}

/** What one reading has seen. */
interface Memory {
  pass: number
  /** In this pass. */
  distinct: number
  /** Keys of the records. */
  readonly delivered: SeenKeys
  /** Fingerprints of what was refused. */
  readonly refused: SeenKeys
  /** Names that are not the record's key: most records need no entry here. */
  readonly names: Set<string>
}

const makeMemory = (): Memory => ({
  pass: 1,
  distinct: 0,
  delivered: makeSeenKeys(),
  refused: makeSeenKeys(),
  names: new Set()
})

/** First 16 hex digits of the SHA-256 of a value's canonical JSON: finds it again without showing it. */
export const fingerprint = (value: unknown): Effect.Effect<string> =>
  Effect.promise(() => crypto.subtle.digest("SHA-256", new TextEncoder().encode(canonicalJson(value)))).pipe(
    Effect.map((hash) => Array.from(new Uint8Array(hash, 0, 8), (byte) => byte.toString(16).padStart(2, "0")).join(""))
  )

/** Path and expectation of a schema error, never the value. */
export function describeMismatch(error: Schema.SchemaError): { readonly path: string; readonly expected: string } {
  const first = formatIssue(error.issue).issues[0]
  const path = (first?.path ?? []).map((part) => String(typeof part === "object" ? part.key : part)).join(".")
  return { path, expected: shortened(first?.message ?? "another value") }
}

/** Where any text is taken, the ones that are known by name say nothing more. */
function shortened(message: string): string {
  const general = message.replace(/"(?:\\.|[^"\\])*" \| /g, "")
  return /^Expected (?:.* \| )?string(?: \| .*)?$/s.test(general) ? general : message
}

const formatIssue = SchemaIssue.makeFormatterStandardSchemaV1()

function reasonFor(error: Schema.SchemaError): string {
  const { path, expected } = describeMismatch(error)
  return path === "" ? expected : `${path}: ${expected}`
}

function unnamed(print: string): Identity {
  return { key: `fingerprint ${print}`, id: print }
}

/** The id, or the first of `id#2`, `id#3` … that no record has. A key that is the id as well is known by `delivered`. */
function nameOf({ names, delivered }: Memory, { key, id }: Identity): string {
  // Most lists have no name that is not a key, and then there is nothing to look for.
  if (names.size === 0 && id === key) return id
  const isTaken = (name: string) => names.has(name) || (name !== key && delivered.has(name))
  let name = id
  for (let count = 2; isTaken(name); count += 1) name = `${id}#${count}`
  if (name !== key) names.add(name)
  return name
}

/**
 * Answers about one object: decoded whole or refused by their path and fingerprint.
 */
import {
  describeMismatch,
  fingerprint,
  NotFound,
  parseJson,
  type ReadRecord,
  Rejected,
  type Requests,
  SchemaMismatch,
  SourceError,
  Unavailable
} from "@rollcall/transport"
import { Effect, Schema } from "effect"
import * as HttpClientRequest from "effect/http/HttpClientRequest"
import { type ArgumentError, isId, keepRules } from "./ArgumentError.ts"

/** Says which records an id finds. */
export interface RecordDefinition<A> {
  /** Name in errors. */
  readonly name: string
  /** Path of the list; the id is appended to it. */
  readonly path: string
  readonly schema: Schema.ConstraintDecoder<A>
  readonly idOf: (record: A) => string
  /** Whether 404 is not documented for an unknown id, so that 400 may mean it as well. */
  readonly mayRefuseUnknownId?: boolean
}

/** Reads one record by its id. */
export type GetRecord<A> = (id: string) => Effect.Effect<ReadRecord<A>, SourceError | ArgumentError>

/** The path of a record or of something that belongs to it. */
export const pathOf = (definition: { readonly path: string }, id: string, part = ""): string =>
  `${definition.path}/${encodeURIComponent(id)}${part}`

/** Makes the reading of a record by its id. */
export function getRecord<A>(read: Requests["read"], definition: RecordDefinition<A>): GetRecord<A> {
  const operation = `${definition.name}.get`
  return (id) => Effect.andThen(keepRules(operation, [isId("id", id)]), readRecord(read, definition, { operation, id }))
}

/** Reads one record on behalf of an operation. */
export const readRecord = <A>(
  read: Requests["read"],
  definition: RecordDefinition<A>,
  { operation, id }: { readonly operation: string; readonly id: string }
): Effect.Effect<ReadRecord<A>, SourceError> =>
  Effect.suspend(() => read(operation, HttpClientRequest.get(pathOf(definition, id), { acceptJson: true }))).pipe(
    Effect.mapError((error) => (definition.mayRefuseUnknownId === true ? unknownId(error) : error)),
    Effect.flatMap((raw) =>
      Effect.map(decodeAnswer(definition.schema, operation)(raw), (value) => ({
        id: definition.idOf(value),
        value,
        raw
      }))
    )
  )

/** An answer of another shape than documented. */
export const mismatch = (error: Schema.SchemaError, answer: unknown, operation: string) =>
  Effect.flatMap(fingerprint(answer), (print) => {
    const { path, expected } = describeMismatch(error)
    return failed(operation, new SchemaMismatch({ path, expected, fingerprint: print }))
  })

/** Makes the decoder of an operation's answers. */
export function decodeAnswer<A>(schema: Schema.ConstraintDecoder<A>, operation: string) {
  const decode = Schema.decodeUnknownEffect(schema)
  return (answer: unknown): Effect.Effect<A, SourceError> =>
    decode(answer).pipe(Effect.catch((error) => mismatch(error, answer, operation)))
}

/** Fails an operation. */
export const failed = (operation: string, reason: SourceError["reason"]): Effect.Effect<never, SourceError> =>
  Effect.fail(new SourceError({ source: "push", operation, reason }))

/**
 * Sends a write and gives the JSON of its answer, `undefined` if that is empty.
 *
 * **Errors** `Unavailable` for an answer that is not JSON: the write may have happened.
 */
export const send = (
  write: Requests["write"],
  operation: string,
  request: HttpClientRequest.HttpClientRequest
): Effect.Effect<unknown, SourceError> =>
  Effect.flatMap(write(operation, HttpClientRequest.acceptJson(request)), (text) => {
    if (text.trim() === "") return Effect.undefined
    return Effect.try({ try: () => parseJson(text), catch: () => `${text.length} characters that are not JSON` }).pipe(
      Effect.catch((came) =>
        failed(operation, new Unavailable({ detail: `the answer has ${came}`, cause: null, responded: true }))
      )
    )
  })

/**
 * Tells apart what a refusal can mean, by reading the object that the operation was about.
 *
 * **Details** A 404 means that the object is unknown, or that it has not got what was to be taken from it. Where 404 is not
 * documented, 400 can mean an unknown object as well. If the object cannot be read either, the refusal stands as it came.
 *
 * **Source** contracts/push.md, section 5, rows 17 and 18.
 */
export const explainRefusal =
  <A>(reread: Effect.Effect<ReadRecord<A>, SourceError>, notOnIt?: { readonly detail: string }) =>
  (error: SourceError): Effect.Effect<never, SourceError> => {
    const { reason } = error
    const isRefused = reason._tag === "NotFound" || (reason instanceof Rejected && reason.status === 400)
    if (!isRefused) return Effect.fail(error)
    return Effect.flatMap(Effect.result(reread), (again) => {
      if (again._tag === "Failure") return Effect.fail(again.failure.reason._tag === "NotFound" ? again.failure : error)
      if (reason._tag !== "NotFound" || notOnIt === undefined) return Effect.fail(error)
      return failed(error.operation, new NotFound(notOnIt))
    })
  }

/** Nothing but the id can be wrong with a read by id. */
export function unknownId(error: SourceError): SourceError {
  const { source, operation, reason } = error
  if (!(reason instanceof Rejected) || reason.status !== 400) return error
  return new SourceError({
    source,
    operation,
    reason: new NotFound(reason.detail === "" ? {} : { detail: reason.detail })
  })
}

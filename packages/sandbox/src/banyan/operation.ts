/**
 * What an operation of the fake Banyan API works with, how it reads a body, and the forms of its answers.
 */
import { Option, Schema } from "effect"
import type { ApiRequest, Mutate, Reply } from "../http/exchange.ts"
import type { Json } from "../http/json.ts"
import type { BanyanSwitches } from "../switches.ts"
import type { BanyanStore } from "./store.ts"

/** A request that has passed the gate. */
export interface BanyanContext {
  readonly request: ApiRequest
  readonly store: BanyanStore
  readonly switches: BanyanSwitches
  readonly mutate: Mutate
}

/** Carries a request out; nothing of it happens if it is refused. */
export type Operation = (context: BanyanContext, id: string) => Reply

/** An answer of v1 that is no list. */
export const messageV1 = (status: number, text: string): Reply => ({ status, body: { Message: text } })

/** The answer of a v2 operation, in its envelope. */
export const envelope = (data: Json): Reply => ({
  status: 200,
  body: { request_id: "", error_code: 0, error_description: "", data }
})

/** The body of a v2 operation that failed. */
export const failureBodyV2 = (code: number, text: string): Json => ({
  request_id: "",
  error_code: code,
  error_description: text,
  data: null
})

/** A refusal by a v2 operation. */
export const failureV2 = (status: number, text: string): Reply => ({ status, body: failureBodyV2(status, text) })

/** A query parameter as its name is spelled; one that is present but empty counts as absent (F12). */
export const parameter = ({ request }: BanyanContext, name: string): string | undefined => {
  const value = request.query.get(name)
  return value === null || value === "" ? undefined : value
}

/**
 * Reads a JSON body, or nothing where it does not fit (F21).
 *
 * **Details** It has to be strict JSON under `Content-Type: application/json`; the misprinted `ContentType` counts for
 * nothing. Members that the schema does not name are ignored.
 */
export const readBody = <T>({ request }: BanyanContext, schema: Schema.Codec<T, unknown>): Option.Option<T> =>
  /^application\/json *(;|$)/i.test(request.headers["content-type"] ?? "")
    ? Schema.decodeUnknownOption(Schema.fromJsonString(schema))(request.body)
    : Option.none()

/**
 * Texts that are attached to a record one by one: labels of apps, groups of employees.
 */
import type { Requests } from "@rollcall/transport"
import { Effect, Schema } from "effect"
import * as HttpClientRequest from "effect/http/HttpClientRequest"
import { type ArgumentRule, isId, keepRules } from "./ArgumentError.ts"
import { decodeAnswer, explainRefusal, pathOf, readRecord, type RecordDefinition, send } from "./answers.ts"

/** Says what is attached to which records. */
export interface TextSetDefinition {
  /** Member of the body, such as `label`. */
  readonly one: string
  /** Last part of the path, and member of the answer, such as `labels`. */
  readonly all: string
  readonly rule: (text: string) => ArgumentRule
}

/** Makes the two operations of a set of texts; each gives the texts that are attached afterwards. */
export function textSet<A>(
  { read, write }: Requests,
  record: RecordDefinition<A>,
  { one, all, rule }: TextSetDefinition
) {
  const checked = (operation: string, id: string, text: string) => keepRules(operation, [isId("id", id), rule(text)])

  const sent = (operation: string, request: HttpClientRequest.HttpClientRequest, text: string) =>
    send(write, operation, HttpClientRequest.bodyJsonUnsafe(request, { [one]: text }))

  const textsIn = (operation: string) => {
    const decode = decodeAnswer(Schema.Record(Schema.String, Schema.Unknown), operation)
    const decodeTexts = decodeAnswer(Schema.Struct({ [all]: Schema.Array(Schema.String) }), operation)
    return (answer: unknown) =>
      decode(answer).pipe(
        Effect.flatMap(decodeTexts),
        Effect.map((answered) => answered[all] ?? [])
      )
  }

  return {
    add: (operation: string) =>
      Effect.fnUntraced(function* (id: string, text: string) {
        yield* checked(operation, id, text)
        const answer = yield* sent(operation, HttpClientRequest.post(pathOf(record, id, `/${all}`)), text).pipe(
          Effect.catch(explainRefusal(readRecord(read, record, { operation, id })))
        )
        return yield* textsIn(operation)(answer)
      }),
    delete: (operation: string) =>
      Effect.fnUntraced(function* (id: string, text: string) {
        yield* checked(operation, id, text)
        const answer = yield* sent(operation, HttpClientRequest.delete(pathOf(record, id, `/${all}`)), text).pipe(
          Effect.catch(
            explainRefusal(readRecord(read, record, { operation, id }), {
              detail: `the record is there, but does not have this ${one}`
            })
          )
        )
        return yield* textsIn(operation)(answer)
      })
  }
}

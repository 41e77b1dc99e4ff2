import { type Acted, act, isActionError } from "@rollcall/actions"
import { Effect, type Option } from "effect"
import { actedLines, type ActionInput, orderOf } from "../ActionOutput.ts"
import { exitWith } from "../Exit.ts"
import { exitCodes, Failure, failureDocument, failureLines } from "../Failure.ts"
import { actionFailure, problemFailure } from "../failures.ts"
import { note, print, tellInterruption } from "../Output.ts"
import { pushAccess, type PushError } from "../PushAccess.ts"
import type { PushAction } from "../PushResource.ts"
import { httpLayer } from "../Wiring.ts"

export interface PushWriteInput extends ActionInput {
  readonly tenant: Option.Option<string>
  /** The command that shows the state. */
  readonly look: string
}

export const run = <S>(action: PushAction<S>, input: PushWriteInput) =>
  Effect.gen(function* () {
    const place = yield* pushAccess(input.tenant)
    // Whatever is wrong with the arguments is found before the source is asked for anything.
    yield* Effect.mapError(place.rehearse(action.send), place.failure)
    const ended = act(action, place, yield* orderOf(input))
    const acted = yield* Effect.mapError(ended, (error) => {
      if (error instanceof Failure) return error
      return isActionError(error) ? actionFailure(error, place) : place.failure(error)
    })
    const failure = problemFailure(acted, place, `${input.look} --tenant ${place.tenant}`)
    if (failure !== null) yield* Effect.forEach(failureLines(failure), note, { discard: true })
    yield* print(
      () => JSON.stringify(writeDocument(place.tenant, acted, failure)),
      () => actedLines(place.tenant, acted)
    )
    yield* exitWith(failure === null ? 0 : exitCodes[failure.code])
  }).pipe(
    Effect.provide(httpLayer),
    tellInterruption(
      "a write that was under way has the outcome unknown in the audit trail; look before you try again."
    )
  )

const writeDocument = (
  tenant: string,
  { operation, subject, outcome, before, after, request }: Acted<PushError>,
  failure: Failure | null
) => ({
  schemaVersion: 1,
  tenant,
  operation,
  subject,
  outcome,
  before,
  after,
  ...(outcome === "dry-run" ? { request } : {}),
  ...(failure === null ? {} : { error: failureDocument(failure) })
})

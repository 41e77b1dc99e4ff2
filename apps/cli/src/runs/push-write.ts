import { Effect, Option } from "effect"
import { type Acted, act, previewLines } from "../Acting.ts"
import { Actor } from "../Actor.ts"
import { exitWith } from "../Exit.ts"
import { exitCodes, failureDocument, failureLines } from "../Failure.ts"
import { note, print, tellInterruption } from "../Output.ts"
import { pushAccess } from "../PushAccess.ts"
import type { PushAction } from "../PushResource.ts"
import { terminalText } from "../Table.ts"
import { httpLayer } from "../Wiring.ts"

export interface PushWriteInput {
  readonly tenant: Option.Option<string>
  readonly yes: boolean
  readonly dryRun: boolean
  readonly as: Option.Option<string>
  readonly reason: Option.Option<string>
  /** The command that shows the state. */
  readonly look: string
}

export const run = <S>(action: PushAction<S>, input: PushWriteInput) =>
  Effect.gen(function* () {
    const actor = yield* Actor
    const place = yield* pushAccess(input.tenant)
    const acted = yield* act(action, place, {
      actor: Option.getOrElse(input.as, () => actor),
      reason: Option.getOrNull(input.reason),
      yes: input.yes,
      dryRun: input.dryRun,
      look: `${input.look} --tenant ${place.tenant}`
    })
    if (acted.failure !== null) yield* Effect.forEach(failureLines(acted.failure), note, { discard: true })
    yield* print(
      () => JSON.stringify(writeDocument(place.tenant, acted)),
      () => outcomeLines(place.tenant, acted)
    )
    yield* exitWith(acted.failure === null ? 0 : exitCodes[acted.failure.code])
  }).pipe(
    Effect.provide(httpLayer),
    tellInterruption(
      "a write that was under way has the outcome unknown in the audit trail; look before you try again."
    )
  )

const writeDocument = (tenant: string, { operation, subject, outcome, before, after, request, failure }: Acted) => ({
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

const endings: Readonly<Record<Acted["outcome"], string>> = {
  done: "done",
  "not-done": "NOT DONE",
  unknown: "OUTCOME UNKNOWN",
  "already-so": "already so; nothing was sent",
  "dry-run": "Nothing was sent (--dry-run)."
}

function outcomeLines(tenant: string, acted: Acted): ReadonlyArray<string> {
  if (acted.outcome === "dry-run") return [...previewLines(tenant, acted), endings["dry-run"]]
  return [`${tenant} · ${acted.operation} ${terminalText(acted.subject)}: ${endings[acted.outcome]}`]
}

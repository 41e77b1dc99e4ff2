/**
 * An action on one device or end user, or on a list of them, from the flags to the exit code.
 */
import {
  act,
  type Acted,
  type Action,
  type ActionError,
  actMany,
  type BanyanActionsClient,
  type BanyanActionsError,
  isActionError,
  type LineResult,
  linesOf
} from "@rollcall/actions"
import { AuditTrail } from "@rollcall/store"
import { Console, Effect, Option } from "effect"
import { actedLines, type ActionInput, endings, orderOf } from "./ActionOutput.ts"
import { type BanyanPlace, banyanAccess, settleOpen } from "./BanyanAccess.ts"
import { exitWith } from "./Exit.ts"
import { exitCodes, Failure, failureDocument, failureLines } from "./Failure.ts"
import { actionFailure, problemFailure } from "./failures.ts"
import { textFrom } from "./InputText.ts"
import { Json, note, print, tellInterruption } from "./Output.ts"
import { terminalText } from "./Table.ts"
import { withStore } from "./StoreWiring.ts"
import { httpLayer } from "./Wiring.ts"

/** What is done, and how a command speaks of it. */
export interface BanyanJob<S> {
  /** As in the help: `SERIAL` or `EMAIL`. */
  readonly argument: string
  readonly action: (subject: string) => Action<BanyanActionsClient, BanyanActionsError, S>
  /** What will happen, in one sentence. */
  readonly sentence: (subject: string) => string
  /** The command that shows the state. */
  readonly look: (subject: string) => string
}

export interface BanyanJobInput extends ActionInput {
  readonly tenant: Option.Option<string>
  readonly subject: Option.Option<string>
  readonly from: Option.Option<string>
}

/** Does a job on the subject that is named, or on each line of a list. */
export const runJob = <S>(job: BanyanJob<S>, input: BanyanJobInput) =>
  Effect.gen(function* () {
    if (Option.isSome(input.subject) === Option.isSome(input.from)) {
      return yield* new Failure({
        code: "usage",
        summary: Option.isSome(input.from)
          ? `${job.argument} and --from were both given.`
          : `no ${job.argument} was given.`,
        where: {},
        next: `name one ${job.argument}, or a list of them with --from FILE.`
      })
    }
    const place = yield* banyanAccess(input.tenant)
    const plain = yield* orderOf(input)
    const order: typeof plain = {
      ...plain,
      show: (preview) => Effect.andThen(note(terminalText(job.sentence(preview.subject))), plain.show(preview))
    }
    yield* settleOpen(place.config, place.tenantConfig)
    yield* Option.match(input.from, {
      onNone: () =>
        runOne(
          job,
          place,
          order,
          Option.getOrElse(input.subject, () => "")
        ),
      onSome: (file) => runList(job, place, order, file)
    })
  }).pipe(
    Effect.provide(httpLayer),
    tellInterruption(
      "a write that was under way has the outcome unknown in the audit trail; look before you try again."
    )
  )

type JobOrder = Effect.Success<ReturnType<typeof orderOf>>

const runOne = Effect.fnUntraced(function* <S>(
  job: BanyanJob<S>,
  place: BanyanPlace,
  order: JobOrder,
  subject: string
) {
  const acted = yield* act(job.action(subject), place, order).pipe(
    Effect.tapError(tellRefusedTarget),
    Effect.mapError((error) => failureOf(error, place))
  )
  const failure = problemFailure(acted, place, lookAt(job, place, subject))
  if (failure !== null) yield* Effect.forEach(failureLines(failure), note, { discard: true })
  yield* print(
    () => JSON.stringify({ schemaVersion: 1, tenant: place.tenant, ...actedDocument(acted), ...errorOf(failure) }),
    () => [
      ...(acted.outcome === "dry-run" ? [terminalText(job.sentence(subject))] : []),
      ...actedLines(place.tenant, acted)
    ]
  )
  yield* exitWith(failure === null ? 0 : exitCodes[failure.code])
})

const runList = Effect.fnUntraced(function* <S>(job: BanyanJob<S>, place: BanyanPlace, order: JobOrder, file: string) {
  const lines = linesOf(yield* textFrom(file))
  const isJson = yield* Json
  const results = yield* withStore(
    place.config,
    Effect.gen(function* () {
      const trail = yield* AuditTrail
      return yield* actMany({
        lines,
        action: job.action,
        // One connection for the whole list.
        place: { ...place, withTrail: Effect.provideService(AuditTrail, trail) },
        order,
        onLine: (result) => tellLine(job, place, result, { isJson })
      })
    })
  )
  const failures = results.flatMap((result) => lineFailure(job, place, result) ?? [])
  if (isJson) {
    const documents = results.map((result) => lineDocument(result, lineFailure(job, place, result)))
    yield* Console.log(JSON.stringify({ schemaVersion: 1, tenant: place.tenant, lines: documents }))
  }
  yield* note(summaryOf(results))
  yield* exitWith(listExitCode(results, failures))
})

const lookAt = <S>(job: BanyanJob<S>, { tenant }: BanyanPlace, subject: string): string =>
  `rollcall ${job.look(shellWord(subject))} --tenant ${tenant}`

/** A text as a shell takes it for one word. */
const shellWord = (text: string): string =>
  /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`

type JobError = BanyanActionsError | ActionError | Failure

/** What would have been hit is what somebody must see to say that it is meant. */
const tellRefusedTarget = (error: JobError): Effect.Effect<void> =>
  error._tag === "ActionRefused"
    ? Effect.forEach(error.touches, (line) => note(`  ${terminalText(line)}`), { discard: true })
    : Effect.void

function failureOf(error: JobError, place: BanyanPlace): Failure {
  if (error instanceof Failure) return error
  return isActionError(error) ? actionFailure(error, place) : place.failure(error)
}

const actedDocument = ({ operation, subject, outcome, before, after, remarks, touches, request }: Acted<unknown>) => ({
  operation,
  subject,
  outcome,
  before,
  after,
  remarks,
  ...(outcome === "dry-run" ? { touches, request } : {})
})

const errorOf = (failure: Failure | null) => (failure === null ? {} : { error: failureDocument(failure) })

/** Why a line was not done, or why that is not known; `null` if it was, or needed nothing. */
function lineFailure<S>(job: BanyanJob<S>, place: BanyanPlace, { text, ending }: LineResult<BanyanActionsError>) {
  if (ending._tag === "Failed") return failureOf(ending.error, place)
  return ending._tag === "Acted" ? problemFailure(ending.acted, place, lookAt(job, place, text)) : null
}

const tellLine = Effect.fnUntraced(function* <S>(
  job: BanyanJob<S>,
  place: BanyanPlace,
  result: LineResult<BanyanActionsError>,
  { isJson }: { readonly isJson: boolean }
) {
  const { line, text, ending } = result
  const failure = lineFailure(job, place, result)
  if (!isJson) yield* Console.log(`${line} ${terminalText(text)}: ${endingText(ending)}`)
  const remarks = ending._tag === "Acted" ? ending.acted.remarks : []
  yield* Effect.forEach(
    [...remarks.map(terminalText), ...(failure === null ? [] : failureLines(failure))],
    (each) => note(`  line ${line}: ${each}`),
    { discard: true }
  )
})

function endingText(ending: LineResult<BanyanActionsError>["ending"]): string {
  switch (ending._tag) {
    case "Acted":
      return ending.acted.outcome === "dry-run" ? "nothing was sent (--dry-run)" : endings[ending.acted.outcome]
    case "Failed":
      return ending.error._tag === "OutcomeUnrecorded" ? "NOT ON RECORD" : "NOT DONE; nothing was sent"
    case "Blank":
      return "blank"
    case "Duplicate":
      return `the same as line ${ending.ofLine}`
    case "NotTried":
      return `NOT TRIED, as the list was stopped at line ${ending.afterLine}`
  }
}

/** A line's outcome as `--json` has it. */
function lineOutcome({ ending }: LineResult<BanyanActionsError>): string {
  switch (ending._tag) {
    case "Acted":
      return ending.acted.outcome
    case "Failed":
      return ending.error._tag === "OutcomeUnrecorded" ? ending.error.outcome : "not-done"
    case "Blank":
      return "blank"
    case "Duplicate":
      return "duplicate"
    case "NotTried":
      return "not-tried"
  }
}

const lineDocument = (result: LineResult<BanyanActionsError>, failure: Failure | null) => ({
  line: result.line,
  text: result.text,
  ...(result.ending._tag === "Acted" ? actedDocument(result.ending.acted) : { outcome: lineOutcome(result) }),
  ...(result.ending._tag === "Duplicate" ? { ofLine: result.ending.ofLine } : {}),
  ...errorOf(failure)
})

/** How many lines ended in which way. */
function summaryOf(results: ReadonlyArray<LineResult<BanyanActionsError>>): string {
  const counts = new Map<string, number>()
  for (const outcome of results.map(lineOutcome)) counts.set(outcome, (counts.get(outcome) ?? 0) + 1)
  const parts = Array.from(counts, ([outcome, count]) => `${count} ${outcome}`)
  return `${results.length === 1 ? "1 line" : `${results.length} lines`}${parts.length === 0 ? "" : `: ${parts.join(", ")}`}`
}

/** The failures' own code if every line that was tried and meant something failed in the same way, else 1. */
function listExitCode(
  results: ReadonlyArray<LineResult<BanyanActionsError>>,
  failures: ReadonlyArray<Failure>
): number {
  const tried = results.filter(({ ending }) => ending._tag === "Acted" || ending._tag === "Failed")
  const codes = failures.map(({ code }) => exitCodes[code])
  const [first] = codes
  if (first === undefined) return 0
  return codes.length === tried.length && codes.every((code) => code === first) ? first : exitCodes.failed
}

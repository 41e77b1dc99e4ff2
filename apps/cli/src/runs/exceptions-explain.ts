import type { CheckDefinition } from "@rollcall/checks"
import type { Config, TenantConfig } from "@rollcall/config"
import { dateInZone } from "@rollcall/model"
import { Clock, Effect, type Option, Path } from "effect"
import { checkNamed } from "../CheckArgument.ts"
import type { Explanation } from "../ExceptionDocuments.ts"
import { configured, type Explainer, newestExplainer, unreadOf } from "../ExceptionReview.ts"
import { Failure } from "../Failure.ts"
import { oneTenant } from "../OneTenant.ts"
import { print } from "../Output.ts"
import { terminalText } from "../Table.ts"
import { configuration, withStore } from "../StoreWiring.ts"

export interface ExceptionsExplainInput {
  readonly check: string
  readonly subject: string
  readonly tenant: Option.Option<string>
}

export const run = Effect.fn("cli.exceptionsExplain")(function* (input: ExceptionsExplainInput) {
  const check = yield* checkNamed(input.check)
  const config = yield* configuration
  const tenant = yield* oneTenant(config, input.tenant)
  const newest = yield* withStore(config, newestExplainer(tenant))
  const nowMs = yield* Clock.currentTimeMillis
  const document = explanation({ config, tenant, check, subject: input.subject, nowMs }, newest)
  if (document.outcomes.length === 0) return yield* noSubject(tenant, check, newest, document)
  const path = yield* Path.Path
  const file = path.relative(path.resolve(), config.file)
  yield* print(
    () => JSON.stringify(document, null, 2),
    () => linesOf(document, file).map(terminalText)
  )
})

interface Question {
  readonly config: Config
  readonly tenant: TenantConfig
  readonly check: CheckDefinition
  readonly subject: string
  readonly nowMs: number
}

function explanation(question: Question, newest: Explainer): Explanation {
  const { config, tenant, check, subject } = question
  const outcomes = newest.explain(check, subject)
  const { id, finishedAt } = newest.snapshot
  return {
    schemaVersion: 1,
    file: config.file,
    tenant: tenant.id,
    check: { id: check.id, code: check.code, title: check.title },
    subject,
    snapshot: id,
    asOf: finishedAt,
    outcomes: outcomes.map(({ coveredBy, subject: judged, outcome, withoutExceptions, detail, reason }) => ({
      subject: judged,
      outcome,
      withoutExceptions,
      detail,
      reason,
      exceptedBy: coveredBy.map((position) => tenant.exceptionLines[position] ?? 1)
    })),
    exceptions: exceptionsNaming(question, newest)
  }
}

/** The exceptions from the check that name a subject that was found, or the text that was asked for. */
function exceptionsNaming(
  { tenant, check, subject, nowMs }: Question,
  { explain, snapshot }: Explainer
): Explanation["exceptions"] {
  const ids = new Set(explain(check, subject).map((each) => each.subject.id))
  const asOf = dateInZone(Date.parse(snapshot.finishedAt), tenant.timezone)
  return tenant.exceptions.flatMap((exception, position) => {
    if (exception.check !== check.id && exception.check !== check.code) return []
    const named = explain(check, exception.subject).filter((each) => ids.has(each.subject.id))
    if (named.length === 0 && !isSameText(exception.subject, subject)) return []
    const covers = named.some(({ coveredBy }) => coveredBy.includes(position))
    const state = exception.expires < asOf ? "expired" : covers ? "applied" : "covers-nothing"
    return [{ ...configured(tenant, position, exception, nowMs), state } as const]
  })
}

const isSameText = (a: string, b: string): boolean => a.trim().toLowerCase() === b.trim().toLowerCase()

/** In a list that was not read to its end an absence proves nothing. */
function noSubject(
  tenant: TenantConfig,
  check: CheckDefinition,
  { snapshot }: Explainer,
  { subject, exceptions }: Explanation
) {
  const unread = unreadOf(check, snapshot)
  const lines = exceptions.map(({ line }) => line).join(", ")
  return Effect.fail(
    new Failure({
      code: unread.length === 0 ? "not-found" : "partial",
      summary: [
        `${check.id} has no subject ${subject} in ${snapshot.id}; it looks at ${lowerFirst(check.populationText)}.`,
        ...(unread.length === 0 ? [] : [`${unread.join(", ")} were not read to their end.`]),
        ...(lines === "" ? [] : [`The exception in line ${lines} names it and covers nothing.`])
      ].join(" "),
      where: { tenant: tenant.id },
      next: "look for the right name with `rollcall lookup`, or for the right check with `rollcall checks`."
    })
  )
}

const lowerFirst = (text: string): string => text.slice(0, 1).toLowerCase() + text.slice(1).replace(/\.$/, "")

const outcomeWords = { pass: "pass", fail: "FAIL", "not-assessable": "not assessable", excepted: "EXCEPTED" } as const

function linesOf(
  { tenant, check, snapshot, asOf, outcomes, exceptions }: Explanation,
  file: string
): ReadonlyArray<string> {
  return [
    `${tenant}: ${check.id} (${check.code}) as of ${snapshot}, finished ${asOf}`,
    ...outcomes.flatMap(outcomeLines),
    ...(exceptions.length === 0 ? ["  No exception from this check names it."] : []),
    ...exceptions.map(
      ({ line, reason, approvedBy, expires, daysLeft, state }) =>
        `  ${file}:${line}: ${stateWords[state]}; "${reason}", approved by ${approvedBy}, until ${expires} (${daysText(daysLeft)})`
    )
  ]
}

function outcomeLines({
  subject,
  outcome,
  withoutExceptions,
  detail,
  reason,
  exceptedBy
}: Explanation["outcomes"][number]): ReadonlyArray<string> {
  const name = [subject.kind, subject.id, ...(subject.email === null ? [] : [`(${subject.email})`])].join(" ")
  const words = [
    outcomeWords[outcome],
    ...(outcome === "excepted"
      ? [` by line ${exceptedBy.join(", ")}; without it: ${outcomeWords[withoutExceptions]}`]
      : []),
    ...(outcome === "fail" ? ["; no exception covers it"] : []),
    ...(reason === null ? [] : [` (${reason})`])
  ]
  return [`  ${name}: ${words.join("")}`, ...(detail === null ? [] : [`    ${detail}`])]
}

const stateWords = {
  applied: "applied",
  expired: "EXPIRED when the snapshot was made",
  "covers-nothing": "covers nothing, as nothing fails"
} as const

function daysText(daysLeft: number): string {
  if (daysLeft < 0) return "over"
  return daysLeft === 0 ? "its last day" : daysLeft === 1 ? "1 day left" : `${daysLeft} days left`
}

/**
 * An action as a person sees it at a terminal: asked, shown, and told how it ended.
 */
import type { Acted, Order, Preview } from "@rollcall/actions"
import { Effect, Option, type Stdio, type Terminal } from "effect"
import { Actor } from "./Actor.ts"
import { typedBack } from "./Confirmation.ts"
import { note } from "./Output.ts"
import { terminalText } from "./Table.ts"
import { ThisProcess } from "./ThisProcess.ts"

/** The flags that every action has. */
export interface ActionInput {
  readonly yes: boolean
  readonly dryRun: boolean
  readonly as: Option.Option<string>
  readonly reason: Option.Option<string>
}

/** What the flags order; the preview and the question go to standard error. */
export const orderOf = Effect.fnUntraced(function* (input: ActionInput) {
  const actor = yield* Actor
  const thisProcess = yield* ThisProcess
  const order: Order<Stdio.Stdio | Terminal.Terminal> = {
    actor: Option.getOrElse(input.as, () => actor),
    reason: Option.getOrNull(input.reason),
    process: thisProcess.id,
    isAlive: thisProcess.isAlive,
    dryRun: input.dryRun,
    show: (preview) => Effect.forEach(previewLines(preview), note, { discard: true }),
    confirm: input.yes ? null : typedBack
  }
  return order
})

/** What is about to be done, for a person to judge. */
export const previewLines = (preview: Preview): ReadonlyArray<string> => [
  `${preview.tenant} · ${preview.operation} ${terminalText(preview.subject)}`,
  ...preview.touches.map((line) => `  ${terminalText(line)}`),
  "Will be sent:",
  `  ${preview.request.method} ${terminalText(preview.request.path)}`,
  ...(preview.request.body === null ? [] : [`  ${terminalText(preview.request.body)}`])
]

/** How an action ended. */
export function actedLines(tenant: string, acted: Acted<unknown>): ReadonlyArray<string> {
  const { operation, subject, outcome, request, touches, remarks } = acted
  if (outcome === "dry-run" && request !== null) {
    return [...previewLines({ tenant, operation, subject, touches, request }), endings["dry-run"]]
  }
  return [
    `${tenant} · ${operation} ${terminalText(subject)}: ${endings[outcome]}`,
    ...remarks.map((remark) => `  ${terminalText(remark)}`)
  ]
}

/** Each outcome in words. */
export const endings: Readonly<Record<Acted<unknown>["outcome"], string>> = {
  done: "done",
  "not-done": "NOT DONE",
  unknown: "OUTCOME UNKNOWN",
  "already-so": "already so; nothing was sent",
  "dry-run": "Nothing was sent (--dry-run)."
}

/**
 * A tenant's audit trail read by a person: entries as actions, and what is wrong with the chain.
 */
import type { AuditEntry, BrokenChain } from "@rollcall/model"
import { table, terminalText } from "./Table.ts"

/** An action as the trail tells it. */
export interface RecordedAction {
  /** Its intention and what was recorded of its end, oldest first; a report has no intention. */
  readonly entries: readonly [AuditEntry, ...ReadonlyArray<AuditEntry>]
}

/** Ties outcomes to their intentions, in the order in which actions began. */
export function actionsOf(entries: ReadonlyArray<AuditEntry>): ReadonlyArray<RecordedAction> {
  const actions: Array<{ readonly entries: [AuditEntry, ...Array<AuditEntry>] }> = []
  const intended = new Map<string, (typeof actions)[number]>()
  for (const entry of entries) {
    const before = entry.phase === "outcome" ? intended.get(entry.action) : undefined
    if (before !== undefined) {
      before.entries.push(entry)
      continue
    }
    const action: (typeof actions)[number] = { entries: [entry] }
    actions.push(action)
    if (entry.phase === "intention") intended.set(entry.action, action)
  }
  return actions
}

/** How an action ended; `open` if its end was never recorded. */
export const endOf = ({ entries }: RecordedAction): "open" | "done" | "not-done" | "unknown" =>
  entries.at(-1)?.outcome ?? "open"

/** The actions as a table, with their reasons and hashes below them. */
export function actionLines(actions: ReadonlyArray<RecordedAction>, broken: BrokenChain | null): ReadonlyArray<string> {
  if (actions.length === 0) return []
  const [heads, ...rows] = table(["ENTRIES", "WHEN (UTC)", "OUTCOME", "WHO", "WHAT"], actions.map(rowOf))
  return [heads ?? "", ...rows.flatMap((row, index) => [row].concat(detailLines(actions[index], broken)))]
}

const endings = { open: "OPEN", done: "done", "not-done": "NOT DONE", unknown: "UNKNOWN" } as const

function rowOf(action: RecordedAction): ReadonlyArray<string> {
  const [{ at, actor, operation, subject }] = action.entries
  return [
    action.entries.map(({ sequence }) => sequence).join(","),
    at.slice(0, 19).replace("T", " "),
    endings[endOf(action)],
    actor,
    `${operation} ${subject}`
  ]
}

function detailLines(action: RecordedAction | undefined, broken: BrokenChain | null): ReadonlyArray<string> {
  if (action === undefined) return []
  const [{ reason, parameters }] = action.entries
  const last = action.entries.at(-1)
  const manifest = manifestOf(last?.after)
  const isBroken = action.entries.some(({ sequence }) => sequence === broken?.sequence)
  return [
    ...(parameters === undefined ? [] : [terminalText(JSON.stringify(parameters))]),
    ...(reason === null ? [] : [`reason: ${terminalText(reason)}`]),
    ...(last?.settled === true ? [`cut short; found out by reading on ${last.at} by ${terminalText(last.actor)}`] : []),
    ...(manifest === null ? [] : [`manifest SHA-256 ${terminalText(manifest)}`]),
    ...(endOf(action) === "open" ? ["no outcome on record: it was cut short, or is still under way"] : []),
    ...(isBroken ? [`BROKEN HERE: entry ${broken?.sequence}: ${broken?.why}`] : [])
  ].map((line) => `         ${line}`)
}

/** A report's or an export's entry keeps its manifest's hash. */
export const manifestOf = (after: AuditEntry["after"] | undefined): string | null => textMember(after, "manifestSha256")

/** A text out of what an entry says. */
export function textMember(value: AuditEntry["after"] | undefined, name: string): string | null {
  if (typeof value !== "object" || value === null) return null
  const member: unknown = Object.entries(value).find(([key]) => key === name)?.[1]
  return typeof member === "string" ? member : null
}

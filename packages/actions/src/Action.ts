/**
 * What can be done to a source, and where and for whom: the shapes that {@link act} works with.
 */
import type { AuditEntry, AuditEvent } from "@rollcall/model"
import type { AuditTrail, StoreError } from "@rollcall/store"
import type { Effect, Schema } from "effect"
import type { ActionRefused, OutcomeUnrecorded } from "./ActionError.ts"
import type { Refusal } from "./Refusal.ts"
import type { WireRequest } from "./Rehearsal.ts"

/**
 * Something to be done with a source's client `C` that changes a state `S`.
 *
 * **Gotchas** The state goes into the audit trail as JSON.
 */
export interface Action<C, E, S> {
  /** As the source's client calls it, such as `apps.addLabel`. */
  readonly operation: string
  /** What it is done to: an id, a serial number, an address. */
  readonly subject: string
  /** What else was asked for, as far as an intention cannot be settled without it. */
  readonly parameters?: Schema.Json
  /** What is wrong with the order itself, whatever the state. */
  readonly flaw?: Refusal | null
  readonly typedBack: (before: S) => TypedBack
  /** Reads the state that the action changes. */
  readonly read: (client: C) => Effect.Effect<S, E>
  /** Reads what became of it, where that takes another look than the first; else {@link read} does. */
  readonly readBack?: (client: C, before: S) => Effect.Effect<S, E>
  /** What must be there and is not, such as `app 4711`. */
  readonly missing: (before: S) => ReadonlyArray<string>
  /** Whether the subject is gone once it is done: then only the audit trail can tell *done* from *never there*. */
  readonly removesSubject?: boolean
  /** Whether the state is as the action would make it; at the first look `before` is the state itself. */
  readonly isSo: (state: S, before: S) => boolean
  /** Whether a state is still the one before, in all that the action rests on; left out where nothing can be half done. */
  readonly isUntouched?: (now: S, before: S) => boolean
  /** Why it is not done in this state, though it could be. */
  readonly refusal?: (before: S) => Refusal | null
  /** The state in short, as lines. */
  readonly touches: (before: S) => ReadonlyArray<string>
  /** What the audit trail tells about it, as lines; the trail is opened for this. */
  readonly history?: (entries: ReadonlyArray<AuditEntry>) => ReadonlyArray<string>
  /** The write, one request; its answer is not looked at. */
  readonly send: (client: C, before: S) => Effect.Effect<unknown, E>
  /** What changed besides, or did not change as was to be expected, as sentences. */
  readonly remarks?: (before: S, after: S) => ReadonlyArray<string>
}

/** What must be typed back, and what it is. */
export interface TypedBack {
  /** Completes "Type … to go on", such as `the app's id`. */
  readonly what: string
  readonly text: string
}

/** What a failed request means for whoever sent it. */
export type ErrorNature =
  /** This request was refused: nothing was done. */
  | "refused"
  /** Whoever asks is refused, whatever they ask: nothing was done, and the next request will not fare better. */
  | "barred"
  /** No usable answer: a write may have happened. */
  | "lost"
  /** An answer that cannot be understood: a write may have happened. */
  | "garbled"

/** Where actions are done; `T` is why the audit trail cannot be opened. */
export interface Place<C, E, T = never> {
  readonly tenant: string
  readonly source: string
  readonly client: C
  readonly rehearse: (send: (client: C) => Effect.Effect<unknown, E>) => Effect.Effect<WireRequest, E>
  readonly natureOf: (error: E) => ErrorNature
  /** Opens the audit trail; nothing is opened for an action that sends nothing and asks it nothing. */
  readonly withTrail: <A>(effect: Effect.Effect<A, TrailError, AuditTrail>) => Effect.Effect<A, TrailError | T>
}

/** What an action does with the trail may end so. */
export type TrailError = StoreError | OutcomeUnrecorded | ActionRefused

/** Who wants it done, and how they are asked. */
export interface Order<R = never> {
  readonly actor: string
  readonly reason: string | null
  /** Tells this process from others, so that nobody settles what it has under way; see {@link settle}. */
  readonly process?: string
  /** Whether such a process still runs; with it, nothing is sent while an earlier one is at the same subject. */
  readonly isAlive?: (process: string) => boolean | null
  /** Show, and send nothing. */
  readonly dryRun: boolean
  /** Shows what is about to be done. */
  readonly show: (preview: Preview) => Effect.Effect<void, never, R>
  /** Asks for a text to be typed back; `null` if it is confirmed beforehand. */
  readonly confirm: ((wanted: TypedBack) => Effect.Effect<Answer, never, R>) | null
}

/** What a person answers who is asked; `nobody-there` if there is none to ask. */
export type Answer = "confirmed" | "declined" | "nobody-there"

/** What an action would touch and send, for a person to judge. */
export interface Preview {
  readonly tenant: string
  /** With the source, as in the audit trail: `push apps.addLabel`. */
  readonly operation: string
  readonly subject: string
  readonly touches: ReadonlyArray<string>
  readonly request: WireRequest
}

/** How an action ended. */
export interface Acted<out E> {
  /** With the source, as in the audit trail. */
  readonly operation: string
  readonly subject: string
  readonly outcome: Outcome | "already-so" | "dry-run"
  /** `null` if the action did not come so far: it was so already. */
  readonly request: WireRequest | null
  readonly touches: ReadonlyArray<string>
  readonly before: Schema.Json
  readonly after: Schema.Json
  /** What changed besides, or did not change as was to be expected, as sentences. */
  readonly remarks: ReadonlyArray<string>
  /** Why it was not done, or why that is not known. */
  readonly problem: Problem<E> | null
}

/** As in the audit trail. */
export type Outcome = Exclude<AuditEvent["outcome"], null>

/** Why a write was not done, or why that is not known. */
export type Problem<E> =
  /** `not-done`: the source answered, and refused. */
  | { readonly _tag: "Refused"; readonly error: E }
  /** `not-done`: the answer was lost, and the state is as before. */
  | { readonly _tag: "AnswerLost"; readonly error: E }
  /** `unknown`: the source took the write and shows no change. */
  | { readonly _tag: "NoChange" }
  /** `unknown`: the state is neither as before nor as wanted. */
  | { readonly _tag: "HalfDone"; readonly error: E | null }
  /** `unknown`: the state cannot be read back. */
  | { readonly _tag: "Unreadable"; readonly error: E; readonly sent: E | null }

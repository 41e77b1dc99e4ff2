/**
 * The end of a command that has said all it had to say.
 */
import { Effect, Schema } from "effect"

/** Ends the process with a code, without another word. */
export class Exit extends Schema.TaggedError<Exit>()("Exit", { exitCode: Schema.Int }) {}

/** Ends with a code; 0 is an ordinary end. */
export const exitWith = (exitCode: number): Effect.Effect<void, Exit> =>
  exitCode === 0 ? Effect.void : Effect.fail(new Exit({ exitCode }))

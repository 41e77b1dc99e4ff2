/**
 * The end of a command that has said all it had to say.
 */
import { Context, Effect, Schema } from "effect"
import { exitCodes } from "./Failure.ts"

/** Ends the process with a code, without another word. */
export class Exit extends Schema.TaggedError<Exit>()("Exit", { exitCode: Schema.Int }) {}

/** Ends with a code; 0 is an ordinary end. */
export const exitWith = (exitCode: number): Effect.Effect<void, Exit> =>
  exitCode === 0 ? Effect.void : Effect.fail(new Exit({ exitCode }))

/** The code with which the process ends when it is told to stop: for most commands that is an interruption. */
export interface WhenStopped {
  code: number
}

/** The process's entry reads it at the end. */
export const WhenStopped = Context.Reference<WhenStopped>("@rollcall/cli/WhenStopped", {
  defaultValue: () => ({ code: exitCodes.interrupted })
})

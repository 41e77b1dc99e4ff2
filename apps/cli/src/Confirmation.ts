/**
 * Asking a person before something is changed.
 */
import { Effect, Stdio, Terminal } from "effect"
import { Failure } from "./Failure.ts"
import { note } from "./Output.ts"

/** What must be typed back, and what it is. */
export interface TypedBack {
  /** Completes "Type … to go on", such as `the app's id`. */
  readonly what: string
  readonly text: string
}

/**
 * Goes on only if the text is typed back at a terminal.
 *
 * **Details** The question goes to standard error, as standard output may be somebody's JSON.
 *
 * **Errors** `Failure` `declined`: another text, or nobody there to ask.
 */
export const typedBack = Effect.fn("cli.typedBack")(function* ({ what, text }: TypedBack) {
  const { stdinIsTerminal } = yield* Stdio.Stdio
  if (!(yield* stdinIsTerminal)) {
    return yield* declined(
      "this changes something and nobody can be asked, as standard input is not a terminal.",
      "look with --dry-run at what would be sent, then say --yes."
    )
  }
  yield* note(`Type ${what} (${text}) to go on, anything else to leave it:`)
  const terminal = yield* Terminal.Terminal
  // End of input is an answer too: no.
  const answer = yield* terminal.readLine.pipe(Effect.orElseSucceed(() => ""))
  if (answer.trim() === text) return
  return yield* declined("not confirmed; nothing was sent.", `run it again and type ${text}, or say --yes.`)
})

const declined = (summary: string, next: string) =>
  Effect.fail(new Failure({ code: "declined", summary, where: {}, next }))

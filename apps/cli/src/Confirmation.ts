/**
 * Asking a person before something is changed.
 */
import type { Answer, TypedBack } from "@rollcall/actions"
import { Effect, Stdio, Terminal } from "effect"
import { note } from "./Output.ts"

/**
 * Asks at a terminal for a text to be typed back.
 *
 * **Details** The question goes to standard error, as standard output may be somebody's JSON.
 */
export const typedBack = Effect.fn("cli.typedBack")(function* ({ what, text }: TypedBack) {
  const { stdinIsTerminal } = yield* Stdio.Stdio
  if (!(yield* stdinIsTerminal)) return "nobody-there" satisfies Answer
  yield* note(`Type ${what} (${text}) to go on, anything else to leave it:`)
  const terminal = yield* Terminal.Terminal
  // End of input is an answer too: no.
  const answer = yield* terminal.readLine.pipe(Effect.orElseSucceed(() => ""))
  return answer.trim() === text ? ("confirmed" satisfies Answer) : ("declined" satisfies Answer)
})

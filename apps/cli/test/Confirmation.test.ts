import { describe, expect, it } from "@effect/vitest"
import { Effect, Layer, Stdio, Terminal } from "effect"
import { TestConsole } from "effect/testing"
import { typedBack } from "../src/Confirmation.ts"

/** `undefined`: nobody is there; `null`: input ends. */
const personWhoTypes = (typed: string | null | undefined) =>
  Layer.merge(
    Stdio.layerTest({ stdinIsTerminal: Effect.succeed(typed !== undefined) }),
    Layer.succeed(
      Terminal.Terminal,
      Terminal.make({
        columns: Effect.succeed(80),
        rows: Effect.succeed(24),
        size: Effect.never,
        readInput: Effect.never,
        readLine: typeof typed === "string" ? Effect.succeed(typed) : Effect.fail(new Terminal.QuitError({})),
        display: () => Effect.void
      })
    )
  )

describe("typedBack", () => {
  it.effect.each([
    ["4711", "confirmed"],
    [" 4711 ", "confirmed"],
    ["yes", "declined"],
    ["", "declined"],
    ["4712", "declined"],
    [null, "declined"],
    [undefined, "nobody-there"]
  ] as const)("takes %j for %s", ([typed, answer]) =>
    Effect.gen(function* () {
      expect(yield* typedBack({ what: "the id", text: "4711" })).toBe(answer)
      const said = (yield* TestConsole.errorLines).join("\n")
      expect(said).toBe(typed === undefined ? "" : "Type the id (4711) to go on, anything else to leave it:")
    }).pipe(Effect.provide(personWhoTypes(typed)))
  )
})

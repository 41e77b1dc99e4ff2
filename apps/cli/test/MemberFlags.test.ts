import * as NodeServices from "@effect/platform-node/NodeServices"
import { describe, expect, it } from "@effect/vitest"
import { Effect, Layer, Ref } from "effect"
import { CliOutput, Command } from "effect/cli"
import {
  booleanFlag,
  choiceOrNoneFlag,
  given,
  instantFlag,
  kebabCase,
  textFlag,
  textOrNoneFlag,
  textsFlag,
  textsOrNoneFlag
} from "../src/MemberFlags.ts"

const silent = CliOutput.layerPresenter({ present: () => Effect.void })

/** What a command line gives for one flag of each kind. */
const read = (...words: ReadonlyArray<string>) =>
  Effect.gen(function* () {
    const seen = yield* Ref.make<object>({})
    const command = Command.make(
      "test",
      {
        appType: textFlag("appType", "text"),
        licensed: booleanFlag("licensed", "boolean"),
        groups: textsFlag("groups", "texts"),
        labels: textsOrNoneFlag("labels", "texts or none"),
        notes: textOrNoneFlag("notes", "text or none"),
        level: choiceOrNoneFlag("level", ["HIGH", "LOW"], "choice or none"),
        lastUsedTimestampAfter: instantFlag("lastUsedTimestampAfter", "instant")
      },
      (flags) => Ref.set(seen, given(flags))
    )
    yield* Command.runWith(command, { version: "0" })(words)
    return yield* Ref.get(seen)
  }).pipe(Effect.provide(Layer.merge(silent, NodeServices.layer)))

describe("given", () => {
  it.effect("leaves out every flag that was not given", () =>
    Effect.gen(function* () {
      expect(yield* read()).toEqual({})
    })
  )

  it("keeps what is empty or false", () => {
    expect(given({ a: false, b: "", c: null, d: 0, e: undefined })).toEqual({ a: false, b: "", c: null, d: 0 })
  })
})

describe("flags", () => {
  it.effect.each([
    [["--app-type", "OKTA"], { appType: "OKTA" }],
    [["--licensed"], { licensed: true }],
    [["--no-licensed"], { licensed: false }],
    [["--licensed=false"], { licensed: false }],
    [["--groups", "a", "--groups", "b,c"], { groups: ["a", "b,c"] }],
    [["--labels", ""], { labels: [] }],
    [["--notes", ""], { notes: null }],
    [["--notes", "none"], { notes: "none" }],
    [["--level", "none"], { level: null }],
    [["--level", "LOW"], { level: "LOW" }],
    [["--last-used-timestamp-after", "1698669168"], { lastUsedTimestampAfter: 1_698_669_168 }],
    [["--last-used-timestamp-after", "2026-10-01"], { lastUsedTimestampAfter: 1_790_812_800 }],
    [["--last-used-timestamp-after", "2026-10-01T09:30:05Z"], { lastUsedTimestampAfter: 1_790_847_005 }]
  ] as const)("reads %j", ([words, expected]) =>
    Effect.gen(function* () {
      expect(yield* read(...words)).toEqual(expected)
    })
  )

  it.effect.each([
    ["--last-used-timestamp-after", "2026-02-31"],
    ["--last-used-timestamp-after", "yesterday"],
    ["--last-used-timestamp-after", "1698669168000"],
    ["--level", "MEDIUM"]
  ] as const)("refuses %j", (words) =>
    Effect.gen(function* () {
      expect((yield* Effect.flip(read(...words)))._tag).toBe("ShowHelp")
    })
  )
})

describe("kebabCase", () => {
  it("writes a parameter as a flag", () => {
    expect(kebabCase("lastUsedTimestampAfter")).toBe("last-used-timestamp-after")
  })
})

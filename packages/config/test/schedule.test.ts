import { describe, expect, it } from "@effect/vitest"
import { Effect } from "effect"
import { type ConfigError, parseConfig } from "../src/index.ts"

const parse = (...lines: ReadonlyArray<string>) =>
  parseConfig(lines.join("\n"), { file: "/etc/rollcall/rollcall.yaml", dataFolder: "/data/rollcall" })

/** Problems as `line: message → next`. */
const problemsIn = (...lines: ReadonlyArray<string>) =>
  Effect.map(Effect.flip(parse(...lines)), (error: ConfigError) =>
    error.problems.map((each) => `${each.line}: ${each.message} → ${each.next}`)
  )

const acme = ["tenants:", "  acme:", "    push: { apiKey: { env: KEY } }"]
const bolt = ["  bolt:", "    push: { apiKey: { env: KEY } }"]

const schedulesOf = (...lines: ReadonlyArray<string>) =>
  Effect.map(parse(...lines), ({ tenants }) => tenants.map(({ schedule }) => schedule))

describe("schedule", () => {
  it.effect("is none where nothing is configured", () =>
    Effect.gen(function* () {
      expect(yield* schedulesOf(...acme)).toEqual([null])
    })
  )

  it.effect("holds for every tenant, with the time of day in quotes or without", () =>
    Effect.gen(function* () {
      for (const at of ['"06:05"', "06:05"]) {
        expect(
          yield* schedulesOf(`schedule: { monthly: { day: 2, at: ${at}, spread: 90 } }`, ...acme, ...bolt)
        ).toEqual(Array.from({ length: 2 }, () => ({ day: 2, hour: 6, minute: 5, spreadMinutes: 90 })))
      }
    })
  )

  it.effect("is replaced as a whole by a tenant's own, which may be none", () =>
    Effect.gen(function* () {
      const everyone = 'schedule: { monthly: { day: 2, at: "06:00", spread: 0 } }'
      const own = '    schedule: { monthly: { day: 28, at: "23:59" } }'
      expect(yield* schedulesOf(everyone, ...acme, own, ...bolt, "    schedule: none")).toEqual([
        { day: 28, hour: 23, minute: 59, spreadMinutes: 60 },
        null
      ])
      expect(yield* schedulesOf("schedule: none", ...acme, own)).toMatchObject([{ day: 28 }])
    })
  )

  const mistakes: ReadonlyArray<readonly [written: string, problem: RegExp]> = [
    ['{ monthly: { dya: 1, day: 1, at: "06:00" } }', /^4: .*schedule.monthly has no key dya → Did you mean day\?/],
    ['{ montly: { day: 1, at: "06:00" }, monthly: { day: 1, at: "06:00" } }', /^4: .*montly → Did you mean monthly\?/],
    ["{ monthly: { day: 1 } }", /^4: tenants.acme.schedule.monthly.at is missing → Add the key at/],
    ['{ monthly: { day: 29, at: "06:00" } }', /^4: .*day must be .*between 1 and 28, but is 29/],
    ['{ monthly: { day: 1, at: "6:00" } }', /^4: .*at must be a time of day such as 06:00, but is "6:00" → Write/],
    ['{ monthly: { day: 1, at: "24:00" } }', /^4: .*at must be a time of day/],
    ['{ monthly: { day: 1, at: "06:00", spread: 1441 } }', /^4: .*spread must be .*between 0 and 1440, but is 1441/],
    ["never", /^4: tenants.acme.schedule must be a block with monthly, or none → Write/],
    ["", /^4: tenants.acme.schedule must be a block with monthly, or none → Write/]
  ]
  for (const [written, problem] of mistakes) {
    it.effect(`refuses ${written === "" ? "an empty value" : written} with its line and what to do next`, () =>
      Effect.gen(function* () {
        expect(yield* problemsIn(...acme, `    schedule: ${written}`)).toEqual([expect.stringMatching(problem)])
      })
    )
  }

  it.effect("is refused with its line above the tenants as well", () =>
    Effect.gen(function* () {
      expect(yield* problemsIn("schedule:", "  monthly:", "    day: 1", '    at: "noon"', ...acme)).toEqual([
        expect.stringMatching(/^4: schedule.monthly.at must be a time of day such as 06:00, but is "noon" → /)
      ])
    })
  )
})

import { periodOf } from "@rollcall/model"
import { Clock, Effect, Option, Path } from "effect"
import { Failure } from "../Failure.ts"
import { ConfigFile, Json, note } from "../Output.ts"
import { writeSandboxConfig } from "../SandboxConfig.ts"
import { run as collect } from "./collect.ts"
import { run as lookup } from "./lookup.ts"
import { run as report } from "./report.ts"
import { serve } from "./sandbox.ts"

const folder = "rollcall-demo"
const person = "jdoe@acme.example"

/** Does what a new user would do first, with the very commands they would use. */
export const run = Effect.gen(function* () {
  if (yield* Json) {
    return yield* new Failure({
      code: "usage",
      summary: "the demo is to be read by people and has no JSON.",
      where: {},
      next: "leave --json out, or run `rollcall sandbox` and its commands one by one."
    })
  }
  const path = yield* Path.Path
  const startedMs = yield* Clock.currentTimeMillis
  const file = path.resolve(folder, "rollcall.yaml")
  const nothing = Option.none()
  const sandbox = yield* serve({
    configOut: nothing,
    people: nothing,
    tenants: 2,
    seed: 1,
    pushPort: 0,
    banyanPort: 0,
    noRateLimit: false
  })
  yield* step("Two made-up tenants are served on loopback, as the two APIs would serve them:")
  yield* note(`  ${sandbox.pushUrl} and ${sandbox.banyanUrl}`)
  yield* writeSandboxConfig(file, sandbox)

  const steps = Effect.gen(function* () {
    yield* step("rollcall collect --all")
    yield* collect({ names: [], all: true, resume: false, quiet: false })
    // The month may have turned in one tenant's time zone and not yet in another's.
    for (const { id, timezone } of sandbox.tenants) {
      const period = periodOf(yield* Clock.currentTimeMillis, timezone)
      yield* step(`rollcall report ${id} --period ${period}`)
      yield* report({
        names: [id],
        all: false,
        period,
        format: "pdf,html,json,csv",
        lang: nothing,
        out: nothing,
        collect: false,
        quiet: false,
        snapshot: nothing,
        allowPartial: false,
        failOn: nothing
      })
    }
    yield* step(`rollcall lookup ${person}`)
    yield* lookup({ query: person, tenant: nothing, live: false })
  })
  yield* Effect.provideService(steps, ConfigFile, Option.some(file))
  const seconds = ((yield* Clock.currentTimeMillis) - startedMs) / 1000
  yield* step(`Done in ${seconds.toFixed(1)} s. Open the reports under ${path.join(folder, "reports")}.`)
}).pipe(Effect.scoped)

const step = (text: string) => note(`\n▸ ${text}`)

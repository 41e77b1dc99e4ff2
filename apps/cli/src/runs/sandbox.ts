import { defaultSandboxOptions, type Sandbox, startSandbox } from "@rollcall/sandbox"
import { Clock, Console, Effect, Option, Path } from "effect"
import { Failure } from "../Failure.ts"
import { Json, note } from "../Output.ts"
import { writeSandboxConfig } from "../SandboxConfig.ts"

export interface SandboxInput {
  readonly configOut: Option.Option<string>
  readonly people: Option.Option<number>
  readonly tenants: number
  readonly seed: number
  readonly pushPort: number
  readonly banyanPort: number
  readonly noRateLimit: boolean
}

export const run = Effect.fn("cli.sandbox")(function* (input: SandboxInput) {
  const path = yield* Path.Path
  const sandbox = yield* serve(input)
  const configFile = Option.map(input.configOut, (file) => path.resolve(file))
  if (Option.isSome(configFile)) yield* writeSandboxConfig(configFile.value, sandbox)
  yield* announce(sandbox, configFile)
  return yield* Effect.never
}, Effect.scoped)

/** Starts the sandbox; a port in use and numbers out of range are failures with advice. */
export const serve = Effect.fn("cli.serveSandbox")(function* (input: SandboxInput) {
  const people = Option.getOrUndefined(input.people)
  yield* within("--tenants", input.tenants, 1, 500)
  yield* within("--people", people ?? 1, 1, 200_000)
  yield* within("--push-port", input.pushPort, 0, 65_535)
  yield* within("--banyan-port", input.banyanPort, 0, 65_535)
  return yield* startSandbox({
    ...defaultSandboxOptions,
    seed: input.seed,
    tenants: input.tenants,
    people,
    pushPort: input.pushPort,
    banyanPort: input.banyanPort,
    rateLimit: !input.noRateLimit,
    asOf: yield* Clock.currentTimeMillis
  }).pipe(
    Effect.mapError(
      (error) =>
        new Failure({
          code: "failed",
          summary: error.message,
          where: { operation: "sandbox" },
          next: "choose other ports with --push-port and --banyan-port, or leave them out."
        })
    )
  )
})

const announce = Effect.fnUntraced(function* (sandbox: Sandbox, configFile: Option.Option<string>) {
  if (yield* Json) {
    return yield* Console.log(
      JSON.stringify({
        schemaVersion: 1,
        pushUrl: sandbox.pushUrl,
        banyanUrl: sandbox.banyanUrl,
        config: Option.getOrNull(configFile),
        tenants: sandbox.tenants
      })
    )
  }
  yield* Console.log(`Push     ${sandbox.pushUrl}`)
  yield* Console.log(`Banyan   ${sandbox.banyanUrl}`)
  for (const { id, name, pushApiKey, banyanToken } of sandbox.tenants) {
    yield* Console.log(`${id}  ${name}  x-api-key ${pushApiKey}  bearer ${banyanToken}`)
  }
  if (Option.isSome(configFile)) {
    yield* Console.log(`Config   ${configFile.value}`)
    yield* note(`Try: rollcall collect --all --config ${configFile.value}`)
  }
  yield* note("Serving until interrupted (Ctrl-C).")
})

const within = (flag: string, value: number, minimum: number, maximum: number): Effect.Effect<void, Failure> =>
  value >= minimum && value <= maximum
    ? Effect.void
    : Effect.fail(
        new Failure({
          code: "usage",
          summary: `${flag} ${value} is out of range.`,
          where: {},
          next: `give a number from ${minimum} to ${maximum}.`
        })
      )

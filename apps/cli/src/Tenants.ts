/**
 * A command over several tenants: which ones, side by side, and what all their outcomes come to.
 */
import type { Config, TenantConfig } from "@rollcall/config"
import { Effect, type Result } from "effect"
import { Argument, Flag } from "effect/cli"
import { exitCodes, Failure, type FailureCode } from "./Failure.ts"

/** `[TENANT…] [--all]`. */
export const tenantArguments = {
  names: Argument.String("TENANT").pipe(
    Argument.withDescription("Tenants by id; none means the only one that is configured"),
    Argument.variadic()
  ),
  all: Flag.Boolean("all").pipe(Flag.withDefault(false), Flag.withDescription("Every tenant of the configuration"))
}

/** `--quiet` of whatever collects. */
export const quietFlag = Flag.Boolean("quiet").pipe(
  Flag.withDefault(false),
  Flag.withDescription("Show no progress; what went wrong is told all the same")
)

/** The tenants that a command line names; an unknown or missing name, or one beside `--all`, is a usage failure that lists the known ones. */
export const chosenTenants = (
  config: Config,
  chosen: { readonly names: ReadonlyArray<string>; readonly all: boolean }
): Effect.Effect<ReadonlyArray<TenantConfig>, Failure> => {
  const known = config.tenants.map(({ id }) => id).join(", ")
  const unknown = chosen.names.filter((name) => !config.tenants.some(({ id }) => id === name))
  if (unknown.length > 0) {
    return usage(`there is no tenant ${unknown.join(", ")}.`, config, `name one of: ${known}.`)
  }
  if (chosen.all && chosen.names.length > 0) {
    return usage(`--all and names (${chosen.names.join(", ")}) exclude each other.`, config, "say one or the other.")
  }
  if (chosen.all || (chosen.names.length === 0 && config.tenants.length === 1)) return Effect.succeed(config.tenants)
  if (chosen.names.length === 0) {
    return usage(
      "several tenants are configured and none was named.",
      config,
      `name one or more of ${known}, or say --all.`
    )
  }
  return Effect.succeed(config.tenants.filter(({ id }) => chosen.names.includes(id)))
}

/** One tenant's part of a command. */
export interface TenantOutcome<A> {
  readonly tenant: string
  readonly result: Result.Result<A, Failure>
}

/** Does something for each tenant, `concurrency` at once; one tenant's failure stops no other. */
export const forEachTenant = <Tenant extends TenantConfig, A, R>(
  tenants: ReadonlyArray<Tenant>,
  concurrency: number,
  run: (tenant: Tenant) => Effect.Effect<A, Failure, R>
): Effect.Effect<ReadonlyArray<TenantOutcome<A>>, never, R> =>
  Effect.forEach(
    tenants,
    (tenant) => Effect.map(Effect.result(run(tenant)), (result) => ({ tenant: tenant.id, result })),
    { concurrency }
  )

/**
 * The exit code of all outcomes together: one tenant's own, the common one, 3 if only some failed.
 *
 * **Source** design/product.md, "Exit codes".
 */
export function exitCodeOf(codes: ReadonlyArray<FailureCode | null>): number {
  const failed = codes
    .filter((code) => code !== null && code !== "fail-on")
    .map((code) => (code === null ? 0 : exitCodes[code]))
  if (failed.length === 0) return codes.includes("fail-on") ? exitCodes["fail-on"] : 0
  if (failed.length < codes.length) return exitCodes["some-tenants-failed"]
  return failed.every((code) => code === failed[0]) ? (failed[0] ?? exitCodes.failed) : exitCodes.failed
}

const usage = (summary: string, config: Config, next: string) =>
  Effect.fail(new Failure({ code: "usage", summary, where: { file: config.file }, next }))

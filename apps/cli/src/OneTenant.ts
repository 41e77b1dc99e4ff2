/**
 * The one tenant that a command works with.
 */
import type { Config, TenantConfig } from "@rollcall/config"
import { Effect, Option } from "effect"
import { Failure } from "./Failure.ts"

/** The tenant that is named, or the only one; whoever names none of several is told their names. */
export const oneTenant = (config: Config, wanted: Option.Option<string>): Effect.Effect<TenantConfig, Failure> =>
  chosen(config, wanted, config.tenants)

/** The same among those that have a source, with the source's part of the configuration. */
export const tenantWith = Effect.fnUntraced(function* <Source extends "push" | "banyan">(
  source: Source,
  config: Config,
  wanted: Option.Option<string>
) {
  const candidates = config.tenants.filter((each) => each[source] !== null)
  const tenant = yield* chosen(config, wanted, candidates)
  const part = tenant[source]
  if (part !== null) return { tenant, part }
  const first = `give a tenant a \`${source}\` part first.`
  return yield* usage(
    config,
    `${tenant.id} has no source ${source}.`,
    candidates.length === 0 ? first : sayTenant(candidates)
  )
})

function chosen(config: Config, wanted: Option.Option<string>, candidates: ReadonlyArray<TenantConfig>) {
  const { tenants } = config
  const tenant = Option.match(wanted, {
    onNone: () => (tenants.length === 1 ? tenants[0] : undefined),
    onSome: (id) => tenants.find((each) => each.id === id)
  })
  if (tenant !== undefined) return Effect.succeed(tenant)
  const summary = Option.match(wanted, {
    onNone: () => "several tenants are configured and none was named.",
    onSome: (id) => `there is no tenant ${id}.`
  })
  return usage(config, summary, sayTenant(candidates.length === 0 ? tenants : candidates))
}

const sayTenant = (candidates: ReadonlyArray<TenantConfig>): string =>
  `say --tenant with one of: ${candidates.map(({ id }) => id).join(", ")}.`

const usage = (config: Config, summary: string, next: string) =>
  Effect.fail(new Failure({ code: "usage", summary, where: { file: config.file }, next }))

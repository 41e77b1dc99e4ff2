/**
 * What one tenant needs: its secrets, its sources, and a clock that agrees with theirs.
 */
import type { BanyanConfig, PushConfig, TenantConfig } from "@rollcall/config"
import type { Source } from "@rollcall/model"
import type { PushClientShape } from "@rollcall/push"
import { RequestLimits, type SourceError } from "@rollcall/transport"
import { Clock, Effect, Option, Ref, Stream } from "effect"
import * as HttpClient from "effect/http/HttpClient"
import { broken, doubtful, type Finding, fine } from "./Checkup.ts"
import type { Failure } from "./Failure.ts"
import { sourceFailure } from "./failures.ts"
import { durationText } from "./TenantProgress.ts"
import { banyanClientOf, pushClientOf, secretPlace } from "./Wiring.ts"

/** Somebody waits for the answer: a source gets less time than in a collection. */
const patience = { triesMax: 3, readMs: 30_000, throttledMs: 30_000 }

/** Looks at a tenant's sources, one after the other. */
export const tenantCheckup = Effect.fn("cli.tenantCheckup")(function* (tenant: TenantConfig) {
  const { push, banyan } = tenant
  const findings = [
    ...(push === null ? [] : yield* sourceCheckup(tenant, "push", pushExamination(tenant.id, push))),
    ...(banyan === null ? [] : yield* sourceCheckup(tenant, "banyan", banyanExamination(tenant.id, banyan)))
  ]
  return findings
})

/** What one record of a source tells. */
interface Taste {
  readonly records: ReadonlyArray<unknown>
  readonly refusals: ReadonlyArray<{ readonly reason: string }>
}

/** Reads the secret, then gives what reads one record with it. */
const pushExamination = Effect.fnUntraced(function* (tenant: string, push: PushConfig) {
  const make = yield* pushClientOf(tenant, push)
  return Effect.flatMap(make, (client) => onePushRecord(client))
})

const onePushRecord = (client: PushClientShape): Effect.Effect<Taste, SourceError> =>
  client.employees.list(undefined, undefined, 1).pipe(Effect.catchTag("ArgumentError", Effect.die))

const banyanExamination = Effect.fnUntraced(function* (tenant: string, banyan: BanyanConfig) {
  const make = yield* banyanClientOf(tenant, banyan, { pageSize: 1 })
  return Effect.flatMap(make, ({ devices }) =>
    Effect.map(Stream.runHead(devices.pages()), (page): Taste =>
      Option.getOrElse(page, () => ({ records: [], refusals: [] }))
    )
  )
})

const sourceCheckup = Effect.fnUntraced(function* <R1, R2>(
  tenant: TenantConfig,
  source: Source,
  examination: Effect.Effect<Effect.Effect<Taste, SourceError, R2>, Failure, R1>
) {
  const place = secretPlace(tenant, source)
  const prepared = yield* Effect.result(examination)
  if (prepared._tag === "Failure") return [broken({ subject: "secret", source }, prepared.failure)]
  const skew = yield* Ref.make<number | null>(null)
  const limits = yield* RequestLimits
  const answer = yield* prepared.success.pipe(
    Effect.updateService(HttpClient.HttpClient, watchClock(skew)),
    Effect.provideService(RequestLimits, Object.assign({}, limits, patience)),
    Effect.result
  )
  const api = { subject: "api", source } as const
  return [
    fine({ subject: "secret", source }, `${place} can be read`),
    answer._tag === "Failure"
      ? broken(api, sourceFailure(answer.failure, tenant.id, place))
      : tasted(api, tenant, answer.success),
    ...clockFindings(source, yield* Ref.get(skew))
  ]
})

function tasted(about: { readonly subject: "api"; readonly source: Source }, tenant: TenantConfig, taste: Taste) {
  const [refusal] = taste.refusals
  const said = `${tenant[about.source]?.baseUrl ?? about.source} answers`
  if (refusal !== undefined) {
    const next = "the source may have changed: collect, and read in the snapshot's readings (--json) what is refused."
    return doubtful(about, `${said}, but its first record cannot be understood: ${refusal.reason}`, next)
  }
  return fine(about, taste.records.length === 0 ? `${said} and has no record` : said)
}

/** Notes by how many milliseconds the source's clock is ahead of ours, from the time in its last answer. */
const watchClock = (skew: Ref.Ref<number | null>) =>
  HttpClient.tap(
    Effect.fnUntraced(function* ({ headers }) {
      const theirs = Date.parse(headers["date"] ?? "")
      if (Number.isNaN(theirs)) return
      // The header has whole seconds: the true time is half a second later on average.
      yield* Ref.set(skew, theirs + 500 - (yield* Clock.currentTimeMillis))
    })
  )

/** A minute: what is older or younger by less is told by no check. */
const skewMsMax = 60_000

function clockFindings(source: Source, skewMs: number | null): ReadonlyArray<Finding> {
  const about = { subject: "clock", source } as const
  if (skewMs === null) return []
  const size = durationText(Math.abs(skewMs))
  if (Math.abs(skewMs) <= skewMsMax) return [fine(about, "this machine's clock and the source's agree within a minute")]
  const side = skewMs > 0 ? "behind" : "ahead of"
  return [
    doubtful(
      about,
      `this machine's clock is ${size} ${side} the source's`,
      "set the clock, best by NTP: ages, periods and expiries are judged by it."
    )
  ]
}

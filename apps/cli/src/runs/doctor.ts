import type { Config, TenantConfig } from "@rollcall/config"
import { Effect } from "effect"
import { broken, type Finding, fine } from "../Checkup.ts"
import { type Check, type DoctorDocument, worstOf } from "../DoctorDocument.ts"
import { exitWith } from "../Exit.ts"
import { exitCodes, type Failure, type FailureCode } from "../Failure.ts"
import { reportsCheckup, storeCheckup } from "../HouseCheckup.ts"
import { print } from "../Output.ts"
import { trimmingsCheckup } from "../ReportCheckup.ts"
import { terminalText } from "../Table.ts"
import { chosenTenants, exitCodeOf } from "../Tenants.ts"
import { tenantCheckup } from "../TenantCheckup.ts"
import { configuration } from "../StoreWiring.ts"
import { httpLayer } from "../Wiring.ts"

interface TenantFindings {
  readonly tenant: string
  readonly findings: ReadonlyArray<Finding>
}

export const run = Effect.fn("cli.doctor")(function* (input: { readonly names: ReadonlyArray<string> }) {
  const config = yield* Effect.result(configuration)
  if (config._tag === "Failure") return yield* tell([broken(configSubject, config.failure)], [])
  const tenants = yield* chosenTenants(config.success, { names: input.names, all: input.names.length === 0 })
  const house = [
    fine(configSubject, configText(config.success)),
    yield* storeCheckup(config.success),
    yield* reportsCheckup(config.success),
    ...(yield* trimmingsCheckup({ signingKey: config.success.signingKey, logo: config.success.theme.logo }))
  ]
  const findings = yield* Effect.forEach(tenants, (tenant) => findingsOf(tenant, config.success), {
    concurrency: config.success.concurrency
  }).pipe(Effect.provide(httpLayer))
  yield* tell(house, findings)
})

/** What a tenant has in common with all others is looked at once, above. */
const findingsOf = Effect.fnUntraced(function* (tenant: TenantConfig, { signingKey }: Config) {
  const { logo } = tenant.theme
  const own = {
    signingKey: tenant.signingKey === signingKey ? null : tenant.signingKey,
    logo: logo?.isOwn === true ? logo : null
  }
  const findings: TenantFindings = {
    tenant: tenant.id,
    findings: [...(yield* trimmingsCheckup(own, tenant.id)), ...(yield* tenantCheckup(tenant))]
  }
  return findings
})

const configSubject = { subject: "config", source: null } as const

const configText = ({ file, tenants }: Config): string =>
  `${file} has ${tenants.length === 1 ? "1 tenant" : `${tenants.length} tenants`}`

const tell = Effect.fnUntraced(function* (house: ReadonlyArray<Finding>, tenants: ReadonlyArray<TenantFindings>) {
  const document = documentOf(house, tenants)
  yield* print(
    () => JSON.stringify(document, null, 2),
    () => [
      ...document.checks.flatMap((check) => checkLines(null, check)),
      ...document.tenants.flatMap(({ tenant, checks }) => checks.flatMap((check) => checkLines(tenant, check)))
    ]
  )
  yield* exitWith(exitCodeFor(house, tenants))
})

function documentOf(house: ReadonlyArray<Finding>, tenants: ReadonlyArray<TenantFindings>): DoctorDocument {
  const checks = house.map(({ check }) => check)
  const parts = tenants.map(({ tenant, findings }) => ({
    tenant,
    outcome: worstOf(findings.map(({ check }) => check.outcome)),
    checks: findings.map(({ check }) => check)
  }))
  const outcome = worstOf([...checks, ...parts].map((each) => each.outcome))
  return { schemaVersion: 1, outcome, checks, tenants: parts }
}

function checkLines(tenant: string | null, { outcome, subject, source, detail, next, error }: Check) {
  const about = [tenant, [source, subject].filter((part) => part !== null).join(" ")].filter((part) => part !== null)
  const { file, line } = error?.where ?? {}
  const place = file === undefined ? "" : `${file}${line === undefined ? "" : `:${line}`}: `
  const said = `${outcome.padEnd(widest)}  ${about.join(" · ")}: ${place}${detail}`
  const lines = [said, ...(next === null ? [] : [`${" ".repeat(widest)}  Next: ${next}`])]
  return lines.flatMap((each) => each.split("\n")).map(terminalText)
}

const widest = "warning".length

/**
 * What fails for all tenants fails for each of them; then the rule for commands over several tenants holds.
 *
 * **Details** A tenant whose one source refused and whose other is out of reach is out of reach, as in a collection.
 */
function exitCodeFor(house: ReadonlyArray<Finding>, tenants: ReadonlyArray<TenantFindings>): number {
  const shared = codeOf(house)
  if (tenants.length === 0) return shared === null ? 0 : exitCodes[shared]
  return exitCodeOf(tenants.map(({ findings }) => codeOf(findings) ?? shared))
}

function codeOf(findings: ReadonlyArray<Finding>): FailureCode | null {
  const failures = findings.flatMap(({ failure }): ReadonlyArray<Failure> => (failure === null ? [] : [failure]))
  const first = failures.find(({ code }) => code !== "refused") ?? failures[0]
  return first?.code ?? null
}

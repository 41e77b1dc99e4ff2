/**
 * Rollcall's configuration: the text of `rollcall.yaml` to typed values with every default filled in.
 *
 * Secrets stay references (see `Secret.ts`); a configuration can be printed.
 */
import {
  addressRules,
  asciiDomain,
  defaultParameters,
  type EmailRules,
  type Parameters,
  type PostureException
} from "@rollcall/model"
import { Effect, Redacted, Result, Schema } from "effect"
import { dirname, resolve } from "node:path"
import { type ConfigDocument, type KeyPath, readDocument } from "./ConfigDocument.ts"
import { ConfigError, type ConfigProblem } from "./ConfigError.ts"
import { lightened } from "./contrast.ts"
import { problemsOf } from "./problems.ts"
import { brokenRules, finalDomain } from "./rules.ts"
import {
  type ScheduleStructure,
  type SecretStructure,
  Structure,
  type TenantStructure,
  type ThemeStructure
} from "./structure.ts"

/** A line of the configuration file. */
export interface Where {
  readonly file: string
  readonly line: number
}

/** Where a secret is kept; `file` is absolute. */
export type SecretRef = (
  | { readonly env: string }
  | { readonly file: string }
  | { readonly command: readonly [string, ...ReadonlyArray<string>] }
) & { readonly where: Where }

export interface PushConfig {
  readonly baseUrl: string
  readonly apiKey: SecretRef
  readonly rateLimit: { readonly requestsPerSecond: number; readonly burst: number }
}

export interface BanyanConfig {
  readonly baseUrl: string
  readonly auth: { readonly token: SecretRef } | { readonly refreshToken: SecretRef }
}

/** How reports look; what is `null` is Rollcall's own. */
export interface ThemeConfig {
  /** A PNG file by its absolute path, where it is named, and whether that is in the tenant's own theme. */
  readonly logo: { readonly file: string; readonly where: Where; readonly isOwn: boolean } | null
  /** Each `#rrggbb` in lower case; one can be read on white, the other on a dark screen. */
  readonly accent: { readonly light: string; readonly dark: string } | null
  readonly coverText: string | null
  readonly provider: string | null
}

/** A day and a time of each month in a tenant's time zone, from which on its run may start. */
export interface MonthlySchedule {
  /** 1 to 28. */
  readonly day: number
  readonly hour: number
  readonly minute: number
  /** How far the starts of all tenants are spread, at most a day. */
  readonly spreadMinutes: number
}

/** One organisation, as configured. */
export interface TenantConfig {
  readonly id: string
  readonly name: string
  readonly timezone: string
  /** Of its reports, where nothing else is asked for. */
  readonly language: "en" | "de"
  /** In ASCII and lower case; `null` if none is configured. */
  readonly domains: ReadonlyArray<string> | null
  readonly push: PushConfig | null
  readonly banyan: BanyanConfig | null
  readonly email: EmailRules
  readonly parameters: Parameters
  readonly exceptions: ReadonlyArray<PostureException>
  /** Where in the file each of the exceptions stands, in their order. */
  readonly exceptionLines: ReadonlyArray<number>
  /** When it is collected and reported on by itself: its own, or everyone's; `null` if never. */
  readonly schedule: MonthlySchedule | null
  /** The private key that its reports are signed with: its own, or everyone's; `null` if they are not signed. */
  readonly signingKey: SecretRef | null
  /** Its own theme, completed from everyone's. */
  readonly theme: ThemeConfig
}

/** Where snapshots are kept: a file, by its absolute path, or the address of a server, which may hold a password. */
export type StoreConfig = { readonly sqlite: string } | { readonly postgres: Redacted.Redacted }

export interface Config {
  /** Absolute path of the file it was read from. */
  readonly file: string
  readonly store: StoreConfig
  /** The folder of reports by its absolute path; `null` if the store keeps them. */
  readonly reports: string | null
  /** Tenants collected at once. */
  readonly concurrency: number
  /** The private key for what is of no tenant alone; `null` if that is not signed. */
  readonly signingKey: SecretRef | null
  readonly theme: ThemeConfig
  readonly tenants: ReadonlyArray<TenantConfig>
}

/** Where a configuration is read: relative paths start at its file's folder. */
export interface ConfigPlace {
  readonly file: string
  /** Folder of the default store. */
  readonly dataFolder: string
}

/**
 * Reads the text of a configuration.
 *
 * **Errors** `ConfigError` with every problem found, each with its line and what to do next.
 *
 * **Source** design/product.md, "Configuration".
 */
export const parseConfig = (text: string, at: ConfigPlace): Effect.Effect<Config, ConfigError> => {
  const document = readDocument(text)
  const structure = document.value === undefined ? null : decode(document.value)
  const problems = [
    ...document.problems,
    ...(structure === null ? [] : brokenRules(document)),
    ...(structure !== null && Result.isFailure(structure) ? problemsOf(structure.failure.issue, document) : [])
  ].toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0))
  if (isNonEmpty(problems)) return Effect.fail(new ConfigError({ file: at.file, problems: firstOf(problems) }))
  if (structure === null || Result.isFailure(structure))
    return Effect.die(new Error("A configuration failed without a problem"))
  return Effect.succeed(resolveConfig(structure.success, document, at))
}

/** Whoever has more of them corrects one and finds many gone. */
const problemsMax = 100

type Problems = readonly [ConfigProblem, ...Array<ConfigProblem>]

function firstOf(problems: Problems): Problems {
  const rest = problems.length - problemsMax
  if (rest <= 0) return problems
  const [first, ...others] = problems
  const more = { line: null, message: `${rest} more problems are not listed`, next: "Correct these first." }
  return [first, ...others.slice(0, problemsMax - 1), more]
}

const decode = Schema.decodeUnknownResult(Structure, { errors: "all", onExcessProperty: "error" })

const isNonEmpty = (all: ReadonlyArray<ConfigProblem>): all is Problems => all.length > 0

function resolveConfig(structure: Structure, document: ConfigDocument, at: ConfigPlace): Config {
  const folder = dirname(resolve(at.file))
  const secret = (reference: SecretStructure, path: KeyPath): SecretRef => ({
    ...("file" in reference ? { file: resolve(folder, reference.file) } : reference),
    where: { file: at.file, line: document.lineOf(path) }
  })
  const theme: ResolveTheme = (written, path, otherwise) => ({
    logo:
      written?.logo === undefined
        ? otherwise.logo
        : {
            file: resolve(folder, written.logo),
            where: { file: at.file, line: document.lineOf([...path, "logo"]) },
            isOwn: path[0] === "tenants"
          },
    accent: written?.accent === undefined ? otherwise.accent : accentOf(written.accent, written.accentDark),
    coverText: written?.coverText ?? otherwise.coverText,
    provider: written?.provider ?? otherwise.provider
  })
  const forAll: ForAll = {
    schedule: resolveSchedule(structure.schedule, null),
    signingKey: structure.signing === undefined ? null : secret(structure.signing.key, ["signing", "key"]),
    theme: theme(structure.theme, ["theme"], plainTheme)
  }
  return {
    file: resolve(at.file),
    store: resolveStore(structure.store, folder, at),
    reports: structure.reports === "store" ? null : resolve(folder, structure.reports ?? "reports"),
    concurrency: structure.concurrency ?? 8,
    signingKey: forAll.signingKey,
    theme: forAll.theme,
    tenants: Object.entries(structure.tenants).map(([id, tenant]) =>
      resolveTenant(id, tenant, { lineOf: document.lineOf, secret, theme, forAll })
    )
  }
}

const plainTheme: ThemeConfig = { logo: null, accent: null, coverText: null, provider: null }

const accentOf = (light: string, dark: string | undefined): ThemeConfig["accent"] => ({
  light: light.toLowerCase(),
  dark: dark?.toLowerCase() ?? lightened(light)
})

function resolveStore(store: string | undefined, folder: string, at: ConfigPlace): StoreConfig {
  if (store === undefined) return { sqlite: resolve(at.dataFolder, "rollcall.db") }
  return store.startsWith("sqlite:")
    ? { sqlite: resolve(folder, store.slice("sqlite:".length)) }
    : { postgres: Redacted.make(store) }
}

function resolveSchedule(
  written: ScheduleStructure | undefined,
  otherwise: MonthlySchedule | null
): MonthlySchedule | null {
  if (written === undefined) return otherwise
  if (written === "none") return null
  const { day, at, spread } = written.monthly
  return { day, hour: Number(at.slice(0, 2)), minute: Number(at.slice(3)), spreadMinutes: spread ?? 60 }
}

type ResolveSecret = (reference: SecretStructure, path: KeyPath) => SecretRef

/** `otherwise` has what is not written. */
type ResolveTheme = (written: ThemeStructure | undefined, path: KeyPath, otherwise: ThemeConfig) => ThemeConfig

/** What holds for a tenant that has nothing of its own. */
type ForAll = Pick<TenantConfig, "schedule" | "signingKey" | "theme">

interface TenantContext {
  readonly lineOf: ConfigDocument["lineOf"]
  readonly secret: ResolveSecret
  readonly theme: ResolveTheme
  readonly forAll: ForAll
}

function resolveTenant(
  id: string,
  tenant: TenantStructure,
  { lineOf, secret, theme, forAll }: TenantContext
): TenantConfig {
  const { push, banyan } = tenant
  return {
    id,
    name: tenant.name ?? id,
    timezone: tenant.timezone ?? "UTC",
    language: tenant.language ?? "en",
    domains: tenant.domains?.map(asciiDomain) ?? null,
    push:
      push === undefined
        ? null
        : {
            baseUrl: withoutFinalSlash(push.baseUrl ?? "https://api.pushsecurity.com"),
            apiKey: secret(push.apiKey, ["tenants", id, "push", "apiKey"]),
            // Source: contracts/push.md, section 1.
            rateLimit: push.rateLimit ?? { requestsPerSecond: 10, burst: 10 }
          },
    banyan: banyan === undefined ? null : resolveBanyan(banyan, ["tenants", id, "banyan"], secret),
    email: resolveEmail(tenant),
    parameters: tenant.parameters ?? defaultParameters,
    exceptions: tenant.exceptions ?? [],
    exceptionLines: tenant.exceptions?.map((_, index) => lineOf(["tenants", id, "exceptions", index])) ?? [],
    schedule: resolveSchedule(tenant.schedule, forAll.schedule),
    signingKey:
      tenant.signing === undefined ? forAll.signingKey : secret(tenant.signing.key, ["tenants", id, "signing", "key"]),
    theme: theme(tenant.theme, ["tenants", id, "theme"], forAll.theme)
  }
}

function resolveBanyan(
  banyan: NonNullable<TenantStructure["banyan"]>,
  path: ReadonlyArray<string>,
  secret: ResolveSecret
): BanyanConfig | null {
  const baseUrl = withoutFinalSlash(banyan.baseUrl ?? "https://net.banyanops.com/api")
  if (banyan.token !== undefined) return { baseUrl, auth: { token: secret(banyan.token, [...path, "token"]) } }
  if (banyan.refreshToken === undefined) return null
  return { baseUrl, auth: { refreshToken: secret(banyan.refreshToken, [...path, "refreshToken"]) } }
}

function resolveEmail({ email, parameters }: TenantStructure): EmailRules {
  const rules: EmailRules = {
    aliases: resolveAliases(email?.aliases ?? {}),
    ignorePlusTag: email?.ignorePlusTag ?? false
  }
  return parameters?.aliases === undefined ? rules : addressRules(rules, parameters.aliases)
}

/** Every alias with the end of its chain, as the join follows one step only. */
function resolveAliases(written: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const targets = new Map(Object.entries(written).map(([domain, target]) => [asciiDomain(domain), asciiDomain(target)]))
  return Object.fromEntries([...targets].map(([domain, target]) => [domain, finalDomain(domain, targets) ?? target]))
}

const withoutFinalSlash = (url: string): string => url.replace(/\/+$/, "")

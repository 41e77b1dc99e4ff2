/**
 * The structure of `rollcall.yaml` as one schema, from which its JSON Schema comes too.
 *
 * Filters carry their own `next`, the third part of an error message. Rules that need several keys are in `rules.ts`.
 */
import { asciiDomain, isTimezone, Parameters, PostureException, TenantId } from "@rollcall/model"
import { Schema } from "effect"

const field = <S extends Schema.Top>(schema: S, description: string) =>
  Schema.optionalKey(schema.annotate({ description }))

/** A domain, in any letter case and script. */
const Domain = Schema.String.check(
  Schema.makeFilter((text: string) => /^[a-z0-9_-]+(\.[a-z0-9_-]+)*$/.test(asciiDomain(text)), {
    message: "must be a domain",
    next: "Write the part behind the @, such as acme.example."
  })
)

const baseUrl = (standard: string) =>
  Schema.optionalKey(
    Schema.String.annotate({ description: `Default: ${standard}` }).check(
      Schema.makeFilter(isPlainUrl, {
        message: "must be an address without user name, query or fragment",
        next: "Write it like https://api.pushsecurity.com."
      }).abort(),
      Schema.makeFilter(isProtected, {
        message: "must be https",
        next: "Begin it with https://; plain http is taken for 127.0.0.0/8, localhost and [::1] only."
      }),
      Schema.makeFilter((text: string) => !/\/v\d+\/*$/.test(text), {
        message: "must end before the version",
        next: "Remove /v1 or /v2 from the end: each request adds its own."
      })
    )
  )

const Colour = Schema.String.check(
  Schema.isPattern(/^#[0-9a-f]{6}$/iu, {
    message: "must be a colour like #1e3a5f",
    next: "Write # and six hexadecimal digits, in quotes: a bare # begins a comment."
  })
)

const ShortText = Schema.NonEmptyString.check(Schema.isMaxLength(200))

const secretHelp = {
  message: "must say where the secret is kept, never hold it",
  next: "Write one of { env: NAME }, { file: PATH } and { command: [PROGRAM, ARGUMENT] }."
}

/** Where a secret is kept. */
const Secret = Schema.Union([
  Schema.Struct({ env: Schema.String.check(Schema.isPattern(/^[A-Za-z_][A-Za-z0-9_]*$/u)) }),
  Schema.Struct({ file: Schema.NonEmptyString }),
  Schema.Struct({ command: Schema.TupleWithRest(Schema.Tuple([Schema.NonEmptyString]), [Schema.String]) })
]).annotate(secretHelp)

/** With what a report's manifest is signed. */
const Signing = Schema.Struct({
  key: Secret.annotate({ ...secretHelp, description: "An Ed25519 private key in PEM (PKCS#8)" })
})

/** How reports look; whether a colour can be read is looked at in `rules.ts`. */
const Theme = Schema.Struct({
  logo: field(
    Schema.String.check(
      Schema.isPattern(/\.png$/iu, {
        message: "must be a PNG file",
        next: "Save the logo as PNG, 8 bits a channel and not interlaced."
      })
    ),
    "A PNG file, shown on the first page"
  ),
  accent: field(Colour, "Colour of titles, rules and lines on white; default #1e3a5f"),
  accentDark: field(Colour, "The same on a dark screen; default: accent, made light enough"),
  coverText: field(ShortText, "A line below the period on the first page"),
  provider: field(ShortText, "Who prepared the reports")
})

/** Each month on the same day, in the tenant's time zone. */
const Monthly = Schema.Struct({
  day: Schema.Int.check(Schema.isBetween({ minimum: 1, maximum: 28 })).annotate({
    description: "Day of the month, 1 to 28: every month has it"
  }),
  at: Schema.String.check(
    Schema.isPattern(/^([01]\d|2[0-3]):[0-5]\d$/u, {
      message: "must be a time of day such as 06:00",
      next: "Write hours and minutes with two digits each, from 00:00 to 23:59."
    })
  ).annotate({ description: "Local time in the tenant's time zone" }),
  spread: field(
    Schema.Int.check(Schema.isBetween({ minimum: 0, maximum: 1440 })),
    "Minutes over which the starts of all tenants are spread; default 60"
  )
})

/** When a tenant is collected and reported on by itself. */
const Schedule = Schema.Union([Schema.Literal("none"), Schema.Struct({ monthly: Monthly })]).annotate({
  message: "must be a block with monthly, or none",
  next: 'Write { monthly: { day: 1, at: "06:00" } }, or none where nothing shall run by itself.'
})

const RateLimit = Schema.Struct({
  requestsPerSecond: Schema.Finite.check(Schema.isBetween({ minimum: 0.1, maximum: 1000 })),
  burst: Schema.Int.check(Schema.isBetween({ minimum: 1, maximum: 1000 }))
})

const Push = Schema.Struct({
  baseUrl: baseUrl("https://api.pushsecurity.com"),
  apiKey: Secret,
  rateLimit: field(RateLimit, "Default: what the API documents, 10 a second and a burst of 10")
})

const Banyan = Schema.Struct({
  baseUrl: baseUrl("https://net.banyanops.com/api"),
  token: field(Secret, "An API key's secret"),
  refreshToken: field(Secret, "Exchanged for an access token at the start")
})

const Email = Schema.Struct({
  aliases: field(Schema.Record(Schema.String, Domain), "Domain to the domain that it stands for"),
  ignorePlusTag: field(Schema.Boolean, "Whether jane+news@x is jane@x; default false")
})

const Tenant = Schema.Struct({
  name: field(Schema.NonEmptyString, "For people; default: the id"),
  timezone: Schema.optionalKey(
    Schema.String.annotate({ description: "IANA name; default UTC" }).check(
      Schema.makeFilter(isTimezone, {
        message: "must be a time zone that is known here",
        next: "Write an IANA name such as Europe/Berlin or UTC."
      })
    )
  ),
  domains: field(Schema.Array(Domain), "The organisation's own email domains"),
  language: field(Schema.Literals(["en", "de"]), "Of its reports, unless --lang says otherwise; default en"),
  push: Schema.optionalKey(Push),
  banyan: Schema.optionalKey(Banyan),
  email: Schema.optionalKey(Email),
  parameters: field(Parameters, "Thresholds of the checks"),
  exceptions: field(Schema.Array(PostureException), "Approved, expiring waivers"),
  schedule: field(Schedule, "In place of the schedule of all tenants; none switches it off"),
  signing: field(Signing, "Signs this tenant's reports with a key of its own"),
  theme: field(Theme, "How this tenant's reports look, where they differ from the others")
})

/** `rollcall.yaml` as it is written. */
export const Structure = Schema.Struct({
  store: field(
    Schema.String.check(
      Schema.isPattern(/^(sqlite:.+|postgres(ql)?:\/\/.+)$/u, {
        message: "must be sqlite:PATH or postgres://…",
        next: "Write sqlite:./rollcall.db, or remove the line for the default in the data folder."
      }).abort(),
      Schema.makeFilter((text: string) => text.startsWith("sqlite:") || isServerAddress(text), {
        message: "must be an address like postgres://user:password@host/database",
        next: "Percent-encode what is special in user name and password: @ is %40, / is %2F, # is %23, ? is %3F."
      })
    ),
    "Where snapshots are kept; default: a SQLite file in the data folder"
  ),
  reports: field(
    Schema.NonEmptyString,
    "Folder for reports, or store to keep them in the store's database; default ./reports"
  ),
  concurrency: field(
    Schema.Int.check(Schema.isBetween({ minimum: 1, maximum: 64 })),
    "Tenants collected at once; default 8"
  ),
  schedule: field(Schedule, "When workers collect and report on each tenant; default none"),
  signing: field(Signing, "Signs the manifest of each report"),
  theme: field(Theme, "How reports look"),
  tenants: Schema.Record(TenantId, Tenant)
})
export type Structure = typeof Structure.Type
export type TenantStructure = typeof Tenant.Type
export type SecretStructure = typeof Secret.Type
export type ThemeStructure = typeof Theme.Type
export type ScheduleStructure = typeof Schedule.Type

/** JSON Schema of `rollcall.yaml`, for editors; made when it is asked for, as every start would pay for it. */
export function configJsonSchema(): Readonly<Record<string, unknown>> {
  const { definitions, schema } = Schema.toJsonSchemaDocument(Structure, { onExcessProperty: "error" })
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    title: "Rollcall configuration",
    ...schema,
    ...(Object.keys(definitions).length === 0 ? {} : { $defs: definitions })
  }
}

function isPlainUrl(text: string): boolean {
  const url = parseUrl(text)
  return url !== null && `${url.username}${url.password}${url.search}${url.hash}` === "" && url.hostname !== ""
}

/** A password that is not encoded would end the address early; what is left of it has its `@` in the wrong place. */
function isServerAddress(text: string): boolean {
  const url = parseUrl(text)
  return url !== null && url.hash === "" && !`${url.pathname}${url.search}`.includes("@")
}

function isProtected(text: string): boolean {
  const url = parseUrl(text)
  if (url === null) return false
  const isLoopback = /^(localhost|127(\.\d+){3}|\[::1\])$/.test(url.hostname)
  return url.protocol === "https:" || (url.protocol === "http:" && isLoopback)
}

const parseUrl = (text: string): URL | null => (URL.canParse(text) ? new URL(text) : null)

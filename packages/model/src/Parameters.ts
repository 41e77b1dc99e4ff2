/**
 * The thresholds that checks are judged with.
 *
 * **Source** guides/checks.md, "Parameters".
 */
import { findingTypes } from "@rollcall/push/schema"
import { Effect, Schema } from "effect"
import { addressRules, normaliseEmail } from "./Email.ts"
import { isDate } from "./Period.ts"

const days = (standard: number, description: string) =>
  Schema.Int.check(Schema.isBetween({ minimum: 1, maximum: 3650 }))
    .annotate({ description, default: standard })
    .pipe(Schema.withDecodingDefaultKey(Effect.succeed(standard)))

const share = (standard: number, description: string) =>
  Schema.Finite.check(Schema.isBetween({ minimum: 0, maximum: 1 }))
    .annotate({ description, default: standard })
    .pipe(Schema.withDecodingDefaultKey(Effect.succeed(standard)))

const names = (description: string) => Schema.optionalKey(Schema.Array(Schema.NonEmptyString).annotate({ description }))

const Address = Schema.NonEmptyString.check(
  Schema.makeFilter((text: string) => normaliseEmail(text) !== null, { message: "must be an email address" })
)

/** Whether each of these addresses leads to another one, and none back to where it began. */
function leadOn(written: Readonly<Record<string, string>>): boolean {
  const { addresses = {} } = addressRules({ aliases: {}, ignorePlusTag: false }, written)
  return Object.keys(written).every((alias) => Object.hasOwn(addresses, normaliseEmail(alias) ?? ""))
}

const date = Schema.String.check(Schema.makeFilter(isDate, { message: "must be a date such as 2026-12-31" }))

/** Least version by kind of browser, such as `CHROME: "131"`. */
const versions = (description: string) =>
  Schema.optionalKey(
    Schema.Record(
      Schema.String,
      Schema.String.check(Schema.isPattern(/^\d+(\.\d+)*$/u, { message: "must be a version such as 1.2.3, in quotes" }))
    ).annotate({ description })
  )

const findingDaysMax = Schema.Int.check(Schema.isBetween({ minimum: 1, maximum: 3650 }))

/** Days that an open finding may take, by its type; `others` stands for every type that is not named. */
export const standardFindingSla: Readonly<Record<string, number>> = {
  STOLEN_CREDENTIALS: 2,
  LEAKED_PASSWORD: 7,
  MFA_NOT_REGISTERED: 30,
  SHARED_ACCOUNT: 30,
  WEAK_PASSWORD: 30,
  REUSED_PASSWORD: 30,
  others: 90
}

/** What `findingSla` may name: the types that are known, the rest, and any newer type as the source spells it. */
const FindingSlaType = Schema.String.annotate({
  title: "type of finding",
  examples: [...findingTypes, "others"]
}).check(
  Schema.isPattern(/^([A-Z0-9_]+|others)$/u, {
    next: "Or a newer type as the source spells it, in capitals, digits and underscores."
  })
)

/** A tenant's parameters; what is left out has the default, and what has none leaves the checks that need it undecided. */
export const Parameters = Schema.Struct({
  dormantDays: days(45, "Days without use after which an account is dormant"),
  browserStaleDays: days(30, "Days without being online after which a browser is not active"),
  deviceDormantDays: days(90, "Days without login after which a device is not live"),
  telemetryStaleDays: days(30, "Days after which trust data of a device no longer decide"),
  graceDays: days(14, "Days for which new employees and accounts are left out of some populations"),
  reviewSlaDays: days(30, "Days that the review of an app may take"),
  findingSla: Schema.Record(FindingSlaType, findingDaysMax)
    .annotate({ description: "Days that an open finding may take, by type; others for the rest" })
    .pipe(Schema.withDecodingDefaultKey(Effect.succeed(standardFindingSla))),
  appReviewMinUsers: Schema.Int.check(Schema.isBetween({ minimum: 1, maximum: 1_000_000 }))
    .annotate({ description: "People on an app from which on it needs a sensitivity level", default: 1 })
    .pipe(Schema.withDecodingDefaultKey(Effect.succeed(1))),
  minTrustLevel: Schema.Literals(["AlwaysDeny", "Low", "Medium", "High"])
    .annotate({ description: "Least trust level of a device", default: "Medium" })
    .pipe(Schema.withDecodingDefaultKey(Effect.succeed("Medium" as const))),
  minJoinRate: share(0.85, "Least share of end users and of employees that the join must match"),
  maxUnknownRate: share(0.2, "Largest share of a check's population that may be not assessable"),
  approvedIdps: names("Identity providers, as the source names them, that logins may go through"),
  idpAppTypes: names("App types that are identity providers, such as OKTA"),
  idpIntegration: Schema.optionalKey(
    Schema.Boolean.annotate({ description: "Whether the source reads third-party grants from the identity provider" })
  ),
  minExtensionVersion: versions("Least version of the browser extension, by kind of browser"),
  minBrowserVersion: versions("Least version of the browser, by kind of browser"),
  privilegedRoles: names("Access roles that only reviewed people may hold"),
  privilegedApproved: Schema.optionalKey(
    Schema.Array(Schema.Struct({ address: Address, reviewer: Schema.NonEmptyString, reviewDate: date })).annotate({
      description: "Who may hold a privileged role, who confirmed it, and until which day that holds"
    })
  ),
  leavers: Schema.optionalKey(
    Schema.Array(Schema.Struct({ address: Address, lastDay: date })).annotate({
      description: "Who left, and when, from the personnel system"
    })
  ),
  aliases: Schema.optionalKey(
    Schema.Record(Schema.String, Address)
      .check(Schema.makeFilter(leadOn, { message: "must each lead from an email address to another, and none back" }))
      .annotate({ description: "Address to an address of the person whose it is, besides those that the source knows" })
  ),
  nonHuman: Schema.optionalKey(
    Schema.Array(Schema.Union([Schema.NonEmptyString, Schema.Struct({ pattern: Schema.NonEmptyString })])).annotate({
      description: "Addresses of service and test identities; { pattern: svc-*@acme.example } for several"
    })
  ),
  declaredDetections: names("Finding types that are switched on at the source")
})
export type Parameters = typeof Parameters.Type

/** The documented defaults. */
export const defaultParameters: Parameters = Schema.decodeUnknownSync(Parameters)({})

const equal = Schema.toEquivalence(Parameters)

/**
 * Whether outcomes under both may be compared.
 *
 * **Details** Who left and who was reviewed are dated facts, which change every month; everything else is a condition.
 */
export const areComparable = (a: Parameters, b: Parameters): boolean => equal(withoutFacts(a), withoutFacts(b))

const withoutFacts = ({ leavers: _leavers, privilegedApproved: _approved, ...conditions }: Parameters): Parameters =>
  conditions

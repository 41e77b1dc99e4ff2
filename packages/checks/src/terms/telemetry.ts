import type { ReasonCode } from "@rollcall/model"
import type { Basis } from "../Basis.ts"
import type { Device } from "../records.ts"
import { type Age, ageOf } from "./age.ts"

/** What a device last said about itself; factors are as they came, since there are millions of them. */
export interface Telemetry {
  readonly factors: ReadonlyArray<Readonly<Record<string, unknown>>>
  /** Whether they are spelt as in the newer block: `name` and `value`, not `Name` and `Value`. */
  readonly areFactorsNewer: boolean
  /** How long ago it told the factors. */
  readonly age: Age
  /** The trust level, as the source spells it. */
  readonly level: string | null | undefined
  /** How long ago the level was worked out. */
  readonly levelAge: Age
}

const noFactors: ReadonlyArray<never> = []

/** Read from the older trust block; factors and level each from the newer one where the older has none. */
export function telemetryOf({ TrustData, trust }: Device, basis: Basis): Telemetry {
  const olderAge = ageOf(TrustData?.UpdatedAt, basis)
  const olderFactors = TrustData?.Factors ?? noFactors
  const isLevelNewer = !TrustData?.Level && Boolean(trust?.level)
  const areFactorsNewer = olderFactors.length === 0 && trust !== null && trust !== undefined
  const newerAge = isLevelNewer || areFactorsNewer ? ageOf(trust?.last_evaluated?.last_evaluated_at, basis) : olderAge
  return {
    factors: areFactorsNewer ? (trust.factors ?? noFactors) : olderFactors,
    areFactorsNewer,
    age: areFactorsNewer ? newerAge : olderAge,
    level: isLevelNewer ? trust?.level : TrustData === null ? null : TrustData?.Level,
    levelAge: isLevelNewer ? newerAge : olderAge
  }
}

/**
 * What a device reports under a factor's name, or why that is unknown.
 *
 * **Details** False if any entry of that name says so, else true if any does.
 *
 * **Gotchas** A factor that is not there is not false: outside the device's profile it is not reported.
 */
export function factorOf(
  { age, factors, areFactorsNewer }: Telemetry,
  name: string,
  basis: Basis
): boolean | ReasonCode {
  if (factors.length === 0) return "factor_absent"
  if (typeof age === "string") return age
  if (age > basis.parameters.telemetryStaleDays) return "stale"
  let result: boolean | ReasonCode = "factor_absent"
  for (const each of factors) {
    if ((areFactorsNewer ? each["name"] : each["Name"]) !== name) continue
    const value = truthOf(areFactorsNewer ? each["value"] : each["Value"])
    if (value === false) return false
    if (value === true) result = true
  }
  return result
}

function truthOf(value: unknown): boolean | null {
  if (typeof value === "boolean") return value
  if (value === "true") return true
  if (typeof value !== "string") return null
  const text = value.trim().toLowerCase()
  return text === "true" ? true : text === "false" ? false : null
}

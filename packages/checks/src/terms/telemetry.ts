import type { ReasonCode } from "@rollcall/model"
import type { Basis } from "../Basis.ts"
import type { Device } from "../records.ts"
import { type Age, ageOf } from "./age.ts"

/** What a device last said about itself. */
export interface Telemetry {
  /** How long ago it did. */
  readonly age: Age
  /** The trust level, as the source spells it. */
  readonly level: string | null | undefined
  readonly factors: ReadonlyArray<Factor>
}

interface Factor {
  readonly name: string | null | undefined
  readonly value: string | boolean | null | undefined
}

const noFactors: ReadonlyArray<Factor> = []

/** Read from the older trust block; from the newer one what the older has not. */
export function telemetryOf({ TrustData, trust }: Device, basis: Basis): Telemetry {
  const level = TrustData?.Level || trust?.level
  const older = TrustData?.Factors
  if (older !== null && older !== undefined && older.length > 0) {
    const factors = older.map(({ Name, Value }) => ({ name: Name, value: Value }))
    return { age: ageOf(TrustData?.UpdatedAt, basis), level, factors }
  }
  const factors = (trust?.factors ?? noFactors).map(({ name, value }) => ({ name, value }))
  const at = trust === null || trust === undefined ? TrustData?.UpdatedAt : trust.last_evaluated?.last_evaluated_at
  return { age: ageOf(at, basis), level, factors }
}

/**
 * What a device reports under a factor's name, or why that is unknown.
 *
 * **Details** False if any entry of that name says so, else true if any does.
 *
 * **Gotchas** A factor that is not there is not false: outside the device's profile it is not reported.
 */
export function factorOf({ age, factors }: Telemetry, name: string, basis: Basis): boolean | ReasonCode {
  if (factors.length === 0) return "factor_absent"
  if (typeof age === "string") return age
  if (age > basis.parameters.telemetryStaleDays) return "stale"
  let result: boolean | ReasonCode = "factor_absent"
  for (const each of factors) {
    if (each.name !== name) continue
    const value = truthOf(each.value)
    if (value === false) return false
    if (value === true) result = true
  }
  return result
}

function truthOf(value: Factor["value"]): boolean | null {
  if (typeof value !== "string") return value ?? null
  const text = value.trim().toLowerCase()
  return text === "true" ? true : text === "false" ? false : null
}

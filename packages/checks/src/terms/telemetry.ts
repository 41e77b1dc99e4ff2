import type { ReasonCode } from "@rollcall/model"
import type { Basis } from "../Basis.ts"
import type { Device } from "../records.ts"
import { type Age, ageOf } from "./age.ts"

/** What a device last said about itself; factors are as they came, since there are millions of them. */
export interface Telemetry {
  readonly factors: NonNullable<NonNullable<Device["TrustData"]>["Factors"]>
  /** How long ago it told. */
  readonly age: Age
  /** The trust level, as the source spells it. */
  readonly level: string | null | undefined
}

const noFactors: ReadonlyArray<never> = []

/**
 * What `TrustData` tells.
 *
 * **Gotchas** The newer block, `trust`, may contradict it: to take one where the other lacks something would turn a fail
 * into a pass. Checks go by this one alone; reports show both.
 *
 * **Source** guides/checks.md, "Derived terms".
 */
export const telemetryOf = ({ TrustData }: Device, basis: Basis): Telemetry => ({
  factors: TrustData?.Factors ?? noFactors,
  age: ageOf(TrustData?.UpdatedAt, basis),
  level: TrustData === null ? null : TrustData?.Level
})

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
    if (each.Name !== name) continue
    const value = truthOf(each.Value)
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

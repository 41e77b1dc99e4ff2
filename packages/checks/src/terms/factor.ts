import type { ReasonCode } from "@rollcall/model"
import type { Basis } from "../Basis.ts"
import type { Device } from "../records.ts"
import { ageOf } from "./age.ts"

interface Observation {
  readonly name?: string | null | undefined
  readonly value?: string | boolean | null | undefined
}

interface Observations {
  readonly at: string | null | undefined
  readonly all: ReadonlyArray<Observation>
}

/**
 * What a device reports under a factor's name, or why that is unknown.
 *
 * **Details** False if any entry of that name says so, else true if any does. Read from the older trust block; from the
 * newer one where the older has no factors.
 *
 * **Gotchas** A factor that is not there is not false: outside the device's profile it is not reported.
 */
export function factorOf(device: Device, name: string, basis: Basis): boolean | ReasonCode {
  const { at, all } = observationsOf(device)
  if (all.length === 0) return "factor_absent"
  const age = ageOf(at, basis)
  if (typeof age === "string") return age
  if (age > basis.parameters.telemetryStaleDays) return "stale"
  const named = all.filter((each) => each.name === name)
  const values = new Set(named.map((each) => String(each.value).trim().toLowerCase()))
  if (values.has("false")) return false
  return values.has("true") ? true : "factor_absent"
}

function observationsOf({ TrustData, trust }: Device): Observations {
  const older = TrustData?.Factors
  if (older !== null && older !== undefined && older.length > 0) {
    return { at: TrustData?.UpdatedAt, all: older.map(({ Name, Value }) => ({ name: Name, value: Value })) }
  }
  return { at: trust?.last_evaluated?.last_evaluated_at, all: trust?.factors ?? [] }
}

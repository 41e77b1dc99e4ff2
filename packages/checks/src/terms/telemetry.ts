import type { ReasonCode } from "@rollcall/model"
import type { Basis } from "../Basis.ts"
import { ValueColumn } from "../columns.ts"
import type { Known } from "../logic.ts"
import type { Device } from "../records.ts"
import { type Age, ageOf, Ages } from "./age.ts"

/**
 * What devices last said about themselves, by position.
 *
 * **Gotchas** It is what `TrustData` tells. The newer block, `trust`, may contradict it: to take one where the other lacks
 * something would turn a fail into a pass. Checks go by this one alone; reports show both.
 *
 * **Source** guides/checks.md, "Derived terms".
 */
export class Telemetry {
  /** How long ago they told. */
  readonly age: Ages
  /** The trust level, as the source spells it. */
  readonly level: ValueColumn<string | null | undefined>
  readonly #factors: FactorLists
  readonly #staleDays: number

  constructor(devices: ReadonlyArray<Device>, basis: Basis) {
    const size = devices.length
    this.age = new Ages(size, (position) => ageOf(devices[position]?.TrustData?.UpdatedAt, basis))
    this.level = new ValueColumn(size)
    this.#factors = new FactorLists(size)
    this.#staleDays = basis.parameters.telemetryStaleDays
  }

  /** Takes down what a device tells; positions come in ascending order, each once. */
  put(position: number, { TrustData }: Device): void {
    this.level.put(position, TrustData === null ? null : TrustData?.Level)
    this.#factors.put(position, TrustData?.Factors ?? noFactors)
  }

  /**
   * What a device reports under a factor's name, or why that is unknown.
   *
   * **Details** False if any entry of that name says so, else true if any does.
   *
   * **Gotchas** A factor that is not there is not false: outside the device's profile it is not reported.
   */
  factorAt(position: number, name: string): boolean | ReasonCode {
    if (this.#factors.isEmpty(position)) return "factor_absent"
    const age: Age = this.age.at(position)
    if (typeof age === "string") return age
    if (age > this.#staleDays) return "stale"
    return this.#factors.at(position, name) ?? "factor_absent"
  }
}

type Factors = NonNullable<NonNullable<Device["TrustData"]>["Factors"]>

const noFactors: Factors = []

/** The factors of each device, one after the other, each a number: there are millions of them, and few names and values. */
class FactorLists {
  readonly #begins: Uint32Array
  readonly #factors: Array<number> = []
  readonly #names = new Map<string | null | undefined, number>()

  constructor(size: number) {
    this.#begins = new Uint32Array(size + 1)
  }

  put(position: number, factors: Factors): void {
    for (const { Name, Value } of factors) {
      const number = this.#names.get(Name) ?? this.#names.size
      this.#names.set(Name, number)
      this.#factors.push(number * values.length + values.indexOf(truthOf(Value)))
    }
    this.#begins[position + 1] = this.#factors.length
  }

  isEmpty(position: number): boolean {
    return this.#begins[position] === this.#begins[position + 1]
  }

  at(position: number, name: string): Known {
    const number = this.#names.get(name)
    if (number === undefined) return null
    let result: Known = null
    for (let place = this.#begins[position] ?? 0; place < (this.#begins[position + 1] ?? 0); place++) {
      const value = values[(this.#factors[place] ?? 0) - number * values.length]
      if (value === false) return false
      if (value === true) result = true
    }
    return result
  }
}

const values: ReadonlyArray<Known> = [null, false, true]

function truthOf(value: unknown): Known {
  if (typeof value === "boolean") return value
  if (value === "true") return true
  if (typeof value !== "string") return null
  const text = value.trim().toLowerCase()
  return text === "true" ? true : text === "false" ? false : null
}

import { ReasonCode } from "@rollcall/model"
import type { Basis } from "../Basis.ts"
import { gapOf } from "../judgement.ts"
import type { Known } from "../logic.ts"
import { epochMillis } from "./instant.ts"

/** Days between an instant and the snapshot, or why they are unknown. */
export type Age = number | ReasonCode

const millisPerDay = 86_400_000

/** A source's clock may run ahead of ours by this much. */
const skewMillisMax = 5 * 60_000

/**
 * How many days before the snapshot an instant was.
 *
 * **Gotchas** An instant more than five minutes later than the snapshot is no age: `clock_skew`.
 */
export function ageOf(timestamp: string | null | undefined, { asOfMs }: Basis): Age {
  if (timestamp === null || timestamp === undefined) return gapOf(timestamp)
  const atMs = epochMillis(timestamp)
  if (Number.isNaN(atMs)) return "unknown_value"
  return atMs - asOfMs > skewMillisMax ? "clock_skew" : (asOfMs - atMs) / millisPerDay
}

/** Whether an age is within a limit; exactly at the limit it is. */
export const isWithin = (age: Age, daysMax: number): Known => (typeof age === "number" ? age <= daysMax : null)

/** Below every age: ages end five minutes before zero. */
const reasonsFrom = -1

/** The ages of a list, by position: a number each, of which those from `reasonsFrom` on downwards stand for reasons. */
export class Ages {
  readonly #ageOf: (position: number) => Age
  /** Not a number where nobody has asked yet: to read a time costs more than most judgements. */
  readonly #days: Float64Array

  constructor(size: number, ageAt: (position: number) => Age) {
    this.#ageOf = ageAt
    this.#days = new Float64Array(size).fill(Number.NaN)
  }

  at(position: number): Age {
    const days = this.#days[position] ?? 0
    if (days > reasonsFrom) return days
    return Number.isNaN(days) ? this.#put(position) : (ReasonCode.literals[reasonsFrom - days] ?? "unknown_value")
  }

  #put(position: number): Age {
    const age = this.#ageOf(position)
    this.#days[position] = typeof age === "number" ? age : reasonsFrom - ReasonCode.literals.indexOf(age)
    return age
  }
}

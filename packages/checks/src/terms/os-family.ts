import type { ReasonCode } from "@rollcall/model"
import { gapOf } from "../judgement.ts"
import type { Known } from "../logic.ts"

/** Operating systems as far as checks tell them apart. */
export type OsFamily = "macos" | "windows" | "linux" | "chromeos" | "ios" | "android"

const families: ReadonlyArray<readonly [RegExp, OsFamily]> = [
  [/^(mac|darwin|os x)/u, "macos"],
  [/^win/u, "windows"],
  [/^linux/u, "linux"],
  [/^(chrome ?os|cros)/u, "chromeos"],
  [/^(ios|ipados)/u, "ios"],
  [/^android/u, "android"]
]

/** The family that a name such as `Darwin`, `CHROME_OS` or `macOS 10.15.4 (19E287)` stands for; `null` if none is known. */
export function osFamily(name: string): OsFamily | null {
  const text = name.trim().toLowerCase().replaceAll("_", " ")
  return families.find(([pattern]) => pattern.test(text))?.[1] ?? null
}

/** Whether a family is one of desktops and laptops. */
export const isDesktopFamily = (family: OsFamily | null): Known =>
  family === null ? null : family === "macos" || family === "windows" || family === "linux"

/** Why a name stands for no family that is known. */
export const gapOfFamily = (name: string | null | undefined): ReasonCode =>
  name ? "unknown_value" : gapOf(name === undefined ? undefined : null)

/** Tells families and remembers them: many devices and browsers have few operating systems. */
export function familiesByName(): (name: string) => OsFamily | null {
  const known = new Map<string, OsFamily | null>()
  return (name) => {
    const before = known.get(name)
    if (before !== undefined) return before
    const family = osFamily(name)
    known.set(name, family)
    return family
  }
}

import type { Known } from "../logic.ts"

/** Whether a version is at least another, part by part as numbers, a part that is not there being 0; `null` if one is none. */
export function isAtLeast(version: string, floor: string): Known {
  const [parts, least] = [partsOf(version), partsOf(floor)]
  if (parts === null || least === null) return null
  for (let place = 0; place < Math.max(parts.length, least.length); place++) {
    const [part, other] = [parts[place] ?? 0n, least[place] ?? 0n]
    if (part !== other) return part > other
  }
  return true
}

/** Whole, however many digits a build number has. */
const partsOf = (version: string): ReadonlyArray<bigint> | null =>
  /^\d+(\.\d+)*$/.test(version) ? version.split(".").map(BigInt) : null

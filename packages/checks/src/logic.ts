/**
 * Three-valued logic: `null` is *unknown* and is never taken for `false`.
 *
 * **Source** guides/checks.md, "Three-valued logic".
 */

/** True, false or unknown. */
export type Known = boolean | null

/** False if any part is, else unknown if any part is. */
export function and(a: Known, b: Known, c: Known = true): Known {
  if (a === false || b === false || c === false) return false
  return a === null || b === null || c === null ? null : true
}

/** True if any part is, else unknown if any part is. */
export function or(a: Known, b: Known): Known {
  if (a === true || b === true) return true
  return a === null || b === null ? null : false
}

export const not = (part: Known): Known => (part === null ? null : !part)

/** Whether some member has a property. */
export function some<A>(members: ReadonlyArray<A>, has: (member: A) => Known): Known {
  let result: Known = false
  for (const member of members) {
    const each = has(member)
    if (each === true) return true
    if (each === null) result = null
  }
  return result
}

/** Whether each member has a property. */
export const every = <A>(members: ReadonlyArray<A>, has: (member: A) => Known): Known =>
  not(some(members, (member) => not(has(member))))

/** A member that the source may have left out or sent as `null`: both are unknown. */
export const told = (value: boolean | null | undefined): Known => value ?? null

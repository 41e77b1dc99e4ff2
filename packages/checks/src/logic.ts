/**
 * Three-valued logic: `null` is *unknown* and is never taken for `false`.
 *
 * **Source** guides/checks.md, "Three-valued logic".
 */

/** True, false or unknown. */
export type Known = boolean | null

/** False if any part is, else unknown if any part is. */
export const and = (...parts: ReadonlyArray<Known>): Known => every(parts, (part) => part)

/** True if any part is, else unknown if any part is. */
export const or = (...parts: ReadonlyArray<Known>): Known => some(parts, (part) => part)

export const not = (part: Known): Known => (part === null ? null : !part)

/** Whether some member has a property. */
export function some<A>(members: Iterable<A>, has: (member: A) => Known): Known {
  let result: Known = false
  for (const member of members) {
    const each = has(member)
    if (each === true) return true
    if (each === null) result = null
  }
  return result
}

/** Whether each member has a property. */
export const every = <A>(members: Iterable<A>, has: (member: A) => Known): Known =>
  not(some(members, (member) => not(has(member))))

/** A member that the source may have left out or sent as `null`: both are unknown. */
export const told = (value: boolean | null | undefined): Known => value ?? null

/**
 * A tenant in the making, and the way in which odd cases change it.
 */
import type { BanyanState } from "../banyan/state.ts"
import type { PushState } from "../push/state.ts"
import type { Calendar } from "./calendar.ts"
import type { Profile } from "./profiles.ts"
import type { Random } from "./random.ts"
import type { StaffMember } from "./staff.ts"

/** A tenant with all its ordinary records. */
export interface Draft {
  readonly profile: Profile
  readonly staff: ReadonlyArray<StaffMember>
  readonly push: PushState
  readonly banyan: BanyanState
  readonly calendar: Calendar
  /** Records that play a part already: those of the cast, and those that an oddity has changed. */
  readonly reserved: Set<object>
}

/** One odd case; it does nothing in a tenant too small to hold it. */
export interface Oddity {
  readonly name: string
  readonly apply: (draft: Draft, random: Random) => void
}

/** Changes one record of a list that nothing else has changed. */
export const edit = <T extends object>(
  draft: Draft,
  random: Random,
  list: Array<T>,
  change: (record: T) => T,
  fits: (record: T) => boolean = () => true
): void => {
  const start = random.int(0, Math.max(0, list.length - 1))
  for (let step = 0; step < list.length; step++) {
    const index = (start + step) % list.length
    const record = list[index]
    if (record === undefined || draft.reserved.has(record) || !fits(record)) continue
    const changed = change(record)
    draft.reserved.add(changed)
    list[index] = changed
    return
  }
}

/** Adds members that no contract knows. */
export const withUnknownMembers = <T extends object>(record: T): T =>
  Object.assign({}, record, { riskScore: 0.25, tags: ["new", null], internal: { since: "2026" } })

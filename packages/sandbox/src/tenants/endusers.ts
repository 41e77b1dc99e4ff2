/**
 * Banyan end users: who of the staff has logged in there.
 */
import type { Device, EndUser } from "../banyan/state.ts"
import type { Calendar } from "./calendar.ts"
import type { Random } from "./random.ts"
import type { StaffMember } from "./staff.ts"
import { trustData } from "./trust.ts"

/** What an end user is made from. */
export interface EndUserPlan {
  readonly name: string
  readonly email: string
  readonly groups: ReadonlyArray<string>
  readonly roles: ReadonlyArray<string> | null
  readonly serials: ReadonlyArray<string>
  readonly idleDays: number
  readonly level?: string
  readonly loginCount?: number | undefined
  readonly hasNeverLoggedIn?: boolean
  readonly isDeleted?: boolean
}

/** The end user of a member of staff, with the serial numbers of their devices. */
export const endUserOf = (
  member: StaffMember,
  email: string,
  devices: ReadonlyArray<Device>,
  calendar: Calendar,
  random: Random
): EndUser => {
  const { traits } = member
  const serials = devices.map((item) => item.record.SerialNumber)
  return endUser(
    {
      name: `${member.given} ${member.family}`,
      email,
      groups: member.department.groups,
      roles: traits.hasNullRoles ? null : ["all-employees", member.department.role],
      serials: traits.phantomSerial === undefined ? serials : [...serials, traits.phantomSerial],
      idleDays: member.idleDays,
      loginCount: traits.loginCount,
      hasNeverLoggedIn: traits.hasNeverLoggedIn === true,
      isDeleted: traits.isDeletedInBanyan === true
    },
    calendar,
    random
  )
}

const dayNs = 86_400_000_000_000n

/** Makes one end user. */
export const endUser = (plan: EndUserPlan, calendar: Calendar, random: Random): EndUser => {
  const lastLogin = calendar.nanosecondsAgo(plan.idleDays + random.next() * 2, random.next())
  const createdAt = calendar.nanosecondsAgo(plan.idleDays + random.int(20, 900), random.next())
  const hasCreatedAt = random.chance(0.3)
  const updatedAt = calendar.nanosecondsAgo(plan.idleDays, random.next())
  const loginCount = random.int(1, 2000)
  return {
    id: random.uuid(),
    isActive: plan.isDeleted !== true,
    createdAt,
    // Half of them came by themselves.
    invitedAt: loginCount % 2 === 0 ? 0n : createdAt - 2n * dayNs,
    record: {
      Name: plan.name,
      Email: plan.email,
      Groups: plan.groups.join(","),
      ...(hasCreatedAt ? { CreatedAt: createdAt } : {}),
      LastLogin: plan.hasNeverLoggedIn === true ? 0n : lastLogin,
      LoginCount: plan.hasNeverLoggedIn === true ? 0 : (plan.loginCount ?? loginCount),
      SerialNumbers: plan.serials,
      TrustData: trustData({
        factors: [],
        score: 100,
        level: plan.level ?? "AlwaysAllow",
        isOverridden: false,
        updatedAt
      }),
      Roles: plan.roles,
      ...(plan.isDeleted === true ? { is_deleted: true } : {})
    }
  }
}

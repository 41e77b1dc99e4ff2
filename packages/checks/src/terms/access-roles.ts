import { once } from "../Basis.ts"
import type { Known } from "../logic.ts"
import type { EndUserSubject } from "../subjects/endusers.ts"

/** Tells whether an end user holds one of `privilegedRoles`; unknown if these or the end user's roles are. */
export const holdsOneOf = once(({ parameters: { privilegedRoles } }) => {
  const privileged = privilegedRoles === undefined ? null : new Set(privilegedRoles)
  return ({ record: { Roles } }: EndUserSubject): Known =>
    privileged === null || Roles === null || Roles === undefined ? null : Roles.some((role) => privileged.has(role))
})

import type { Owned } from "@rollcall/model"
import type { Known } from "../logic.ts"
import type { EndUser } from "../records.ts"
import { subjectsOf } from "../Subjects.ts"
import { type Age, ageOf } from "../terms/age.ts"
import { ownedSubject, ownersOf } from "./owned.ts"

/** An end user with what checks ask of it. */
export interface EndUserSubject extends Owned<EndUser> {
  /** How long ago it logged in. */
  readonly unused: Age
  /** Whether it has at least one access role. */
  readonly hasRole: Known
}

/** End users that their source does not mark deleted. */
export const endusers = subjectsOf<EndUserSubject>({
  all: (basis) =>
    basis.roster.endusers
      .filter((enduser) => !enduser.isDeleted)
      .map(({ id, record, owners, isDeleted, ownersTold }) => {
        const roles = record.Roles ?? null
        const known = { unused: ageOf(record.LastLogin, basis), hasRole: roles === null ? null : roles.length > 0 }
        return Object.assign(known, { id, record, owners, isDeleted, ownersTold })
      }),
  subject: (enduser) => ownedSubject("enduser", enduser, enduser.record.Email),
  names: ({ record }) => [record.Email],
  owners: ownersOf
})

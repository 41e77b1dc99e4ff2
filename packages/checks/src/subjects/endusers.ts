import type { Owned } from "@rollcall/model"
import type { Basis } from "../Basis.ts"
import type { Known } from "../logic.ts"
import type { EndUser } from "../records.ts"
import { subjectsOf } from "../Subjects.ts"
import { type Age, ageOf } from "../terms/age.ts"
import { emailOf, idOf, OwnedSubject, ownersOf } from "./owned.ts"

/** An end user with what checks ask of it. */
export class EndUserSubject extends OwnedSubject<EndUser> {
  /** How long ago it logged in. */
  readonly unused: Age
  /** Whether it has at least one access role. */
  readonly hasRole: Known

  constructor(owned: Owned<EndUser>, basis: Basis) {
    super(owned)
    const { LastLogin, Roles } = owned.record
    this.unused = ageOf(LastLogin, basis)
    this.hasRole = Roles === null || Roles === undefined ? null : Roles.length > 0
  }
}

/** End users that their source does not mark deleted. */
export const endusers = subjectsOf<EndUserSubject>({
  kind: "enduser",
  all: (basis) =>
    basis.roster.endusers.filter((enduser) => !enduser.isDeleted).map((enduser) => new EndUserSubject(enduser, basis)),
  id: idOf,
  email: (enduser) => emailOf(enduser, enduser.record.Email),
  names: ({ record }) => [record.Email],
  owners: ownersOf
})

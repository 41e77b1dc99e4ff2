import type { Basis } from "../Basis.ts"
import { KnownColumn, MemberColumn } from "../columns.ts"
import type { Known } from "../logic.ts"
import type { EndUser } from "../records.ts"
import { subjectsOf } from "../Subjects.ts"
import type { Age, Ages } from "../terms/age.ts"
import { addressesOf, emailOf, Facts, idOf, ownersOf, RecordSubject, withoutDeleted } from "./owned.ts"

/** An end user with what checks ask of it. */
export class EndUserSubject extends RecordSubject<EndUser, EndUserFacts> {
  /** How long ago it logged in. */
  get unused(): Age {
    return this.facts.unused.at(this.position)
  }

  /** Whether it has at least one access role. */
  get hasRole(): Known {
    return this.facts.hasRole.at(this.position)
  }

  /** Whether the trust score was overridden by hand. */
  get overridden(): boolean | null | undefined {
    return this.facts.overridden.at(this.position)
  }
}

class EndUserFacts extends Facts<EndUser, EndUserSubject> {
  readonly unused: Ages
  readonly hasRole = new KnownColumn(this.size)
  readonly overridden = new MemberColumn(this.size)
  readonly at = (position: number): EndUserSubject => new EndUserSubject(this, position)

  constructor(basis: Basis) {
    super(withoutDeleted(basis.roster.columns.endusers), basis)
    this.unused = this.ages(({ LastLogin }) => LastLogin, basis)
    this.columns.records.forEach(({ Roles, TrustData }, position) => {
      this.hasRole.put(position, Roles === null || Roles === undefined ? null : Roles.length > 0)
      this.overridden.put(position, TrustData === null ? null : TrustData?.OverrideActive)
    })
  }
}

/** End users that their source does not mark deleted. */
export const endusers = subjectsOf<EndUserSubject, EndUserFacts>({
  kind: "enduser",
  rows: (basis) => new EndUserFacts(basis),
  id: idOf,
  email: (enduser) => emailOf(enduser, enduser.record.Email),
  names: (enduser) => [enduser.record.Email, ...addressesOf(enduser)],
  owners: ownersOf
})

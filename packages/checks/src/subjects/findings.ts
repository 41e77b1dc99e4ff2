import type { Basis } from "../Basis.ts"
import { KnownColumn, MemberColumn, ValueColumn } from "../columns.ts"
import type { Known } from "../logic.ts"
import type { Finding } from "../records.ts"
import { subjectsOf } from "../Subjects.ts"
import type { Age, Ages } from "../terms/age.ts"
import { isOpenState } from "../terms/finding-state.ts"
import { employeeFinder } from "../terms/named-employee.ts"
import { addressesOf, emailOf, Facts, idOf, ownersOf, RecordSubject } from "./owned.ts"

/** A finding with what checks ask of it. */
export class FindingSubject extends RecordSubject<Finding, FindingFacts> {
  get type(): string | null | undefined {
    return this.facts.type.at(this.position)
  }

  get isOpen(): Known {
    return this.facts.isOpen.at(this.position)
  }

  /** How long ago it was first seen. */
  get age(): Age {
    return this.facts.age.at(this.position)
  }

  /** Whether the employee that it names is there; what it has instead where it names none. */
  get namesEmployee(): boolean | null | undefined {
    return this.facts.namesEmployee.at(this.position)
  }
}

class FindingFacts extends Facts<Finding, FindingSubject> {
  readonly type = new ValueColumn<string | null | undefined>(this.size)
  readonly isOpen = new KnownColumn(this.size)
  readonly age: Ages
  readonly namesEmployee = new MemberColumn(this.size)
  readonly at = (position: number): FindingSubject => new FindingSubject(this, position)

  constructor(basis: Basis) {
    super(basis.roster.columns.findings, basis)
    const isEmployee = employeeFinder(basis, this.columns.owners)
    this.age = this.ages(({ creationTimestamp }) => creationTimestamp, basis)
    this.columns.records.forEach((record, position) => {
      this.type.put(position, record.type)
      this.isOpen.put(position, isOpenState(record.state))
      // Asked for here, where the record is at hand.
      if (record.state !== "RESOLVED") this.age.at(position)
      this.namesEmployee.put(position, isEmployee(record, position))
    })
  }
}

/** What Push reports. */
export const findings = subjectsOf<FindingSubject, FindingFacts>({
  kind: "finding",
  rows: (basis) => new FindingFacts(basis),
  id: idOf,
  email: (finding) => emailOf(finding, null),
  names: (finding) => [finding.record.accountId, ...addressesOf(finding)],
  owners: ownersOf
})

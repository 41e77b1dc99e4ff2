import type { Owned } from "@rollcall/model"
import type { Known } from "../logic.ts"
import type { Finding } from "../records.ts"
import { subjectsOf } from "../Subjects.ts"
import { isOpenState } from "../terms/open-findings.ts"
import { ownedSubject, ownersOf } from "./owned.ts"

export interface FindingSubject extends Owned<Finding> {
  readonly isOpen: Known
}

/** What Push reports. */
export const findings = subjectsOf<FindingSubject>({
  all: ({ roster }) =>
    roster.findings.map(({ id, record, owners, isDeleted, ownersTold }) => {
      return { id, record, owners, isDeleted, ownersTold, isOpen: isOpenState(record.state) }
    }),
  subject: (finding) => ownedSubject("finding", finding, null),
  names: ({ record }) => [record.accountId],
  owners: ownersOf
})

import type { Owned } from "@rollcall/model"
import type { Finding } from "../records.ts"
import { subjectsOf } from "../Subjects.ts"
import { emailOf, idOf, ownersOf } from "./owned.ts"

/** What Push reports; few checks look at findings, so that they stand for themselves. */
export const findings = subjectsOf<Owned<Finding>>({
  kind: "finding",
  all: ({ roster }) => roster.findings,
  id: idOf,
  email: (finding) => emailOf(finding, null),
  names: ({ record }) => [record.accountId],
  owners: ownersOf
})

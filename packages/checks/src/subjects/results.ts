import type { CheckResult } from "@rollcall/model"
import { subjectsOf } from "../Subjects.ts"

/** Results of the checks that are no gates. */
export const results = subjectsOf<CheckResult>({
  all: (basis) => basis.results,
  subject: ({ id }) => ({ kind: "check", id, email: null }),
  names: ({ code }) => [code],
  owners: () => []
})

import type { CheckResult } from "@rollcall/model"
import { subjectsOf } from "../Subjects.ts"

/** Results of the checks that are no gates. */
export const results = subjectsOf<CheckResult>({
  kind: "check",
  all: (basis) => basis.results,
  id: ({ id }) => id,
  email: () => null,
  names: ({ code }) => [code],
  owners: () => []
})

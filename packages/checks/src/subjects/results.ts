import type { CheckResult } from "@rollcall/model"
import { rowsOf, subjectsOf } from "../Subjects.ts"

/** Results of the checks that are no gates. */
export const results = subjectsOf<CheckResult>({
  kind: "check",
  rows: ({ results: judged }) => rowsOf(judged),
  id: ({ id }) => id,
  email: () => null,
  names: ({ code }) => [code]
})

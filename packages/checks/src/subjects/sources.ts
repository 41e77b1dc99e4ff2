import type { Source } from "@rollcall/model"
import { rowsOf, subjectsOf } from "../Subjects.ts"

/** Sources of the tenant. */
export const sources = subjectsOf<Source>({
  kind: "source",
  rows: ({ roster }) => rowsOf(roster.snapshot.sources),
  id: (source) => source,
  email: () => null
})

import type { Source } from "@rollcall/model"
import { subjectsOf } from "../Subjects.ts"

/** Sources of the tenant. */
export const sources = subjectsOf<Source>({
  kind: "source",
  all: ({ roster }) => roster.snapshot.sources,
  id: (source) => source,
  email: () => null,
  owners: () => []
})

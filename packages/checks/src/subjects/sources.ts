import type { Source } from "@rollcall/model"
import { subjectsOf } from "../Subjects.ts"

/** Sources of the tenant. */
export const sources = subjectsOf<Source>({
  all: ({ roster }) => roster.snapshot.sources,
  subject: (source) => ({ kind: "source", id: source, email: null }),
  owners: () => []
})

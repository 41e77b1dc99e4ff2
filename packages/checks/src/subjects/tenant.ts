import { subjectsOf } from "../Subjects.ts"

/** The tenant alone: the subject of what is said once, about nobody and nothing in particular. */
export const tenantAlone = subjectsOf({
  kind: "tenant",
  all: ({ tenant }) => [tenant],
  id: ({ id }) => id,
  email: () => null,
  owners: () => []
})

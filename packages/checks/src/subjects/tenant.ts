import { subjectsOf } from "../Subjects.ts"

/** The tenant alone: the subject of what is said once, about nobody and nothing in particular. */
export const tenantAlone = subjectsOf({
  all: ({ tenant }) => [tenant],
  subject: ({ id }) => ({ kind: "tenant", id, email: null }),
  owners: () => []
})

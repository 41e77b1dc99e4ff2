import type { Tenant } from "@rollcall/model"
import { rowsOf, subjectsOf } from "../Subjects.ts"

/** The tenant alone: the subject of what is said once, about nobody and nothing in particular. */
export const tenantAlone = subjectsOf<Tenant>({
  kind: "tenant",
  rows: ({ tenant }) => rowsOf([tenant]),
  id: ({ id }) => id,
  email: () => null
})

import type { Owned } from "@rollcall/model"
import type { EndUser } from "../records.ts"
import { subjectsOf } from "../Subjects.ts"
import { ownedSubject, ownersOf } from "./owned.ts"

export type EndUserSubject = Owned<EndUser>

/** End users that their source does not mark deleted. */
export const endusers = subjectsOf<EndUserSubject>({
  all: ({ roster }) => roster.endusers.filter((enduser) => !enduser.isDeleted),
  subject: (enduser) => ownedSubject("enduser", enduser, enduser.record.Email),
  names: ({ record }) => [record.Email],
  owners: ownersOf
})

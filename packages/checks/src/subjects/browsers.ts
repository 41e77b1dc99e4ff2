import type { Owned } from "@rollcall/model"
import { and, type Known, told } from "../logic.ts"
import type { Browser } from "../records.ts"
import { subjectsOf } from "../Subjects.ts"
import { type Age, ageOf, isWithin } from "../terms/age.ts"
import { isDesktopFamily, osFamily, type OsFamily } from "../terms/os-family.ts"
import { ownedSubject, ownersOf } from "./owned.ts"

/** A browser with what checks ask of it. */
export interface BrowserSubject extends Owned<Browser> {
  /** How long ago it was online. */
  readonly offline: Age
  /** Whether it is a licensed employee's and was online within `browserStaleDays`. */
  readonly isActive: Known
  /** Of the operating system that it runs on. */
  readonly family: OsFamily | null
  /** Whether it runs on a desktop or laptop. */
  readonly isDesktop: Known
}

/** Enrolled browser profiles. */
export const browsers = subjectsOf<BrowserSubject>({
  all: (basis) =>
    basis.roster.browsers.map(({ id, record, owners, isDeleted, ownersTold }) => {
      const offline = ageOf(record.lastOnlineTimestamp, basis)
      const isActive = and(told(record.isActive), isWithin(offline, basis.parameters.browserStaleDays))
      const family = osFamily(record.os ?? "")
      const known = { offline, isActive, family, isDesktop: isDesktopFamily(family) }
      return Object.assign(known, { id, record, owners, isDeleted, ownersTold })
    }),
  subject: (browser) => ownedSubject("browser", browser, browser.record.email),
  names: ({ record }) => [record.email],
  owners: ownersOf
})

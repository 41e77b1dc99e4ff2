import type { Owned } from "@rollcall/model"
import type { Basis } from "../Basis.ts"
import { and, type Known, told } from "../logic.ts"
import type { Browser } from "../records.ts"
import { subjectsOf } from "../Subjects.ts"
import { type Age, ageOf, isWithin } from "../terms/age.ts"
import { familiesByName, isDesktopFamily, type OsFamily } from "../terms/os-family.ts"
import { emailOf, idOf, OwnedSubject, ownersOf } from "./owned.ts"

/** A browser with what checks ask of it. */
export class BrowserSubject extends OwnedSubject<Browser> {
  /** How long ago it was online. */
  readonly offline: Age
  /** Whether it is a licensed employee's and was online within `browserStaleDays`. */
  readonly isActive: Known
  /** Of the operating system that it runs on. */
  readonly family: OsFamily | null

  constructor(owned: Owned<Browser>, family: OsFamily | null, basis: Basis) {
    super(owned)
    const { isActive, lastOnlineTimestamp } = owned.record
    this.offline = ageOf(lastOnlineTimestamp, basis)
    this.isActive = and(told(isActive), isWithin(this.offline, basis.parameters.browserStaleDays))
    this.family = family
  }

  /** Whether it runs on a desktop or laptop. */
  get isDesktop(): Known {
    return isDesktopFamily(this.family)
  }
}

/** Enrolled browser profiles. */
export const browsers = subjectsOf<BrowserSubject>({
  kind: "browser",
  all: (basis) => {
    const familyOf = familiesByName()
    return basis.roster.browsers.map((owned) => new BrowserSubject(owned, familyOf(owned.record.os ?? ""), basis))
  },
  id: idOf,
  email: (browser) => emailOf(browser, browser.record.email),
  names: ({ record }) => [record.email],
  owners: ownersOf
})

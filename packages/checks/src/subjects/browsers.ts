import type { Basis } from "../Basis.ts"
import { KnownColumn, ValueColumn } from "../columns.ts"
import { and, type Known, told } from "../logic.ts"
import type { Browser } from "../records.ts"
import { subjectsOf } from "../Subjects.ts"
import { type Age, type Ages, isWithin } from "../terms/age.ts"
import { familiesByName, isDesktopFamily, type OsFamily } from "../terms/os-family.ts"
import { addressesOf, emailOf, Facts, idOf, ownersOf, RecordSubject } from "./owned.ts"

/** A browser with what checks ask of it. */
export class BrowserSubject extends RecordSubject<Browser, BrowserFacts> {
  /** How long ago it was online. */
  get offline(): Age {
    return this.facts.offline.at(this.position)
  }

  /** Whether it is a licensed employee's and was online within `browserStaleDays`. */
  get isActive(): Known {
    return this.facts.isActive.at(this.position)
  }

  /** Of the operating system that it runs on. */
  get family(): OsFamily | null {
    return this.facts.family.at(this.position) ?? null
  }

  /** Whether it runs on a desktop or laptop. */
  get isDesktop(): Known {
    return isDesktopFamily(this.family)
  }

  /** Whether it is active, and on a desktop or laptop. */
  get isActiveOnDesktop(): Known {
    return this.facts.isActiveOnDesktop(this.position)
  }
}

class BrowserFacts extends Facts<Browser, BrowserSubject> {
  readonly offline: Ages
  readonly isActive = new KnownColumn(this.size)
  readonly family = new ValueColumn<OsFamily | null>(this.size)
  readonly at = (position: number): BrowserSubject => new BrowserSubject(this, position)

  constructor(basis: Basis) {
    const { browsers: columns } = basis.roster.columns
    super(columns, basis)
    const familyOf = familiesByName()
    this.offline = this.ages(({ lastOnlineTimestamp }) => lastOnlineTimestamp, basis)
    columns.records.forEach(({ isActive, os }, position) => {
      const isRecent =
        isActive === false ? false : isWithin(this.offline.at(position), basis.parameters.browserStaleDays)
      this.isActive.put(position, and(told(isActive), isRecent))
      this.family.put(position, familyOf(os ?? ""))
    })
  }

  isActiveOnDesktop(position: number): Known {
    return and(this.isActive.at(position), isDesktopFamily(this.family.at(position) ?? null))
  }
}

/** Enrolled browser profiles. */
export const browsers = subjectsOf<BrowserSubject, BrowserFacts>({
  kind: "browser",
  rows: (basis) => new BrowserFacts(basis),
  id: idOf,
  email: (browser) => emailOf(browser, browser.record.email),
  names: (browser) => [browser.record.email, ...addressesOf(browser)],
  owners: ownersOf
})

import { type Basis, once } from "../Basis.ts"
import { KnownColumn, MemberColumn } from "../columns.ts"
import { and, type Known } from "../logic.ts"
import { placesOf } from "../position-lists.ts"
import type { Account, App } from "../records.ts"
import { subjectsOf } from "../Subjects.ts"
import { type Age, ageOf, type Ages, isWithin } from "../terms/age.ts"
import { isHighlySensitive } from "../terms/app-decision.ts"
import { usesSingleSignOn } from "../terms/identity-providers.ts"
import { employeeFinder } from "../terms/named-employee.ts"
import { appPositionOf } from "./apps.ts"
import { addressesOf, emailOf, Facts, idOf, ownersOf, RecordSubject } from "./owned.ts"

/** An account with what a dozen checks ask of it. */
export class AccountSubject extends RecordSubject<Account, AccountFacts> {
  /** The app it is on, where the snapshot has it. */
  get app(): App | undefined {
    return this.facts.appOf(this.position)
  }

  /** Whether it was made within `graceDays`. */
  get isNew(): Known {
    return this.facts.isNew.at(this.position)
  }

  /** How long ago it was used, as far as the extension saw. */
  get unused(): Age {
    return this.facts.unused.at(this.position)
  }

  /** Whether it was used within `dormantDays`. */
  get isLive(): Known {
    return this.facts.isLive.at(this.position)
  }

  /** Whether its app's sensitivity is high; unknown if the snapshot has no such app. */
  get isSensitive(): Known {
    return this.facts.isSensitive.at(this.position)
  }

  /** Whether a login through an identity provider was seen. */
  get sso(): Known {
    return this.facts.sso.at(this.position)
  }

  get mfaRegistered(): boolean | null | undefined {
    return this.facts.mfaRegistered.at(this.position)
  }

  get passwordLogin(): boolean | null | undefined {
    return this.facts.passwordLogin.at(this.position)
  }

  /** Whether the source tells which password it has. */
  get hasPassword(): boolean {
    return this.facts.hasPassword.at(this.position) === true
  }

  /** Whether the employee that it names is there; what it has instead where it names none. */
  get namesEmployee(): boolean | null | undefined {
    return this.facts.namesEmployee.at(this.position)
  }

  /** Whether it names an app and an address; here `null` is a fact. */
  get isAddressed(): Known {
    return this.facts.isAddressed.at(this.position)
  }
}

class AccountFacts extends Facts<Account, AccountSubject> {
  readonly isNew = new KnownColumn(this.size)
  readonly unused: Ages
  readonly isLive = new KnownColumn(this.size)
  readonly isSensitive = new KnownColumn(this.size)
  readonly sso = new KnownColumn(this.size)
  readonly mfaRegistered = new MemberColumn(this.size)
  readonly passwordLogin = new MemberColumn(this.size)
  readonly hasPassword = new KnownColumn(this.size)
  readonly namesEmployee = new MemberColumn(this.size)
  readonly isAddressed = new KnownColumn(this.size)
  /** Where the app stands in the roster; below zero if it is not there. */
  readonly apps = new Int32Array(this.size)
  readonly at = (position: number): AccountSubject => new AccountSubject(this, position)
  readonly #apps: ReadonlyArray<App>

  constructor(basis: Basis) {
    const { apps, columns } = basis.roster
    super(columns.accounts, basis)
    this.#apps = apps
    const sensitivities = apps.map(isHighlySensitive)
    const appOf = appPositionOf(basis)
    const isEmployee = employeeFinder(basis, columns.accounts.owners)
    this.unused = this.ages(({ lastUsedTimestamp }) => lastUsedTimestamp, basis)
    columns.accounts.records.forEach((record, position) => {
      const age = ageOf(record.creationTimestamp, basis)
      const app = appOf(record)
      this.isNew.put(position, isWithin(age, basis.parameters.graceDays))
      this.isLive.put(position, isWithin(this.unused.at(position), basis.parameters.dormantDays))
      this.isSensitive.put(position, sensitivities[app] ?? null)
      this.sso.put(position, usesSingleSignOn(record.loginMethods))
      this.mfaRegistered.put(position, record.mfaRegistered)
      this.passwordLogin.put(position, record.loginMethods?.passwordLogin)
      this.hasPassword.put(position, Boolean(record.passwordId))
      this.namesEmployee.put(position, isEmployee(record, position))
      this.isAddressed.put(position, and(isGiven(record.appId), isGiven(record.email)))
      this.apps[position] = app
    })
  }

  appOf(position: number): App | undefined {
    return this.#apps[this.apps[position] ?? -1]
  }
}

const isGiven = (member: string | null | undefined): Known => (member === undefined ? null : member !== null)

/** Accounts on apps that Push knows. */
export const accounts = subjectsOf<AccountSubject, AccountFacts>({
  kind: "account",
  rows: (basis) => new AccountFacts(basis),
  id: idOf,
  email: (account) => emailOf(account, account.record.email),
  names: (account) => [account.record.email, ...addressesOf(account)],
  owners: ownersOf
})

const byApp = once((basis) => placesOf(accounts.rows(basis).apps, basis.roster.apps.length))

/** An app's accounts, one at a time: some apps have most of a million. */
export function* accountsOf(app: App, basis: Basis): Generator<AccountSubject> {
  const { at } = accounts.rows(basis)
  const { begins, positions } = byApp(basis)
  const place = basis.roster.apps.indexOf(app)
  for (const position of positions.subarray(begins[place], begins[place + 1])) yield at(position)
}

/** The id of the app that an account is on; where it names none, that of the app of its type. */
export const appIdOf = ({ record, app }: AccountSubject): string | undefined => record.appId || app?.id

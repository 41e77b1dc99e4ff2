import type { Owned } from "@rollcall/model"
import { type Basis, once } from "../Basis.ts"
import { type Known, KnownColumn } from "../logic.ts"
import type { Account, App } from "../records.ts"
import { subjectsOf } from "../Subjects.ts"
import { type Age, ageOf, Ages, isWithin } from "../terms/age.ts"
import { isHighlySensitive } from "../terms/app-decision.ts"
import { usesSingleSignOn } from "../terms/identity-providers.ts"
import { appOf } from "./apps.ts"
import { emailOf, idOf, indexBy, OwnedSubject, ownersOf } from "./owned.ts"

/** An account with what a dozen checks ask of it, worked out once. */
export class AccountSubject extends OwnedSubject<Account> {
  readonly position: number
  /** The app it is on, where the snapshot has it. */
  readonly app: App | undefined
  readonly #facts: Facts

  constructor(owned: Owned<Account>, position: number, app: App | undefined, facts: Facts) {
    super(owned)
    this.position = position
    this.app = app
    this.#facts = facts
  }

  /** How long ago it was used, as far as the extension saw. */
  get unused(): Age {
    return this.#facts.unused.at(this.position)
  }

  /** Whether it was used within `dormantDays`. */
  get isLive(): Known {
    return this.#facts.isLive.at(this.position)
  }

  /** Whether its app's sensitivity is high; unknown if the snapshot has no such app. */
  get isSensitive(): Known {
    return this.#facts.isSensitive.at(this.position)
  }

  /** Whether a login through an identity provider was seen. */
  get sso(): Known {
    return this.#facts.sso.at(this.position)
  }
}

/** What is known of all accounts, by position: in columns, as a million of them would fill the memory otherwise. */
class Facts {
  readonly unused: Ages
  readonly isLive: KnownColumn
  readonly isSensitive: KnownColumn
  readonly sso: KnownColumn

  constructor(size: number) {
    this.unused = new Ages(size)
    this.isLive = new KnownColumn(size)
    this.isSensitive = new KnownColumn(size)
    this.sso = new KnownColumn(size)
  }
}

/** Accounts on apps that Push knows. */
export const accounts = subjectsOf<AccountSubject>({
  kind: "account",
  all: (basis) => {
    const appOfRecord = appOf(basis)
    const facts = new Facts(basis.roster.accounts.length)
    return basis.roster.accounts.map((owned, position) => {
      const { record } = owned
      const unused = ageOf(record.lastUsedTimestamp, basis)
      const app = appOfRecord(record)
      facts.unused.put(position, unused)
      facts.isLive.put(position, isWithin(unused, basis.parameters.dormantDays))
      facts.isSensitive.put(position, app === undefined ? null : isHighlySensitive(app))
      facts.sso.put(position, usesSingleSignOn(record.loginMethods))
      return new AccountSubject(owned, position, app, facts)
    })
  },
  id: idOf,
  email: (account) => emailOf(account, account.record.email),
  names: ({ record }) => [record.email],
  owners: ownersOf
})

const byApp = once((basis) => indexBy(accounts.all(basis), ({ app }) => app))

/** An app's accounts. */
export const accountsOf = (app: App, basis: Basis): ReadonlyArray<AccountSubject> => byApp(basis).get(app) ?? []

/** The id of the app that an account is on; where it names none, that of the app of its type. */
export const appIdOf = ({ record, app }: AccountSubject): string | undefined => record.appId || app?.id

import type { Owned } from "@rollcall/model"
import { type Basis, once } from "../Basis.ts"
import type { Known } from "../logic.ts"
import type { Account, App } from "../records.ts"
import { subjectsOf } from "../Subjects.ts"
import { type Age, ageOf, isWithin } from "../terms/age.ts"
import { isHighlySensitive } from "../terms/app-decision.ts"
import { usesSingleSignOn } from "../terms/identity-providers.ts"
import { appOf } from "./apps.ts"
import { indexBy, ownedSubject, ownersOf } from "./owned.ts"

/** An account with what a dozen checks ask of it, worked out once. */
export interface AccountSubject extends Owned<Account> {
  /** The app it is on, where the snapshot has it. */
  readonly app: App | undefined
  /** How long ago it was used, as far as the extension saw. */
  readonly unused: Age
  /** Whether it was used within `dormantDays`. */
  readonly isLive: Known
  /** Whether its app's sensitivity is high; unknown if the snapshot has no such app. */
  readonly isSensitive: Known
  /** Whether a login through an identity provider was seen. */
  readonly sso: Known
}

/** Accounts on apps that Push knows. */
export const accounts = subjectsOf<AccountSubject>({
  all: (basis) => {
    const appOfRecord = appOf(basis)
    return basis.roster.accounts.map(({ id, record, owners, isDeleted, ownersTold }) => {
      const unused = ageOf(record.lastUsedTimestamp, basis)
      const isLive = isWithin(unused, basis.parameters.dormantDays)
      const app = appOfRecord(record)
      const isSensitive = app === undefined ? null : isHighlySensitive(app)
      const sso = usesSingleSignOn(record.loginMethods)
      return { id, record, owners, isDeleted, ownersTold, app, unused, isLive, isSensitive, sso }
    })
  },
  subject: (account) => ownedSubject("account", account, account.record.email),
  names: ({ record }) => [record.email],
  owners: ownersOf
})

const byApp = once((basis) => indexBy(accounts.all(basis), ({ app }) => app))

/** An app's accounts. */
export const accountsOf = (app: App, basis: Basis): ReadonlyArray<AccountSubject> => byApp(basis).get(app) ?? []

/** The id of the app that an account is on; where it names none, that of the app of its type. */
export const appIdOf = ({ record, app }: AccountSubject): string | undefined => record.appId || app?.id

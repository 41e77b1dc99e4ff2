/**
 * Push accounts: what staff log in to, and how.
 */
import type { Account, AccountOther, App, AppOther, LoginMethods } from "../push/state.ts"
import { appKinds, identityProvider, type AppKind } from "./apps.ts"
import type { Calendar } from "./calendar.ts"
import type { NonEmpty, Random } from "./random.ts"
import type { StaffMember } from "./staff.ts"

/** Jane's accounts, all in use; the one on Zapier has no second factor. */
const fixedTypes = new Set([
  "OKTA",
  "GOOGLE_WORKSPACE",
  "SLACK",
  "WORKDAY",
  "EXPENSIFY",
  "DOCUSIGN",
  "ZAPIER",
  "LINKEDIN"
])

const mfaMethodSets: NonEmpty<readonly [ReadonlyArray<string>, number]> = [
  [["APP_TOTP"], 34],
  [["WEBAUTHN"], 22],
  [["APP_TOTP", "BACKUP_CODES"], 12],
  [["PUSH_NOTIFICATION", "WEBAUTHN"], 12],
  [["U2F", "APP_TOTP", "APP_TOTP"], 6],
  [["HARDWARE_TOTP"], 2],
  [["SMS_OTP"], 6],
  [["PHONE_CALL", "SMS_OTP"], 1],
  [["EMAIL_OTP"], 2],
  [["APP_PASSWORD", "GRID_CARD"], 1],
  [["EXTERNAL_PROVIDER"], 2]
]

/** Makes the accounts of all licensed staff: the identity provider and six or seven more. */
export const makeAccounts = (
  staff: ReadonlyArray<StaffMember>,
  apps: ReadonlyArray<App>,
  calendar: Calendar,
  random: Random
): Array<Account> => {
  const appByType = new Map(apps.map((app) => [app.type, app]))
  return staff.flatMap((member) => {
    if (!member.isLicensed) return []
    const kinds = member.isFixed ? appKinds.filter((app) => fixedTypes.has(app.type)) : kindsOf(random)
    return kinds.flatMap((app) => {
      const appId = appByType.get(app.type)?.id
      return appId === undefined ? [] : accountOf(member, app, appId, calendar, random)
    })
  })
}

const kindsOf = (random: Random): ReadonlyArray<AppKind> => {
  const chosen = new Set([identityProvider])
  const count = random.int(6, 10)
  // Drawing a popular app twice is likely, so the tries are bounded rather than the count met.
  for (let tries = 0; chosen.size < count && tries < 40; tries++) {
    chosen.add(random.weighted(weightedKinds))
  }
  return [...chosen]
}

const weightedKinds: NonEmpty<readonly [AppKind, number]> = [
  [identityProvider, 0],
  ...appKinds.map((app): readonly [AppKind, number] => [app, app === identityProvider ? 0 : app.popularity])
]

const accountOf = (member: StaffMember, app: AppKind, appId: string, calendar: Calendar, random: Random): Account => {
  const login = loginOf(app, random)
  const mfa = mfaOf(app, random)
  const ageDays = Math.max(member.idleDays + 1, member.hiredDaysAgo * (0.3 + 0.7 * random.next()))
  const isNeglected = random.chance(0.13)
  const usedDaysAgo = isNeglected ? random.int(46, 200) : member.idleDays + random.next() * 20
  const isPrivate = app !== identityProvider && random.chance(0.05)
  const isUseUnknown = random.chance(0.03)
  const account: Account = {
    id: random.uuid(),
    employeeId: member.id,
    appType: app.type,
    appId,
    email: isPrivate ? `${member.email.replace(/@.*/, "")}@mail.example` : member.email,
    ...mfa,
    passwordId: login.passwordLogin && !random.chance(0.05) ? random.uuid() : null,
    loginMethods: login,
    creationTimestamp: calendar.secondsAgo(ageDays),
    lastUsedTimestamp: isUseUnknown ? null : calendar.secondsAgo(Math.min(usedDaysAgo, ageDays))
  }
  return member.isFixed ? fixed(account, member, calendar) : account
}

const loginOf = (app: AppKind, random: Random): LoginMethods => {
  const isSso = random.chance(app.ssoShare)
  const drawn = { isSaml: random.chance(0.7), isVendor: random.chance(0.03), isFedCm: random.chance(0.02) }
  const hasLeftover = random.chance(0.12)
  return {
    passwordLogin: !isSso || hasLeftover,
    oidcLogin: isSso && !drawn.isSaml ? "GOOGLE_WORKSPACE" : null,
    samlLogin: isSso && drawn.isSaml ? "OKTA" : null,
    oktaSwaLogin: !isSso && random.chance(0.03),
    vendorSsoLogin: isSso && drawn.isVendor ? "MICROSOFT_365" : null,
    fedCmLogin: isSso && drawn.isFedCm ? "GOOGLE_WORKSPACE" : null
  }
}

const mfaOf = (app: AppKind, random: Random): Pick<Account, "mfaRegistered" | "mfaMethods"> => {
  const methods = random.weighted(mfaMethodSets)
  const isIdentityProvider = app === identityProvider
  const state = random.weighted<boolean | null>([
    [true, isIdentityProvider ? 95 : 75],
    [false, isIdentityProvider ? 5 : 19],
    [null, isIdentityProvider ? 0 : 6]
  ])
  return { mfaRegistered: state, mfaMethods: state === true ? methods : state === false ? [] : null }
}

const fixed = (account: Account, member: StaffMember, calendar: Calendar): Account => {
  const hasMfa = account.appType !== "ZAPIER"
  return {
    ...account,
    email: member.email,
    mfaRegistered: hasMfa,
    mfaMethods: hasMfa ? ["WEBAUTHN"] : [],
    passwordId: account.loginMethods.passwordLogin || !hasMfa ? (account.passwordId ?? account.id) : null,
    loginMethods: hasMfa ? account.loginMethods : { ...account.loginMethods, passwordLogin: true },
    creationTimestamp: calendar.secondsAgo(400),
    lastUsedTimestamp: calendar.secondsAgo(member.idleDays + 1)
  }
}

/** Makes accounts on apps without a type of their own, for one member of staff in nine. */
export const makeAccountsOther = (
  staff: ReadonlyArray<StaffMember>,
  appsOther: ReadonlyArray<AppOther>,
  calendar: Calendar,
  random: Random
): Array<AccountOther> =>
  staff.flatMap((member, index) => {
    const app = appsOther[Math.floor(index / 9) % appsOther.length]
    if (index % 9 !== 4 || app === undefined || !member.isLicensed) return []
    const ageDays = Math.max(2, member.hiredDaysAgo * 0.8)
    const isOidc = app.oauthAppId !== null
    return {
      id: random.uuid(),
      employeeId: member.id,
      otherAppId: app.id,
      email: member.email,
      loginMethods: {
        passwordLogin: !isOidc,
        oidcLogin: isOidc ? "GOOGLE_WORKSPACE" : null,
        samlLogin: null,
        fedCmLogin: null
      },
      creationTimestamp: calendar.secondsAgo(ageDays),
      lastUsedTimestamp: random.chance(0.2)
        ? null
        : calendar.secondsAgo(Math.min(member.idleDays + random.next() * 30, ageDays))
    }
  })

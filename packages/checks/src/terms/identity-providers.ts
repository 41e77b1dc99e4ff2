/**
 * Identity providers that accounts are reached through.
 */
import type { ReasonCode } from "@rollcall/model"
import { once } from "../Basis.ts"
import { gapOf } from "../judgement.ts"
import type { Known } from "../logic.ts"
import type { Account } from "../records.ts"
import type { AccountSubject } from "../subjects/accounts.ts"

type LoginMethods = Account["loginMethods"]

/**
 * Members that name a provider, or `null` where no such login was seen. An Okta SWA login is a replayed password and not
 * among them.
 */
const federated = ["samlLogin", "oidcLogin", "vendorSsoLogin", "fedCmLogin"] as const

/** Older answers lack this one: there it says as little as `null` does. */
const optional = "fedCmLogin"

/** Whether a login through an identity provider was seen. */
export function usesSingleSignOn(methods: LoginMethods): Known {
  if (methods === null || methods === undefined) return null
  let result: Known = false
  for (const member of federated) {
    const provider = methods[member]
    if (typeof provider === "string") return true
    if (provider === undefined && member !== optional) result = null
  }
  return result
}

/** Why it is unknown through which providers an account is reached; `undefined` if it is known. */
export function gapOfProviders(methods: LoginMethods): ReasonCode | undefined {
  if (methods === null || methods === undefined) return gapOf(methods)
  for (const member of federated) {
    if (methods[member] === undefined && member !== optional) return "field_missing"
  }
  return undefined
}

/** Whether every provider that an account was seen to be reached through has a property. */
export function everyProvider(methods: LoginMethods, has: (provider: string) => boolean): boolean {
  for (const member of federated) {
    const provider = methods?.[member]
    if (typeof provider === "string" && !has(provider)) return false
  }
  return true
}

/** The providers that an account was seen to be reached through, as the source spells them. */
export function providersOf(methods: LoginMethods): ReadonlyArray<string> {
  const named = federated.map((member) => methods?.[member]).filter((provider) => typeof provider === "string")
  return [...new Set(named)]
}

/**
 * How a provider is compared with another, and with the type of the app that its own accounts are on.
 *
 * **Details** The source calls both alike, `OKTA`; case is left out of account, as the configuration's is written by hand.
 */
export const providerKey = (name: string): string => name.trim().toLowerCase()

/** Tells whether a provider is one of those configured; unknown if none were. */
export function isOneOf(names: ReadonlyArray<string> | undefined): (provider: string) => Known {
  if (names === undefined) return () => null
  const keys = new Set(names.map(providerKey))
  const known = new Map<string, boolean>()
  return (provider) => {
    const before = known.get(provider)
    if (before !== undefined) return before
    const isOne = keys.has(providerKey(provider))
    known.set(provider, isOne)
    return isOne
  }
}

/** The type of the app that an account is on. */
export const appTypeOf = ({ record, app }: AccountSubject): string | null => record.appType ?? app?.type ?? null

/** Tells whether an account is on an app of `idpAppTypes`: one that opens others. */
export const isIdpAccount = once(({ parameters }) => {
  const isIdp = isOneOf(parameters.idpAppTypes)
  return (account: AccountSubject): Known => {
    const type = appTypeOf(account)
    return type === null ? null : isIdp(type)
  }
})

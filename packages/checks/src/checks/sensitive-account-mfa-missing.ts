import type { ReasonCode } from "@rollcall/model"
import { type Basis, once } from "../Basis.ts"
import { defineCheck, eachOutcome, over } from "../CheckDefinition.ts"
import { fail, gapOf, type Judgement, notAssessable, pass, provided } from "../judgement.ts"
import { and } from "../logic.ts"
import { accounts, type AccountSubject } from "../subjects/accounts.ts"
import { appTypeOf, gapOfProviders, isOneOf, providerKey, providersOf } from "../terms/identity-providers.ts"
import { codes, reasonOf } from "../Verdicts.ts"
import { listed, nameOfAccount } from "../wording.ts"
import { check as idpAccountMfaMissing } from "./idp-account-mfa-missing.ts"

export const check = defineCheck({
  id: "sensitive-account-mfa-missing",
  code: "RC-MFA-02",
  title: "No way into a high-sensitivity app goes without a second factor",
  severity: "critical",
  group: "mfa-account",
  populationText: "Accounts used lately on apps of high sensitivity",
  predicate: {
    pass: "A second factor is registered; or no password is accepted, every identity provider of the account is in approvedIdps, and the owner's account there has one.",
    fail: "No second factor is registered, and single sign-on does not make up for it.",
    notAssessable:
      "It is unknown whether a factor is registered and single sign-on does not make up for it, or none is registered and it is unknown whether single sign-on does."
  },
  rationale: "What matters most is only as safe as the easiest way in.",
  remediation: "Ask for the factor at the identity provider, and close every other way into the app.",
  frameworks: { soc2: ["CC6.1", "CC6.6"], iso27001: ["A.8.5", "A.5.15"], csf2: ["PR.AA-03"], cis81: ["6.3"] },
  population: ["push.accounts", "push.apps"],
  needs: ["push.employees"],
  parts: [
    over(accounts, {
      isMember: ({ isLive, isSensitive }) => and(isLive, isSensitive),
      judge: (basis) => {
        const judgeSingleSignOn = singleSignOn(basis)
        return (account) => {
          const { mfaRegistered } = account
          if (mfaRegistered === true) return pass
          const alternative = judgeSingleSignOn(account)
          if (mfaRegistered === false || alternative.outcome === "pass") return alternative
          return notAssessable(gapOf(mfaRegistered))
        }
      }
    })
  ]
})

/** Whether single sign-on makes up for the factor that the account itself does not have: what speaks against it goes first. */
function singleSignOn(basis: Basis): (account: AccountSubject) => Judgement {
  const isApproved = isOneOf(basis.parameters.approvedIdps)
  const factorAt = factorAtProvider(basis)
  return (account) => {
    const { passwordLogin, sso } = account
    const without = () => `${nameOfAccount(account)} has no second factor`
    if (passwordLogin === true) return fail(() => `${without()} and accepts a password.`)
    if (sso === false) return fail(() => `${without()}, and nobody was seen to reach it through single sign-on.`)

    const { loginMethods } = account.record
    const providers = providersOf(loginMethods)
    const refused = providers.filter((provider) => isApproved(provider) === false)
    if (refused.length > 0)
      return fail(() => `${without()} and is reached through ${listed(refused)}, which is not approved.`)
    const factors = providers.map((provider) => factorAt(account, provider))
    const bare = providers.filter((_, position) => factors[position] === false)
    if (bare.length > 0) return fail(() => `${without()}, and its owner has none at ${listed(bare)} either.`)

    const gap = gapOfProviders(loginMethods)
    if (gap !== undefined) return notAssessable(gap)
    if (passwordLogin === null || passwordLogin === undefined) return notAssessable(gapOf(passwordLogin))
    if (basis.parameters.approvedIdps === undefined) return notAssessable("parameter_unset")
    const unclear = factors.find((factor) => typeof factor === "string")
    // Employees tell which accounts at the provider are the same person's.
    return unclear === undefined ? provided(basis, ["push.accounts", "push.employees"], pass) : notAssessable(unclear)
  }
}

/** Whether the owner of an account has a second factor at a provider, as RC-MFA-05 judges it; else why that is unknown. */
function factorAtProvider(basis: Basis): (account: AccountSubject, provider: string) => boolean | ReasonCode {
  return ({ ownerPositions: [owner] }, provider) => {
    if (basis.parameters.idpAppTypes === undefined) return "parameter_unset"
    if (owner === undefined) return "not_observed"
    if (basis.roster.people[owner]?.ambiguous === true) return "ambiguous_join"
    const factors = factorsByType(basis)
    // An account on no known app may be at the provider as well.
    return worst(factors.get(providerKey(provider))?.get(owner), factors.get(null)?.get(owner)) ?? "not_observed"
  }
}

/**
 * What RC-MFA-05 says of people's accounts by the type of app and where the person stands in the roster; of several accounts
 * there, what it says of the worst.
 */
const factorsByType = once((basis): ReadonlyMap<string | null, ReadonlyMap<number, boolean | ReasonCode>> => {
  const factors = new Map<string | null, Map<number, boolean | ReasonCode>>()
  eachOutcome(idpAccountMfaMissing, accounts, basis, (account, code) => {
    const type = appTypeOf(account)
    const key = type === null ? null : providerKey(type)
    const here = factors.get(key) ?? new Map<number, boolean | ReasonCode>()
    factors.set(key, here)
    const factor = reasonOf(code) ?? code === codes.pass
    for (const owner of account.ownerPositions) here.set(owner, worst(here.get(owner), factor) ?? factor)
  })
  return factors
})

function worst<A extends boolean | ReasonCode>(a: A | undefined, b: A | undefined): A | undefined {
  if (a === undefined || a === true) return b ?? a
  return b === false ? b : a
}

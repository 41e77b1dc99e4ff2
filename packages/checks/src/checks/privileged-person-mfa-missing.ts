import { defineCheck, over } from "../CheckDefinition.ts"
import { fail, gapOf, notAssessable, pass, provided } from "../judgement.ts"
import { some } from "../logic.ts"
import { people } from "../subjects/people.ts"
import { holdsOneOf } from "../terms/access-roles.ts"
import { isIdpAccount } from "../terms/identity-providers.ts"
import { nameOfAccount, nameOfPerson } from "../wording.ts"

export const check = defineCheck({
  id: "privileged-person-mfa-missing",
  code: "RC-JOIN-13",
  title: "People with a privileged role have a second factor at the identity provider",
  severity: "critical",
  group: "mfa-account",
  populationText: "People whose end user holds one of privilegedRoles",
  predicate: {
    pass: "Their accounts on apps of idpAppTypes have a second factor registered.",
    fail: "One of these accounts has none.",
    notAssessable:
      "They are not known to have such an account, its factor is unknown, privilegedRoles or idpAppTypes is not set, or an address of theirs is ambiguous."
  },
  rationale: "The role in one system is worth no more than the proof of identity in the other.",
  remediation: "Have a factor registered today, or take the role away until it is.",
  frameworks: {
    soc2: ["CC6.1", "CC6.3"],
    iso27001: ["A.8.2", "A.8.5"],
    csf2: ["PR.AA-03", "PR.AA-05"],
    cis81: ["6.5"]
  },
  population: ["banyan.endusers"],
  needs: ["push.accounts", "push.employees"],
  withheld: ({ parameters }) => (parameters.privilegedRoles === undefined ? "parameter_unset" : undefined),
  parts: [
    over(people, {
      isMember: ({ endusers }, basis) => some(endusers, holdsOneOf(basis)),
      judge: (basis) => {
        const isIdp = isIdpAccount(basis)
        return (subject) => {
          if (basis.parameters.idpAppTypes === undefined) return notAssessable("parameter_unset")
          // What is known by such an address alone may be one person's role and another's account.
          if (subject.person.ambiguous) return notAssessable("ambiguous_join")
          const { accounts } = subject
          const own = accounts.filter((account) => isIdp(account) === true)
          const bare = own.find(({ mfaRegistered }) => mfaRegistered === false)
          if (bare !== undefined) {
            const name = () => nameOfPerson(subject.person)
            return fail(() => `${name()} holds a privileged role, and ${nameOfAccount(bare)} has no second factor.`)
          }
          if (subject.isAmbiguous) return notAssessable("ambiguous_join")
          const unclear = own.find(({ mfaRegistered }) => mfaRegistered !== true)
          if (unclear !== undefined) return notAssessable(gapOf(unclear.mfaRegistered === null ? null : undefined))
          const untyped = accounts.find((account) => isIdp(account) === null)
          if (untyped !== undefined) return notAssessable(gapOf(untyped.record.appType === null ? null : undefined))
          return provided(
            basis,
            ["push.accounts", "push.employees"],
            own.length > 0 ? pass : notAssessable("not_observed")
          )
        }
      }
    })
  ]
})

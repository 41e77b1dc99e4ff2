import { defineCheck, over } from "../CheckDefinition.ts"
import { fail, gapOf, notAssessable, pass } from "../judgement.ts"
import { accounts } from "../subjects/accounts.ts"
import { ownAddresses } from "../terms/corporate-domain.ts"
import { nameOfAccount } from "../wording.ts"

export const check = defineCheck({
  id: "account-address-foreign",
  code: "RC-ACC-02",
  title: "Accounts are registered with an address of the organisation",
  severity: "medium",
  group: "acc-hygiene",
  populationText: "Accounts used lately",
  predicate: {
    pass: "The account's address is of the organisation's own domains.",
    fail: "The account's address is of another domain.",
    notAssessable: "The address or the organisation's domains are unknown."
  },
  rationale: "Whoever leaves takes a private mailbox along, and with it the way back into the account.",
  remediation: "Change the account's address; or move the data to an account of the organisation and close this one.",
  frameworks: {
    soc2: ["CC6.1", "CC6.2"],
    iso27001: ["A.5.16", "A.6.5"],
    csf2: ["PR.AA-01"],
    cis81: ["5.1", "6.2"]
  },
  population: ["push.accounts"],
  needs: [],
  parts: [
    over(accounts, {
      isMember: ({ isLive }) => isLive,
      judge: ({ tenant }) => {
        const isOwn = ownAddresses(tenant)
        return (account) => {
          const { email } = account.record
          if (email === null || email === undefined) return notAssessable(gapOf(email))
          if (isOwn === null) return notAssessable("parameter_unset")
          const own = isOwn(email)
          if (own === true) return pass
          if (own === null) return notAssessable("unknown_value")
          return fail(() => `${nameOfAccount(account)} is registered with an address of another domain.`)
        }
      }
    })
  ]
})

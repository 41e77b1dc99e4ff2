import { defineCheck, over } from "../CheckDefinition.ts"
import { fail, gapOf, notAssessable, pass } from "../judgement.ts"
import { browsers } from "../subjects/browsers.ts"
import { corporateDomains, isAtDomain } from "../terms/corporate-domain.ts"
import { nameOfBrowser } from "../wording.ts"

export const check = defineCheck({
  id: "browser-personal-sync",
  code: "RC-BRW-01",
  title: "Work browsers sync to no personal profile",
  severity: "high",
  group: "brw-data",
  populationText: "Active browsers",
  predicate: {
    pass: "Profile sync is off, or the profile's address is of the organisation's own domains.",
    fail: "Profile sync is on, and the profile's address is of another domain.",
    notAssessable: "Sync, the address or the organisation's domains are unknown."
  },
  rationale: "Sync takes saved passwords, cookies and history to a machine at home that nobody looks after.",
  remediation: "Let browsers sign in to company accounts only, by policy, and clear what the personal profile saved.",
  frameworks: {
    soc2: ["CC6.7", "CC6.1"],
    iso27001: ["A.8.12", "A.8.1"],
    csf2: ["PR.DS-10~", "PR.AA-01"],
    cis81: ["4.1~", "3.13~"]
  },
  population: ["push.browsers"],
  needs: [],
  parts: [
    over(browsers, {
      isMember: ({ isActive }) => isActive,
      judge: ({ tenant }) => {
        const domains = corporateDomains(tenant)
        return (browser) => {
          const { profileSyncEnabled: syncs, profileEmail: address } = browser.record
          if (syncs === false) return pass
          if (address === null || address === undefined) return notAssessable(gapOf(address))
          if (domains === null) return notAssessable("parameter_unset")
          const isCorporate = isAtDomain(address, domains)
          if (isCorporate === true) return pass
          if (syncs === null || syncs === undefined) return notAssessable(gapOf(syncs))
          if (isCorporate === null) return notAssessable("unknown_value")
          return fail(() => `The ${nameOfBrowser(browser)} syncs to the profile of ${address}.`)
        }
      }
    })
  ]
})

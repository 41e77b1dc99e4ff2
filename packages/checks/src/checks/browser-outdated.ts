import { defineCheck, over } from "../CheckDefinition.ts"
import { browsers } from "../subjects/browsers.ts"
import { atLeastFloor } from "../terms/version-floor.ts"

export const check = defineCheck({
  id: "browser-outdated",
  code: "RC-BRW-03",
  title: "Browsers have a supported version",
  severity: "medium",
  group: "brw-version",
  populationText: "Active browsers",
  predicate: {
    pass: "The browser's version is at least the one in minBrowserVersion for its kind.",
    fail: "The browser's version is lower.",
    notAssessable: "No version is set for its kind, or its own is unknown or not made of numbers."
  },
  rationale: "Holes in browsers are closed every week because they are used every day.",
  remediation: "Turn updates on by policy, and make browsers ask for the restart.",
  frameworks: {
    soc2: ["CC7.1"],
    iso27001: ["A.8.8"],
    csf2: ["PR.PS-02", "ID.RA-01"],
    cis81: ["9.1", "7.4"]
  },
  population: ["push.browsers"],
  needs: [],
  parts: [
    over(browsers, {
      isMember: ({ isActive }) => isActive,
      judge: atLeastFloor({
        floors: ({ minBrowserVersion }) => minBrowserVersion,
        version: ({ version }) => version,
        what: (kind) => kind
      })
    })
  ]
})

import { defineCheck, over } from "../CheckDefinition.ts"
import { browsers } from "../subjects/browsers.ts"
import { atLeastFloor } from "../terms/version-floor.ts"

export const check = defineCheck({
  id: "browser-extension-outdated",
  code: "RC-BRW-02",
  title: "The browser extension has the agreed version",
  severity: "medium",
  group: "brw-version",
  populationText: "Active browsers",
  predicate: {
    pass: "The extension's version is at least the one in minExtensionVersion for the kind of browser.",
    fail: "The extension's version is lower.",
    notAssessable:
      "No version is set for the kind of browser, or the extension's version is unknown or not made of numbers."
  },
  rationale: "An old extension misses kinds of login, and what it misses looks as if all were well.",
  remediation: "Force the update by policy, and look for browsers that are never restarted.",
  frameworks: {
    soc2: ["CC7.2"],
    iso27001: ["A.8.16", "A.8.8"],
    csf2: ["DE.CM-09", "PR.PS-02"],
    cis81: ["7.4"]
  },
  population: ["push.browsers"],
  needs: [],
  parts: [
    over(browsers, {
      isMember: ({ isActive }) => isActive,
      judge: atLeastFloor({
        floors: ({ minExtensionVersion }) => minExtensionVersion,
        version: ({ extensionVersion }) => extensionVersion,
        what: () => "the extension"
      })
    })
  ]
})

import type { Roster } from "@rollcall/model"
import { defineCheck } from "../CheckDefinition.ts"
import { fail, gapOf, notAssessable, pass, provided } from "../judgement.ts"
import type { Known } from "../logic.ts"
import type { Account, App } from "../records.ts"
import { apps } from "../subjects.ts"
import { isLiveAccount } from "../terms/live-account.ts"
import { counted, nameOfApp } from "../wording.ts"

export const check = defineCheck({
  id: "app-refused-in-use",
  code: "RC-APP-02",
  title: "Refused apps are not in use",
  severity: "high",
  group: "app-gov",
  populationText: "Apps whose approval was refused",
  predicate: {
    pass: "No account on the app was used within dormantDays.",
    fail: "At least one account on the app was.",
    notAssessable: "Accounts were not read in full, or the last use of the only accounts is unknown."
  },
  rationale: "The decision was made and does not hold.",
  remediation: "Block the app or put a banner on it, move its data, and close the accounts.",
  frameworks: {
    soc2: ["CC6.8~", "CC9.2"],
    iso27001: ["A.5.10", "A.5.23"],
    csf2: ["PR.PS-05", "ID.AM-04"],
    cis81: ["2.3"]
  },
  population: ["push.apps"],
  needs: ["push.accounts"],
  subjects: apps,
  isMember: isRefused,
  judge: (basis) => {
    const accountsOf = accountsByApp(basis.roster)
    return (app) => {
      const uses = accountsOf(app).map((account) => ({ account, live: isLiveAccount(account, basis) }))
      const live = uses.filter((use) => use.live === true)
      if (live.length > 0)
        return fail(`${nameOfApp(app)} is refused and has ${counted(live.length, "account")} in use.`)
      const unclear = uses.find((use) => use.live === null)
      return provided(basis, ["push.accounts"], unclear === undefined ? pass : notAssessable(gapOfUse(unclear.account)))
    }
  }
})

/** `null` is documented as "not set", which is not refused. */
function isRefused({ approvalStatus }: App): Known {
  if (approvalStatus === undefined) return null
  if (approvalStatus === "NOT_APPROVED") return true
  return approvalStatus === null || approvalStatus === "APPROVED" || approvalStatus === "UNDER_REVIEW" ? false : null
}

function gapOfUse({ lastUsedTimestamp }: Account) {
  return lastUsedTimestamp === null || lastUsedTimestamp === undefined ? gapOf(lastUsedTimestamp) : "clock_skew"
}

/** An account is an app's by `appId`; only where it names none, by type. */
function accountsByApp(roster: Roster): (app: App) => ReadonlyArray<Account> {
  const byId = Map.groupBy(roster.accounts, ({ record }) => record.appId ?? null)
  const byType = Map.groupBy(byId.get(null) ?? [], ({ record }) => record.appType ?? null)
  return ({ id, type }) => {
    const typed = typeof type === "string" ? byType.get(type) : undefined
    return [...(byId.get(id) ?? []), ...(typed ?? [])].map(({ record }) => record)
  }
}

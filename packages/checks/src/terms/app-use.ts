/**
 * How much an app is used.
 */
import type { Person } from "@rollcall/model"
import type { Basis } from "../Basis.ts"
import { type Known, some } from "../logic.ts"
import type { App } from "../records.ts"
import { accountsOf } from "../subjects/accounts.ts"

/** Whether an app has a live account. */
export const isInUse = (app: App, basis: Basis): Known => some(accountsOf(app, basis), ({ isLive }) => isLive)

/** Whether at least so many people hold a live account on an app; whose an account of nobody's is, is unknown. */
export function isUsedBy(count: number, app: App, basis: Basis): Known {
  const holders = new Set<Person>()
  const possible = new Set<Person>()
  let nobodys = 0
  for (const { isLive, owners } of accountsOf(app, basis)) {
    if (isLive === false) continue
    if (owners.length === 0) nobodys++
    for (const owner of owners) {
      possible.add(owner)
      if (isLive === true) holders.add(owner)
    }
    if (holders.size >= count) return true
  }
  return possible.size + nobodys >= count ? null : false
}

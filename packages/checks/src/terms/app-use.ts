/**
 * How much an app is used.
 */
import type { Basis } from "../Basis.ts"
import type { Known } from "../logic.ts"
import type { App } from "../records.ts"
import { accountsOf } from "../subjects/accounts.ts"

/** Whether an app has a live account. */
export function isInUse(app: App, basis: Basis): Known {
  let result: Known = false
  for (const { isLive } of accountsOf(app, basis)) {
    if (isLive === true) return true
    if (isLive === null) result = null
  }
  return result
}

/** Whether at least so many people hold a live account on an app; whose an account of nobody's is, is unknown. */
export function isUsedBy(count: number, app: App, basis: Basis): Known {
  const holders = new Set<number>()
  const possible = new Set<number>()
  let nobodys = 0
  for (const { isLive, ownerPositions } of accountsOf(app, basis)) {
    if (isLive === false) continue
    if (ownerPositions.length === 0) nobodys++
    for (const owner of ownerPositions) {
      possible.add(owner)
      if (isLive === true) holders.add(owner)
    }
    if (holders.size >= count) return true
  }
  return possible.size + nobodys >= count ? null : false
}

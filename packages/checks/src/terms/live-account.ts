import type { Basis } from "../Basis.ts"
import type { Known } from "../logic.ts"
import type { Account } from "../records.ts"
import { ageOf, isWithin } from "./age.ts"

/** Whether an account was used within `dormantDays`, as far as the extension saw. */
export const isLiveAccount = (account: Account, basis: Basis): Known =>
  isWithin(ageOf(account.lastUsedTimestamp, basis), basis.parameters.dormantDays)

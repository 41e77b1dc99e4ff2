import type { Basis } from "../Basis.ts"
import { and, type Known, told } from "../logic.ts"
import type { Browser } from "../records.ts"
import { ageOf, isWithin } from "./age.ts"

/** Whether a browser is a licensed employee's and was online within `browserStaleDays`. */
export const isActiveBrowser = (browser: Browser, basis: Basis): Known =>
  and(told(browser.isActive), isWithin(ageOf(browser.lastOnlineTimestamp, basis), basis.parameters.browserStaleDays))

/**
 * Rosters that the generator of `totality.test.ts` alters: one area of the catalogue each.
 */
import type { Assessing, RosterParts } from "../builders.ts"
import { accountsAppsBrowsers } from "./accounts-apps-browsers.ts"
import { credentialChecks } from "./credentials.ts"
import { devices } from "./devices.ts"
import { firstChecks } from "./first-checks.ts"
import { join } from "./join.ts"

/** Two rosters of an area, in which each of its checks fails and passes for somebody or something. */
export interface Area {
  /** Ids of the checks that fail in `failing` and pass in `passing`. */
  readonly checks: ReadonlyArray<string>
  /** A list for each kind of record, so that records can be altered by position. */
  readonly failing: RosterParts
  readonly passing: RosterParts
  /** Parameters, exceptions and history that both are judged with. */
  readonly assessing: Assessing
}

/** Every area; together they have every check that is no gate. */
export const areas: ReadonlyArray<Area> = [firstChecks, accountsAppsBrowsers, credentialChecks, devices, join]

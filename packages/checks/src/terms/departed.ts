/**
 * Who has gone, as far as that follows from the list of leavers.
 */
import { dateInZone } from "@rollcall/model"
import { once } from "../Basis.ts"
import type { DepartureSubject } from "../subjects/departures.ts"

/** How a detail calls somebody who may have gone. */
export const nameOfDeparture = ({ id, emails, people }: DepartureSubject): string =>
  people[0]?.person.email ?? emails[0] ?? id

/** Tells whether somebody's last day is reached in the tenant's time zone. */
export const lastDayReached = once(({ asOfMs, tenant }) => {
  const today = dateInZone(asOfMs, tenant.timezone)
  return ({ lastDay }: DepartureSubject): boolean => lastDay !== null && lastDay <= today
})

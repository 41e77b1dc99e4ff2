import { dateInZone } from "@rollcall/model"
import { once } from "../Basis.ts"

/** The snapshot's day in the tenant's time zone, `2026-10-31`. */
export const todayOf = once(({ asOfMs, tenant }) => dateInZone(asOfMs, tenant.timezone))

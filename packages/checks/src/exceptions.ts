/**
 * Which exceptions cover which failures.
 */
import { dateInZone, normaliseEmail, type PostureException, resolveAlias, type Tenant } from "@rollcall/model"
import type { CheckDefinition } from "./CheckDefinition.ts"

/** A configured exception that is looked up by check and subject. */
export interface Waivers {
  /** Looks up the valid exceptions of a check by a subject's names, and gives their positions; `null` if it has none. */
  readonly covering: (check: CheckDefinition) => ((names: ReadonlyArray<string>) => ReadonlyArray<number>) | null
  readonly isExpired: (exception: PostureException) => boolean
}

/**
 * Prepares exceptions for one assessment.
 *
 * **Details** A subject is compared as an address, normalised as in the join, else as text in any letter case. An
 * exception holds through its last day in the tenant's time zone.
 */
export function waivers(exceptions: ReadonlyArray<PostureException>, tenant: Tenant, asOfMs: number): Waivers {
  // Where none could expire nobody waits for the time zones, which take their time to load.
  const today = exceptions.length === 0 ? "" : dateInZone(asOfMs, tenant.timezone)
  const isExpired = ({ expires }: PostureException) => expires < today
  const positions = new Map<string, Map<string, Array<number>>>()
  for (const [position, exception] of exceptions.entries()) {
    if (isExpired(exception)) continue
    const ofCheck = positions.get(exception.check) ?? new Map<string, Array<number>>()
    const subject = nameKey(exception.subject, tenant)
    ofCheck.set(subject, [...(ofCheck.get(subject) ?? []), position])
    positions.set(exception.check, ofCheck)
  }
  return {
    isExpired,
    covering: (check) => {
      const tables = [positions.get(check.id), positions.get(check.code)].filter((each) => each !== undefined)
      if (tables.length === 0) return null
      return (names) => {
        const keys = new Set(names.map((name) => nameKey(name, tenant)))
        return tables.flatMap((table) => Array.from(keys).flatMap((key) => table.get(key) ?? []))
      }
    }
  }
}

/** What a name is compared by. */
export function nameKey(name: string, tenant: Tenant): string {
  const email = normaliseEmail(name)
  return email === null ? name.trim().toLowerCase() : resolveAlias(email, tenant.email)
}

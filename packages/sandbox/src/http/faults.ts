/**
 * Faults that a sandbox commits on purpose, each counted on its own.
 */
import type { Fault, SandboxApi } from "../switches.ts"
import type { Json } from "./json.ts"

/** What a fault is matched against. */
export interface FaultSubject {
  readonly api: SandboxApi
  readonly method: string
  readonly path: string
  readonly tenant: string | undefined
}

/** Picks the fault that a request meets, if any. */
export type FaultPlan = (subject: FaultSubject) => Fault | undefined

/**
 * Makes the plan of a list of faults.
 *
 * **Details** The first fault in the list that is due wins. Every matching request counts towards `after`, also one
 * that an earlier fault has hit.
 */
export const makeFaultPlan = (faults: ReadonlyArray<Fault>): FaultPlan => {
  const seen = faults.map(() => 0)
  return (subject) => {
    let due: Fault | undefined
    for (const [index, fault] of faults.entries()) {
      if (!isMeant(fault, subject)) continue
      const number = seen[index] ?? 0
      seen[index] = number + 1
      const first = fault.after ?? 0
      const isDue = number >= first && number < first + (fault.count ?? Number.POSITIVE_INFINITY)
      if (isDue) due ??= fault
    }
    return due
  }
}

const isMeant = (fault: Fault, subject: FaultSubject) =>
  fault.api === subject.api &&
  (fault.method === undefined || fault.method === subject.method) &&
  (fault.tenant === undefined || fault.tenant === subject.tenant) &&
  (subject.path === fault.path || subject.path.startsWith(fault.path.endsWith("/") ? fault.path : `${fault.path}/`))

/** The body with the first record of its page once more at the end; a body without a page stays as it is. */
export const withDuplicate = (body: Json | undefined): Json | undefined => {
  if (typeof body !== "object" || body === null) return body
  if (isPage(body)) return [...body, ...body.slice(0, 1)]
  for (const [name, member] of Object.entries(body)) {
    if (isPage(member)) return { ...body, [name]: [...member, ...member.slice(0, 1)] }
  }
  return body
}

// Array.isArray does not narrow a readonly array out of a union.
const isPage = (value: Json | undefined): value is ReadonlyArray<Json> => Array.isArray(value)

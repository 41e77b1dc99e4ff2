import type { ReasonCode } from "@rollcall/model"
import { gapOf } from "../judgement.ts"

/** Whose property a device is. */
export type Ownership = "Corporate Dedicated" | "Corporate Shared" | "Employee Owned"

const ownerships: ReadonlyArray<Ownership> = ["Corporate Dedicated", "Corporate Shared", "Employee Owned"]

/** What the source says where nobody has recorded anything of use. */
export const unrecordedOwnerships: ReadonlySet<string> = new Set(["", "UNKNOWN", "Undefined", "Other"])

/** Whose property a device is by what the source says, or why that is unknown. */
export function ownershipOf(
  text: string | null | undefined
): { readonly is: Ownership } | { readonly unknown: ReasonCode } {
  if (text === null || text === undefined) return { unknown: gapOf(text) }
  const is = ownerships.find((each) => each === text)
  if (is !== undefined) return { is }
  return { unknown: unrecordedOwnerships.has(text) ? "field_null" : "unknown_value" }
}

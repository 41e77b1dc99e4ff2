/**
 * An address that somebody typed.
 */
import { normaliseEmail } from "@rollcall/model"
import { Effect } from "effect"
import { Failure } from "./Failure.ts"

/** The spelling that is compared, before the tenant's aliases. */
export function typedEmail(text: string): Effect.Effect<string, Failure> {
  const email = normaliseEmail(text)
  if (email !== null) return Effect.succeed(email)
  return Effect.fail(
    new Failure({
      code: "usage",
      summary: `"${text}" is no email address.`,
      where: {},
      next: "write it as name@domain; `rollcall lookup` finds people by name as well."
    })
  )
}

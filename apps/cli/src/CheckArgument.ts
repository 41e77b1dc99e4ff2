/**
 * A check that somebody named.
 */
import { catalogue, type CheckDefinition } from "@rollcall/checks"
import { Effect } from "effect"
import { Failure } from "./Failure.ts"

/** The check with an id or RC code, in any letter case. */
export function checkNamed(name: string): Effect.Effect<CheckDefinition, Failure> {
  const found = catalogue.find((each) => each.id === name.toLowerCase() || each.code === name.toUpperCase())
  if (found !== undefined) return Effect.succeed(found)
  return Effect.fail(
    new Failure({
      code: "usage",
      summary: `there is no check ${name}.`,
      where: {},
      next: `name one of: ${catalogue.map((each) => each.id).join(", ")}.`
    })
  )
}

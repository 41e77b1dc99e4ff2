/**
 * Bodies of writes (contracts/push.md, section 6, rows 17 to 21).
 */
import { Schema, type Option } from "effect"
import type { PushSwitches } from "../switches.ts"
import type { PushContext } from "./operation.ts"

/** Reads a JSON body, or nothing where it does not fit; an empty one is an empty object where no body is required. */
export const readBody = <T>(
  context: PushContext,
  schema: Schema.Codec<T, unknown>,
  presence: "required" | "optional" = "required"
): Option.Option<T> => {
  const text = presence === "optional" && context.body === "" ? "{}" : context.body
  return Schema.decodeUnknownOption(Schema.fromJsonString(schema))(text, {
    onExcessProperty: context.switches.unknownInput === "refused" ? "error" : "ignore"
  })
}

/** Whether a text is no longer than it may be, as the switch counts. */
export const fits = (text: string | undefined, lengthMax: number, { textLength }: PushSwitches): boolean =>
  text === undefined || (textLength === "utf-16" ? text.length : Array.from(text).length) <= lengthMax

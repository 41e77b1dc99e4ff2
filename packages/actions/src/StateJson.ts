/**
 * A state as the audit trail keeps it.
 */
import { stringifyJson } from "@rollcall/model"
import { Schema } from "effect"

/** A state as JSON; a number that JSON cannot hold in a double keeps its digits only in the text it came in. */
export const asJson = (state: unknown): Schema.Json => decodeJson(stringifyJson(state))

const decodeJson = Schema.decodeSync(Schema.fromJsonString(Schema.Json))

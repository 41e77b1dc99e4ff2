/**
 * JSON without loss, as records are stored: integers that a double cannot hold keep every digit.
 */
export { parseJson, stringifyJson } from "@rollcall/push/schema"

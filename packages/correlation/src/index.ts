/**
 * Correlation: joins the records of one snapshot into a roster, and finds people and devices in it.
 *
 * Pure: the same snapshot gives the same roster, whatever order its records came in.
 *
 * **Source** design/product.md, "The join".
 */
export { correlate } from "./correlate.ts"
export { search } from "./search.ts"
export type { RosterMatch } from "./search.ts"

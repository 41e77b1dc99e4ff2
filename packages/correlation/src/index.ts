/**
 * Correlation: joins the records of one snapshot into a roster, finds people and devices in it, and compares it with another.
 *
 * Pure: the same snapshot gives the same roster, whatever order its records came in.
 *
 * **Source** design/product.md, "The join".
 */
export type { Change, ChangeValue } from "./aspects.ts"
export { type ComparedSubject, type Comparison, compareRosters, type RosterComparison } from "./compare.ts"
export { correlate } from "./correlate.ts"
export { search } from "./search.ts"
export type { RosterMatch } from "./search.ts"

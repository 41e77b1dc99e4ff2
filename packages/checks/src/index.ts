/**
 * Posture checks: judges a roster against the catalogue.
 *
 * Pure: no I/O, no clock. The instant that ages and expiries are judged at is the snapshot's `finishedAt`.
 */
export { assess } from "./assess.ts"
export { catalogue, catalogueVersion } from "./catalogue.ts"
export type { CheckDefinition } from "./CheckDefinition.ts"
export { recordOf } from "./record.ts"
export { type ExplainedOutcome, explaining } from "./explain.ts"

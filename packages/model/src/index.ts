/**
 * Rollcall's nouns: values without behaviour that touches the outside.
 */
export * from "./Assessment.ts"
export * from "./Audit.ts"
export * from "./Email.ts"
export * from "./Exception.ts"
export * from "./History.ts"
export * from "./Json.ts"
export * from "./Lookup.ts"
export * from "./Parameters.ts"
export * from "./Period.ts"
export * from "./Report.ts"
export * from "./Resource.ts"
export * from "./Roster.ts"
export * from "./Snapshot.ts"
export * from "./SnapshotChoice.ts"
export * from "./Tenant.ts"

/**
 * The records of the Banyan-style device API, with the source's own member names.
 *
 * Times are ISO 8601 text with the digits that their unit has. Members may be absent, `null` or `""`; the three are kept
 * apart. Unknown members and unknown enum values are kept.
 *
 * **Source** contracts/banyan.md, sections 1 and 4.
 */
export { AuditLog } from "./AuditLog.ts"
export { Device } from "./Device.ts"
export { DeviceV2 } from "./DeviceV2.ts"
export { EndUser } from "./EndUser.ts"
export { EndUserV2 } from "./EndUserV2.ts"
export { Trust, TrustData, TrustFactor, trustLevels } from "./Trust.ts"
export { ScoreExplanation, TrustScore } from "./TrustScore.ts"

/**
 * Writes to a source, each rehearsed, shown, confirmed, put on record, sent once and read back.
 */
export type {
  Acted,
  Action,
  Answer,
  ErrorNature,
  Order,
  Outcome,
  Place,
  Preview,
  Problem,
  TypedBack
} from "./Action.ts"
export {
  type ActionError,
  ActionRefused,
  ChangedMeanwhile,
  isActionError,
  OutcomeUnrecorded,
  SubjectMissing,
  Unconfirmed
} from "./ActionError.ts"
export { act } from "./Acting.ts"
export { banDevice, unbanDevice } from "./banyan/ban.ts"
export type { BanyanActionsClient, BanyanActionsError } from "./banyan/BanyanActionsClient.ts"
export { deactivateEndUser } from "./banyan/deactivate.ts"
export { deleteDevice, deleteDeviceOfOwner } from "./banyan/delete.ts"
export { DeviceState } from "./banyan/DeviceState.ts"
export type { DeviceOptions, DeviceOverrides } from "./banyan/DeviceTarget.ts"
export { EndUserState } from "./banyan/EndUserState.ts"
export { banyanSettlings } from "./banyan/settlings.ts"
export { LookAgainWaits } from "./Ending.ts"
export { natureOf } from "./natureOf.ts"
export { actMany, linesOf, type LineEnding, type LineResult, type List } from "./Lists.ts"
export { rehearse, type WireRequest } from "./Rehearsal.ts"
export { type Refusal, refusalText } from "./Refusal.ts"
export {
  type Open,
  openIntentions,
  settle,
  type Settled,
  type SettleOptions,
  type Settling,
  settlingOf,
  type Settlings,
  underWayMax
} from "./Settling.ts"

/**
 * How to tell what became of each Banyan action, from what its intention says.
 */
import type { AuditEntry } from "@rollcall/model"
import { Option, Schema } from "effect"
import type { Action } from "../Action.ts"
import { type Settling, settlingOf, type Settlings } from "../Settling.ts"
import { banDevice, banOperation, unbanDevice, unbanOperation } from "./ban.ts"
import type { BanyanActionsClient, BanyanActionsError } from "./BanyanActionsClient.ts"
import { deactivateEndUser, deactivateOperation } from "./deactivate.ts"
import { deleteDevice, deleteDeviceOfOwner, deleteForOwnerOperation, deleteOperation } from "./delete.ts"
import { DeviceState } from "./DeviceState.ts"
import { EndUserState } from "./EndUserState.ts"

type BanyanSettling = Settling<BanyanActionsClient, BanyanActionsError>

/** The Banyan actions by their names in the audit trail. */
export const banyanSettlings: Settlings<BanyanActionsClient, BanyanActionsError> = new Map(
  Object.entries({
    [banOperation]: (intention: AuditEntry) => deviceSettling(intention, banDevice(intention.subject)),
    [unbanOperation]: (intention: AuditEntry) => deviceSettling(intention, unbanDevice(intention.subject)),
    [deleteOperation]: (intention: AuditEntry) => deviceSettling(intention, deleteDevice(intention.subject)),
    [deleteForOwnerOperation]: (intention: AuditEntry) =>
      Option.match(decodeOwner(intention.parameters), {
        onNone: () => null,
        onSome: ({ email }) => deviceSettling(intention, deleteDeviceOfOwner(intention.subject, email))
      }),
    [deactivateOperation]: (intention: AuditEntry) =>
      settling(decodeEndUserState(intention.before), deactivateEndUser(intention.subject))
  }).map(([operation, settle]) => [`banyan ${operation}`, settle])
)

type BanyanAction<S> = Action<BanyanActionsClient, BanyanActionsError, S>

const deviceSettling = ({ before }: AuditEntry, action: BanyanAction<DeviceState>): BanyanSettling | null =>
  settling(decodeDeviceState(before), action)

const settling = <S>(before: Option.Option<S>, action: BanyanAction<S>): BanyanSettling | null =>
  Option.match(before, { onNone: () => null, onSome: (state) => settlingOf(action, state) })

const decodeDeviceState = Schema.decodeUnknownOption(DeviceState)
const decodeEndUserState = Schema.decodeUnknownOption(EndUserState)
const decodeOwner = Schema.decodeUnknownOption(Schema.Struct({ email: Schema.String }))

/**
 * As much of a Banyan client as the actions need.
 */
import type {
  ArgumentError,
  DevicesResource,
  DevicesV2Resource,
  EndUsersResource,
  EndUsersV2Resource,
  SourceError
} from "@rollcall/banyan"

/** Why an operation of the client ends. */
export type BanyanActionsError = SourceError | ArgumentError

/** Reads give exact matches only; each write is sent once. */
export interface BanyanActionsClient {
  readonly devices: Pick<DevicesResource, "withSerialNumber" | "ofOwner" | "update" | "delete" | "deleteForOwner">
  readonly endusers: Pick<EndUsersResource, "withEmail" | "pages">
  readonly endusersV2: Pick<EndUsersV2Resource, "withEmail" | "deactivate">
  readonly devicesV2: Pick<DevicesV2Resource, "withSerialNumber">
}

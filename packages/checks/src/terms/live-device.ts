import type { Basis } from "../Basis.ts"
import { and, type Known, not, told } from "../logic.ts"
import type { Device } from "../records.ts"
import { ageOf, isWithin } from "./age.ts"

/** Whether a device is registered, not banned and logged in within `deviceDormantDays`; a deleted one is not. */
export const isLiveDevice = (device: Device, basis: Basis): Known =>
  and(
    device.is_deleted !== true,
    told(device.RegisteredStatus),
    not(told(device.Banned)),
    isWithin(ageOf(device.LastLogin, basis), basis.parameters.deviceDormantDays)
  )

/** Whether a device is banned; a deleted one is not. */
export const isBannedDevice = (device: Device): Known => and(device.is_deleted !== true, told(device.Banned))

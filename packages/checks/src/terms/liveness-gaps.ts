/**
 * Why it is unknown whether something is in use.
 */
import type { ReasonCode } from "@rollcall/model"
import { gapOf } from "../judgement.ts"
import type { BrowserSubject } from "../subjects/browsers.ts"
import type { DeviceSubject } from "../subjects/devices.ts"

/** Why it is unknown whether a browser is active. */
export function gapOfActivity({ record: { isActive }, offline }: BrowserSubject): ReasonCode {
  if (isActive === null || isActive === undefined) return gapOf(isActive)
  return typeof offline === "string" ? offline : "field_null"
}

/** Why it is unknown whether a device is live. */
export function gapOfLife({ record, unused }: DeviceSubject): ReasonCode {
  const { RegisteredStatus, Banned } = record
  if (RegisteredStatus === null || RegisteredStatus === undefined) return gapOf(RegisteredStatus)
  if (Banned === null || Banned === undefined) return gapOf(Banned)
  return typeof unused === "string" ? unused : "field_null"
}

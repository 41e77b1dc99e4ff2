import { type JudgedPart, over } from "../CheckDefinition.ts"
import type { Basis } from "../Basis.ts"
import { fail, gapOf, notAssessable, pass } from "../judgement.ts"
import { devices, type DeviceSubject } from "../subjects/devices.ts"

interface ManagementSpec {
  readonly statusOf: (device: DeviceSubject) => boolean | null | undefined
  /** The status that passes. */
  readonly good: boolean
  /** The detail of a fail. */
  readonly failing: (device: DeviceSubject) => string
}

/**
 * Judges the registered devices that are not banned by what device management says of them.
 *
 * **Details** Bad news holds until it is taken back, however old it is; good news holds while it is fresh.
 */
export const byManagement = ({ statusOf, good, failing }: ManagementSpec): ((basis: Basis) => JudgedPart) =>
  over(devices, {
    isMember: ({ isAdmitted }) => isAdmitted,
    judge:
      ({ parameters }) =>
      (device) => {
        const status = statusOf(device)
        if (status === null || status === undefined) return notAssessable(gapOf(status))
        if (status !== good) return fail(() => failing(device))
        if (typeof device.managed === "string") return notAssessable(device.managed)
        return device.managed <= parameters.telemetryStaleDays ? pass : notAssessable("stale")
      }
  })

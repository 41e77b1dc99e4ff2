/**
 * Devices: a row for each, shared ones once with all their people.
 */
import type { ReportPerson } from "@rollcall/model"
import { deviceId, devicesOf, failingChecksByDevice, failingCount, type OwnedDevice } from "../subjects.ts"
import { type DeviceTrust, trustOf } from "../trust.ts"
import { defineTable, fact, instant, several, words } from "./DataTable.ts"

interface Row extends OwnedDevice {
  readonly trust: DeviceTrust
  readonly areOwnersTold: boolean
}

export const devices = defineTable<Row>({
  name: "devices",
  title: "Devices",
  rows: function* (document) {
    for (const { device, owners } of devicesOf(document)) {
      const areOwnersTold = owners.length > 0 || (device.Emails !== undefined && device.Emails !== null)
      yield { device, owners, trust: trustOf(device), areOwnersTold }
    }
  },
  columns: (document) => {
    const failing = failingChecksByDevice(document)
    return {
      device_id: ({ device }) => words(device.DeviceID),
      serial_number: ({ device }) => words(device.SerialNumber),
      friendly_name: ({ device }) => words(device.DeviceFriendlyName),
      owners: ({ areOwnersTold, owners }) => (areOwnersTold ? several(owners.map(address)) : null),
      owner_count: ({ areOwnersTold, owners }) => (areOwnersTold ? owners.length : null),
      platform: ({ device }) => words(device.Platform),
      os: ({ device }) => words(device.OS),
      model: ({ device }) => words(device.Model),
      ownership: ({ device }) => words(device.Ownership),
      registered: ({ device }) => fact(device.RegisteredStatus),
      banned: ({ device }) => fact(device.Banned),
      trust_level: ({ trust }) => trust.level,
      trust_score: ({ trust }) => trust.score,
      created_at: ({ device }) => instant(device.CreatedAt),
      last_login: ({ device }) => instant(device.LastLogin),
      deleted: ({ device }) => fact(device.is_deleted),
      failing_checks: ({ device }) => failingCount(document, failing.get(deviceId(device) ?? "") ?? 0)
    }
  }
})

/** The address that names a person, else the employee id. */
export const address = (person: ReportPerson): string => person.email ?? person.employee?.id ?? ""

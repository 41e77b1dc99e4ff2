/**
 * What a fake Banyan API holds of a tenant while it runs: made from the tenant's state, which it leaves alone.
 */
import type { BanyanSwitches } from "../switches.ts"
import type { TenantData } from "../tenants/makeTenants.ts"
import { makeAuditLog, type AuditLog } from "./audit-log.ts"
import { makeMappingBook, type Mapping, type MappingBook } from "./mappings.ts"
import type { Device, EndUser } from "./state.ts"
import { makeTable, type Table } from "./table.ts"
import type { TrustScore } from "./trust-score.ts"
import { makeUnrest, newDevice, newEndUser, type Unrest } from "./unrest.ts"

/** A tenant's records, open to change. */
export interface BanyanStore {
  readonly orgId: string
  readonly endUsers: Table<EndUser>
  readonly devices: Table<Device>
  readonly unrest: { readonly endUsers: Unrest<EndUser>; readonly devices: Unrest<Device> }
  readonly mappings: MappingBook
  /** Levels that administrators have set, the latest of a target last. */
  readonly externalScores: Array<TrustScore>
  readonly auditLog: AuditLog
  readonly devicesOf: (serialNumber: string) => ReadonlyArray<Device>
  readonly endUserOf: (email: string) => EndUser | undefined
  /** Removes mappings, revokes their certificates and takes the links off both sides. */
  readonly unmap: (mappings: ReadonlyArray<Mapping>) => void
}

/** Makes the store of a tenant. */
export const makeBanyanStore = ({ banyan, tenant }: TenantData, switches: BanyanSwitches): BanyanStore => {
  const endUsers = makeTable(banyan.endUsers)
  const devices = makeTable(banyan.devices)
  const mappings = makeMappingBook(banyan)
  const endUserOf = (email: string) =>
    endUsers.all().find(({ record }) => record.Email.toLowerCase() === email.toLowerCase())
  return {
    orgId: banyan.orgId,
    endUsers,
    devices,
    unrest: {
      endUsers: makeUnrest(endUsers, newEndUser, switches),
      devices: makeUnrest(devices, newDevice, switches)
    },
    mappings,
    externalScores: [],
    auditLog: makeAuditLog(banyan.orgId, `security@${tenant.domains[0] ?? "tenant.example"}`),
    devicesOf: (serialNumber) => devices.all().filter(({ record }) => record.SerialNumber === serialNumber),
    endUserOf,
    unmap: (removed) => {
      for (const mapping of removed) {
        mappings.remove(mapping)
        const device = devices.find(mapping.deviceId)
        if (device !== undefined) devices.put(withoutEmails(device, mapping.emails))
        const endUser = endUserOf(mapping.emails[0] ?? "")
        if (endUser !== undefined) endUsers.put(withoutSerial(endUser, mapping.serialNumber))
      }
    }
  }
}

const withoutEmails = (device: Device, emails: ReadonlyArray<string>): Device => {
  const { Emails = [] } = device.record
  return { ...device, record: { ...device.record, Emails: Emails.filter((email) => !emails.includes(email)) } }
}

const withoutSerial = (endUser: EndUser, serialNumber: string): EndUser => {
  const { SerialNumbers = [] } = endUser.record
  const rest = SerialNumbers.filter((serial) => serial !== serialNumber)
  return { ...endUser, record: { ...endUser.record, SerialNumbers: rest } }
}

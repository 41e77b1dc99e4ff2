/**
 * What the app on a device does without the API that this package serves: it registers and it reports.
 *
 * Devices and end users come into being in no other way (contracts/banyan.md, section 3), and only so does one see what a
 * ban and an unban leave behind (section 6, F16).
 */
import { uuidOf } from "../tenants/random.ts"
import { isTrue } from "./listing.ts"
import { isSameEmail, type Mapping } from "./mappings.ts"
import { standDevice } from "./standing.ts"
import type { Device, EndUser, TrustData } from "./state.ts"
import type { BanyanStore } from "./store.ts"
import { nextCreatedAt } from "./table.ts"

/** The devices of a tenant, and who may look at their certificates. */
export interface AppSide {
  /** Every mapping that ever was, with its certificate. */
  readonly mappings: () => ReadonlyArray<Mapping>
  /**
   * Registers a device for an end user with a new certificate; device and end user are made where they are missing, and
   * are active from now on.
   *
   * **Details** A banned serial number is refused, and nothing changes.
   */
  readonly register: (serialNumber: string, email: string) => "registered" | "banned"
  /** Lets every registered device with the serial number send its factors, so that its trust is known again. */
  readonly report: (serialNumber: string) => void
}

/** Makes the app side of a tenant's devices. */
export const makeAppSide = (store: BanyanStore): AppSide => ({
  mappings: store.mappings.all,
  register: (serialNumber, email) => {
    const devices = store.devicesOf(serialNumber)
    if (devices.some(({ record }) => isTrue(record.Banned))) return "banned"
    const mapped = store.mappings.ofEmail(email).find((mapping) => mapping.serialNumber === serialNumber)
    const device = devices.find(({ id }) => id === mapped?.deviceId) ?? devices[0] ?? newDevice(store, serialNumber)
    const endUser = store.endUserOf(email) ?? newEndUser(store, email)
    if (mapped !== undefined) store.mappings.remove(mapped)
    const registered = withEmail(device, email)
    store.devices.put(registered)
    store.endUsers.put(withSerial(endUser, serialNumber))
    store.mappings.add(registered, [...new Set([email, endUser.record.Email])])
    return "registered"
  },
  report: (serialNumber) => {
    for (const device of store.devicesOf(serialNumber)) {
      if (isTrue(device.record.RegisteredStatus)) store.devices.put(standDevice(device, { awaitsReport: false }))
    }
  }
})

const withEmail = (device: Device, email: string): Device => {
  const { Emails = [], is_deleted: _isDeleted, ...record } = device.record
  const isListed = Emails.some((other) => isSameEmail(other, email))
  return {
    ...device,
    isActive: true,
    record: { ...record, Emails: isListed ? Emails : [...Emails, email], RegisteredStatus: "TRUE" }
  }
}

const withSerial = (endUser: EndUser, serialNumber: string): EndUser => {
  const { SerialNumbers = [], is_deleted: _isDeleted, ...record } = endUser.record
  return {
    ...endUser,
    isActive: true,
    record: { ...record, SerialNumbers: [...new Set([...SerialNumbers, serialNumber])] }
  }
}

const newDevice = (store: BanyanStore, serialNumber: string): Device => {
  const id = uuidOf(`${store.orgId}/device/${serialNumber}`)
  const createdAt = nextCreatedAt(store.devices)
  const record = {
    DeviceID: id,
    SerialNumber: serialNumber,
    DeviceFriendlyName: "",
    Emails: [],
    LastLogin: 0n,
    LoginCount: 0,
    Ownership: "Corporate Dedicated",
    Platform: "Darwin",
    Model: "MacBook Pro",
    Architecture: "arm64",
    RegisteredStatus: "TRUE",
    MdmData: { Timestamp: 0n, Source: "BNN", CompromisedStatus: "FALSE", CompliantStatus: "" },
    TrustData: freshTrust(createdAt),
    Roles: [],
    Banned: "FALSE",
    OS: "",
    AppVersion: ""
  }
  return standDevice({ id, isActive: true, createdAt, record }, { awaitsReport: true })
}

const newEndUser = (store: BanyanStore, email: string): EndUser => {
  const createdAt = nextCreatedAt(store.endUsers)
  return {
    id: uuidOf(`${store.orgId}/enduser/${email}/${store.auditLog.all().length}`),
    isActive: true,
    createdAt,
    invitedAt: 0n,
    record: {
      Name: "",
      Email: email,
      Groups: "",
      LastLogin: 0n,
      LoginCount: 0,
      SerialNumbers: [],
      TrustData: freshTrust(createdAt),
      Roles: []
    }
  }
}

const freshTrust = (updatedAt: bigint): TrustData => ({
  EntityTrustscore: 100,
  OverrideTrustscore: 100,
  AccessTrustscore: 100,
  OverrideActive: "FALSE",
  Level: "High",
  UpdatedAt: updatedAt,
  Factors: []
})

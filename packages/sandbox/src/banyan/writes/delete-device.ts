/**
 * Deleting devices: operation 3 (contracts/banyan.md, section 3.1 and section 6, rows F11 and F12).
 */
import type { Mapping } from "../mappings.ts"
import { messageV1, parameter, type BanyanContext, type Operation } from "../operation.ts"
import type { Device } from "../state.ts"

/**
 * Operation 3: with `Email` the mapping of that end user, without it all of the serial number.
 *
 * **Details** A device goes with its last mapping, an end user with theirs. An address has to be spelled as one of the two
 * lists spells it.
 *
 * **Gotchas** An empty `Email` counts as none, so the wide delete runs; the record of requests is marked.
 */
export const deleteDevice: Operation = (context) => {
  const { store } = context
  const serialNumber = parameter(context, "SerialNumber")
  if (serialNumber === undefined) return messageV1(400, "SerialNumber is required")
  const email = parameter(context, "Email")
  const devices = store.devicesOf(serialNumber)
  const mappings = devices
    .flatMap(({ id }) => store.mappings.ofDevice(id))
    .filter(({ emails }) => email === undefined || emails.includes(email))
  if (devices.length === 0 || (email !== undefined && mappings.length === 0)) {
    return messageV1(400, "The device is not mapped so")
  }
  store.unmap(mappings)
  for (const mapping of mappings) record(context, "enduser_device", `${mapping.emails[0]} from ${serialNumber}`)
  deleteDevices(context, email === undefined ? devices : devices.filter((device) => isUnmapped(context, device)))
  deleteEndUsers(context, mappings)
  const isBlank = email === undefined && context.request.query.has("Email")
  return {
    status: 200,
    body: "Successfully deleted end user device",
    ...(isBlank ? { mark: "delete_device with an empty Email" } : {})
  }
}

const isUnmapped = ({ store }: BanyanContext, { id }: Device) => store.mappings.ofDevice(id).length === 0

const deleteDevices = (context: BanyanContext, devices: ReadonlyArray<Device>) => {
  for (const device of devices) {
    context.store.devices.remove(device.id)
    record(context, "device", device.record.SerialNumber)
  }
}

// Those whose last mapping is gone; who never had one is not concerned.
const deleteEndUsers = (context: BanyanContext, mappings: ReadonlyArray<Mapping>) => {
  for (const [email = ""] of mappings.map(({ emails }) => emails)) {
    const endUser = context.store.endUserOf(email)
    const hasOther = context.store.mappings.ofEmail(email).some(({ deviceId }) => context.store.devices.find(deviceId))
    if (endUser === undefined || hasOther) continue
    context.store.endUsers.remove(endUser.id)
    record(context, "enduser", endUser.record.Email)
  }
}

const record = ({ request, store }: BanyanContext, type: "device" | "enduser" | "enduser_device", what: string) =>
  store.auditLog.add(
    { type, action: "delete", message: `Deleted ${what}`, before: { name: what }, after: null },
    request.atMs
  )

import { canonicalJson, type Identity, type Requests } from "@rollcall/transport"
import { listResource } from "../ListResource.ts"
import { Device } from "../schema/Device.ts"

/**
 * Devices as the device API knows them.
 *
 * **Details** The id is the `DeviceID` or, where that is empty, the serial number. Serial numbers are not unique, so further
 * devices with the same one and other owners get `serial#2` and so on.
 *
 * **Source** `GET /v1/devices`; contracts/banyan.md, section 3.1, operation 2.
 */
export const devices = (read: Requests["read"], pageSize: number) =>
  listResource<Device>(read, pageSize, {
    name: "devices",
    orderBy: "serialnumber",
    schema: Device,
    identify: identifyDevice
  })

/** Step 5 of contracts/banyan.md, section 2.4. Where a page does not tell the owners, the rest of the record has to do. */
function identifyDevice(device: Device): Identity | null {
  const { DeviceID, SerialNumber, Emails } = device
  if (DeviceID !== undefined && DeviceID !== null && DeviceID !== "") return { key: `id ${DeviceID}`, id: DeviceID }
  if (SerialNumber === undefined || SerialNumber === null || SerialNumber === "") return null
  const rest = Emails === undefined || Emails === null ? device : Emails.toSorted()
  return { key: `serial ${canonicalJson([SerialNumber, rest])}`, id: SerialNumber }
}

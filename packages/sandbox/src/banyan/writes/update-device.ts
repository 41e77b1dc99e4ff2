/**
 * Updating devices, above all banning them: operation 4 (contracts/banyan.md, section 3.1 and section 6, rows F14 to F16).
 */
import { Option, Schema } from "effect"
import type { Json, JsonObject } from "../../http/json.ts"
import { isTrue } from "../listing.ts"
import { messageV1, parameter, readBody, type BanyanContext, type Operation } from "../operation.ts"
import { standDevice } from "../standing.ts"
import type { Device, DeviceRecord } from "../state.ts"

const Changes = Schema.Struct({
  Model: Schema.optionalKey(Schema.String),
  Ownership: Schema.optionalKey(Schema.String),
  Platform: Schema.optionalKey(Schema.String),
  Architecture: Schema.optionalKey(Schema.String),
  Banned: Schema.optionalKey(Schema.Union([Schema.String.check(Schema.isPattern(/^(true|false)$/i)), Schema.Boolean]))
})
type Changes = typeof Changes.Type

/** The body as documented is an array of one; the vendor's own client sends the object alone. */
const Body = Schema.Union([Schema.Tuple([Changes]), Changes.check(Schema.makeFilter((value) => !Array.isArray(value)))])

const names = ["Model", "Ownership", "Platform", "Architecture", "Banned"] as const

/** Operation 4: every device with the serial number, and every mapping of each. */
export const updateDevice: Operation = (context) => {
  const { request, store, switches } = context
  const serialNumber = parameter(context, "SerialNumber")
  if (serialNumber === undefined) {
    return { ...messageV1(400, "SerialNumber is required"), mark: "update_device without a SerialNumber" }
  }
  const body = readBody(context, Body)
  if (Option.isNone(body)) return messageV1(400, "The body is an array of one object with texts")
  const devices = store.devicesOf(serialNumber)
  if (devices.length === 0) return messageV1(400, "No such device")
  const changes = isPair(body.value) ? body.value[0] : body.value
  for (const device of devices) {
    const updated = update(context, device, switches.omitted === "blank" ? { ...blank, ...changes } : changes)
    store.auditLog.add(
      {
        type: "device",
        action: actionOf(device, updated),
        message: `Updated ${serialNumber}`,
        before: extract(device),
        after: extract(updated)
      },
      request.atMs
    )
  }
  const message: Json = { Message: "Success" }
  return { status: 200, body: switches.updateReply === "array" ? [message] : message }
}

const isPair = (body: typeof Body.Type): body is readonly [Changes] => Array.isArray(body)

const blank = { Model: "", Ownership: "", Platform: "", Architecture: "", Banned: "" }

const update = ({ store }: BanyanContext, device: Device, { Banned, ...inventory }: Changes): Device => {
  const banned = Banned === undefined ? device.record.Banned : String(Banned).toUpperCase()
  const record: DeviceRecord = { ...device.record, ...inventory, Banned: banned }
  const updated = banOrUnban(device, { ...device, record })
  if (isTrue(banned)) for (const mapping of store.mappings.ofDevice(device.id)) store.mappings.revoke(mapping)
  store.devices.put(updated)
  return updated
}

// A ban takes the certificates; an unban gives nothing back: the device has to register and report first.
const banOrUnban = (before: Device, after: Device): Device => {
  if (isTrue(after.record.Banned)) return { ...after, record: { ...after.record, RegisteredStatus: "FALSE" } }
  return isTrue(before.record.Banned) ? standDevice(after, { awaitsReport: true }) : after
}

const actionOf = (before: Device, after: Device) => {
  const [was, is] = [isTrue(before.record.Banned), isTrue(after.record.Banned)]
  return was === is ? "update" : is ? "disable" : "enable"
}

const extract = ({ record }: Device): JsonObject => Object.fromEntries(names.map((name) => [name, record[name]]))

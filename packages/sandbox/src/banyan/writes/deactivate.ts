/**
 * Marking records inactive: operations 5 and 10 (contracts/banyan.md, sections 3 and 6, rows F17 and F18).
 */
import { Option, Schema } from "effect"
import { envelope, failureV2, readBody, type BanyanContext, type Operation } from "../operation.ts"
import type { Device, EndUser } from "../state.ts"
import type { Row, Table } from "../table.ts"

const Ids = Schema.NonEmptyArray(Schema.String)

/** Operation 5; each device of theirs without another active end user goes with them. */
export const deactivateEndUsers: Operation = (context) => {
  const body = readBody(context, Schema.Struct({ enduser_ids: Ids }))
  if (Option.isNone(body)) return failureV2(400, "enduser_ids is required")
  const endUsers = activeOnes(context.store.endUsers, body.value.enduser_ids)
  if (endUsers === undefined) return failureV2(400, "record not found")
  for (const endUser of endUsers) retireEndUser(context, endUser)
  const { devices, mappings } = context.store
  const concerned = endUsers.flatMap(({ record }) => mappings.ofEmail(record.Email)).map(({ deviceId }) => deviceId)
  for (const id of new Set(concerned)) {
    const device = devices.find(id)
    const isUsed = mappings
      .ofDevice(id)
      .some(({ emails }) => context.store.endUserOf(emails[0] ?? "")?.isActive === true)
    if (device?.isActive === true && !isUsed) retireDevice(context, device)
  }
  return envelope("successfully marked the endusers as inactive")
}

/** Operation 10; each end user of theirs without another active device goes with them. */
export const deactivateDevices: Operation = (context) => {
  const body = readBody(context, Schema.Struct({ device_ids: Ids }))
  if (Option.isNone(body)) return failureV2(400, "device_ids is required")
  const devices = activeOnes(context.store.devices, body.value.device_ids)
  if (devices === undefined) return failureV2(400, "record not found")
  for (const device of devices) retireDevice(context, device)
  const { mappings } = context.store
  for (const { emails } of devices.flatMap(({ id }) => mappings.ofDevice(id))) {
    const endUser = context.store.endUserOf(emails[0] ?? "")
    const own = mappings.ofEmail(emails[0] ?? "")
    const isUsing = own.some(({ deviceId }) => context.store.devices.find(deviceId)?.isActive === true)
    if (endUser?.isActive === true && !isUsing) retireEndUser(context, endUser)
  }
  return envelope("successfully marked the devices as inactive")
}

// All or nothing: one id that is unknown, or inactive already, refuses the others too.
const activeOnes = <T extends Row & { readonly isActive: boolean }>(table: Table<T>, ids: ReadonlyArray<string>) => {
  const wanted = new Set(ids)
  const found = [...wanted].flatMap((id) => table.find(id) ?? []).filter(({ isActive }) => isActive)
  return found.length === wanted.size ? found : undefined
}

const retireEndUser = (context: BanyanContext, endUser: EndUser) => {
  context.store.endUsers.put({ ...endUser, isActive: false, record: { ...endUser.record, is_deleted: true } })
  record(context, "enduser", endUser.record.Email)
}

const retireDevice = (context: BanyanContext, device: Device) => {
  context.store.devices.put({ ...device, isActive: false, record: { ...device.record, is_deleted: true } })
  record(context, "device", device.record.SerialNumber)
}

const record = ({ request, store }: BanyanContext, type: "device" | "enduser", what: string) =>
  store.auditLog.add(
    {
      type,
      action: "soft_delete",
      message: `Marked ${what} as inactive`,
      before: { active: true },
      after: { active: false }
    },
    request.atMs
  )

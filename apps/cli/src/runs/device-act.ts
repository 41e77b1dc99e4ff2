import { banDevice, deleteDevice, deleteDeviceOfOwner, type DeviceOptions, unbanDevice } from "@rollcall/actions"
import { Effect, Option } from "effect"
import { type BanyanJob, type BanyanJobInput, runJob } from "../BanyanActing.ts"
import { Failure } from "../Failure.ts"

interface DeviceInput extends BanyanJobInput {
  readonly deviceIds: ReadonlyArray<string>
  readonly placeholderSerial: boolean
}

export interface DeviceUpdateInput extends DeviceInput {
  readonly overwriteInventory: boolean
}

export interface DeviceDeleteInput extends DeviceInput {
  readonly email: Option.Option<string>
  readonly unknownOwners: boolean
}

export const ban = (input: DeviceUpdateInput) => {
  const options = updateOptions(input)
  return runDevice(input, {
    action: (serial) => banDevice(serial, options),
    sentence: (serial) =>
      `Every device with the serial number ${serial} will be BANNED: its users are locked out until it is unbanned and has registered again.`
  })
}

export const unban = (input: DeviceUpdateInput) => {
  const options = updateOptions(input)
  return runDevice(input, {
    action: (serial) => unbanDevice(serial, options),
    sentence: (serial) =>
      `The ban of every device with the serial number ${serial} will be lifted: it may register again, and has no access until it did.`
  })
}

export const remove = ({ email, unknownOwners, ...input }: DeviceDeleteInput) => {
  const options = deviceOptions(input, { owners: unknownOwners })
  // An address that is given and empty must never delete the device for everybody: it is one that the action refuses.
  const owner = Option.getOrNull(email)
  if (owner === null) {
    return runDevice(input, {
      action: (serial) => deleteDevice(serial, options),
      sentence: (serial) =>
        `Every device with the serial number ${serial} will be DELETED for all its users, and with it everybody who has no other device.`
    })
  }
  return runDevice(input, {
    action: (serial) => deleteDeviceOfOwner(serial, owner, options),
    sentence: (serial) =>
      `The device with the serial number ${serial} will be taken from ${owner}, and from nobody else.`
  })
}

const updateOptions = ({ overwriteInventory, ...input }: DeviceUpdateInput): DeviceOptions =>
  deviceOptions(input, { inventory: overwriteInventory })

const deviceOptions = (
  { deviceIds, placeholderSerial }: DeviceInput,
  overrides: NonNullable<DeviceOptions["overrides"]>
): DeviceOptions => ({ deviceIds, overrides: { ...overrides, placeholder: placeholderSerial } })

const runDevice = Effect.fnUntraced(function* <S>(input: DeviceInput, job: Pick<BanyanJob<S>, "action" | "sentence">) {
  if (input.deviceIds.length > 0 && Option.isSome(input.from)) {
    return yield* new Failure({
      code: "usage",
      summary: "--device-id names the devices of one serial number, and --from brings many.",
      where: {},
      next: "act on a shared serial number by itself."
    })
  }
  yield* runJob({ ...job, argument: "SERIAL", look: (serial) => `device show ${serial} --live` }, input)
})

import type { Device } from "@rollcall/banyan/schema"
import { type Owned, stringifyJson } from "@rollcall/model"
import { Effect, type Option } from "effect"
import { deviceCard } from "../BanyanCards.ts"
import { absence, type BanyanDirectory, lookedUp, tellGaps } from "../BanyanDirectory.ts"
import { ownersOf } from "../BanyanText.ts"
import { print } from "../Output.ts"
import { apart } from "../Table.ts"
import { httpLayer } from "../Wiring.ts"

export interface DeviceShowInput {
  readonly serial: string
  readonly tenant: Option.Option<string>
  readonly live: boolean
}

export const run = Effect.fn("cli.deviceShow")(function* (input: DeviceShowInput) {
  const { serial } = input
  const all = yield* lookedUp(input, { serial })
  const found = all.devices.filter(({ record }) => record.SerialNumber === serial)
  if (found.length === 0)
    return yield* absence(all, "devices", `no device has the serial number ${serial}`, hint(all, serial))
  yield* tellGaps(all, "devices", "endusers")
  yield* print(
    () => stringifyJson(showDocument(all, serial, found)),
    () =>
      apart([
        ...(found.length === 1
          ? []
          : [[`${found.length} devices have this serial number; what is done to one is done to all.`]]),
        ...found.map(deviceCard)
      ])
  )
}, Effect.provide(httpLayer))

const showDocument = ({ tenant, snapshot }: BanyanDirectory, serial: string, found: ReadonlyArray<Owned<Device>>) => ({
  schemaVersion: 1,
  tenant: tenant.id,
  snapshot,
  serial,
  devices: found.map((owned) => ({ id: owned.id, owners: ownersOf(owned), device: owned.record }))
})

/** A serial number is exact: what is nearly it, is another device's name or id is worth a word. */
function hint({ devices }: BanyanDirectory, text: string): string {
  const near = devices.find(({ record, id }) =>
    [record.SerialNumber, record.DeviceFriendlyName, id].some(
      (each) => each?.trim().toLowerCase() === text.trim().toLowerCase()
    )
  )
  return near === undefined
    ? "a serial number is exact, letter case and all; `rollcall lookup` finds devices by name and id as well."
    : `did you mean ${near.record.SerialNumber ?? near.id}?`
}

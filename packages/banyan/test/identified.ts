/**
 * Every operation that takes an identifier, as a call with one.
 */
import type { Call } from "./calls.ts"

const update = { Model: "M", Ownership: "Employee Owned", Platform: "iOS", Architecture: "arm64", Banned: true }
const maximum = { level: "Low", reason: "Lost on a train", externalSource: "Rollcall" } as const

/** Operation, identifier to call. */
export const taking: ReadonlyArray<readonly [name: string, call: (text: string) => Call]> = [
  ["devices.withSerialNumber", (text) => (c) => c.devices.withSerialNumber(text)],
  ["devices.ofOwner", (text) => (c) => c.devices.ofOwner(text)],
  ["devices.update", (text) => (c) => c.devices.update(text, update)],
  ["devices.delete", (text) => (c) => c.devices.delete(text)],
  ["devices.deleteForOwner, serial number", (text) => (c) => c.devices.deleteForOwner(text, "a@b.example")],
  ["devices.deleteForOwner, address", (text) => (c) => c.devices.deleteForOwner("S", text)],
  ["endusers.withEmail", (text) => (c) => c.endusers.withEmail(text)],
  ["endusersV2.withEmail", (text) => (c) => c.endusersV2.withEmail(text)],
  ["endusersV2.get", (text) => (c) => c.endusersV2.get(text)],
  ["endusersV2.deactivate", (text) => (c) => c.endusersV2.deactivate(text)],
  ["devicesV2.withSerialNumber", (text) => (c) => c.devicesV2.withSerialNumber(text)],
  ["devicesV2.deactivate", (text) => (c) => c.devicesV2.deactivate(text)],
  ["trustScores.ofDevice", (text) => (c) => c.trustScores.ofDevice(text)],
  ["trustScores.ofEndUser", (text) => (c) => c.trustScores.ofEndUser(text)],
  ["trustScores.setMaximumLevelOfDevice", (text) => (c) => c.trustScores.setMaximumLevelOfDevice(text, maximum)],
  ["trustScores.setMaximumLevelOfEndUser", (text) => (c) => c.trustScores.setMaximumLevelOfEndUser(text, maximum)]
]

/** Calls as plain JavaScript could, whatever the types say. */
export const plainly = <R>(operation: (...args: never) => R, ...args: ReadonlyArray<unknown>): R =>
  Reflect.apply(operation, undefined, args)

/**
 * Which devices are there, who holds them, and in what state are they?
 */
import type { ReportDocument } from "@rollcall/model"
import type { Block, Cell } from "../blocks.ts"
import { isConfigured, wasRead } from "../reading.ts"
import { defineSection } from "../section.ts"
import {
  deviceCell,
  deviceId,
  devicesOf,
  failingChecksByDevice,
  failingCount,
  type OwnedDevice,
  ownersText
} from "../subjects.ts"
import { trustOf } from "../trust.ts"
import { count, counted, day, text, yesNo } from "../wording.ts"

export const section = defineSection({
  id: "devices",
  title: "Devices",
  select: (document) =>
    isConfigured(document.snapshot, "banyan")
      ? {
          devices: devicesOf(document),
          failing: failuresOf(document),
          isRead: wasRead(document.snapshot, "banyan.devices")
        }
      : null,
  blocks: ({ devices, failing, isRead }): ReadonlyArray<Block> => [
    ...(isRead
      ? []
      : [{ kind: "note", tone: "warning", text: "Devices were not read to their end: there may be more." } as const]),
    {
      kind: "paragraph",
      text:
        `${counted(devices.length, "device", "devices")}${isRead ? "" : " seen"}, each once: those of people in the order of the roster, then ` +
        "those that are nobody's. A device that its source marks deleted is shown, and is outside every check."
    },
    {
      kind: "table",
      caption: isRead ? `Devices (${count(devices.length)})` : "Devices seen",
      columns: [
        { title: "Device", width: 19 },
        { title: "People", width: 19 },
        { title: "Platform", width: 16 },
        { title: "Trust", width: 13 },
        { title: "Registered", width: 11.5 },
        { title: "Banned", width: 8 },
        { title: "Last login", width: 11 },
        { title: "Failing checks", width: 8, align: "right" }
      ],
      rows: devices.map((each) => row(each, failing)),
      leftOut: null
    }
  ]
})

/** Looks up how many checks fail for a device; `null` if that is not known. */
function failuresOf(document: ReportDocument): (device: OwnedDevice["device"]) => number | null {
  const failing = failingChecksByDevice(document)
  return (device) => failingCount(document, failing.get(deviceId(device) ?? "") ?? 0)
}

function row(owned: OwnedDevice, failing: ReturnType<typeof failuresOf>): ReadonlyArray<Cell> {
  const { device } = owned
  const trust = trustOf(device)
  const failures = failing(device)
  return [
    deviceCell(device),
    ownersText(owned),
    { text: text(device.Platform), detail: device.is_deleted === true ? "deleted" : text(device.Ownership) },
    { text: trust.level ?? "?", detail: trust.score === null ? "score ?" : `score ${trust.score}` },
    yesNo(device.RegisteredStatus),
    yesNo(device.Banned),
    day(device.LastLogin),
    failures === null ? "?" : count(failures)
  ]
}

/**
 * Which devices are there, who holds them, and in what state are they?
 */
import type { ReportDocument } from "@rollcall/model"
import type { Block, Cell, Mark } from "../blocks.ts"
import { stackedBars } from "../charts/stacked-bars.ts"
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
    ...(devices.length === 0 ? [] : [trustChart(devices)]),
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

/** Trust levels from best to worst, with the shade that stands for each. */
const trustMarks: ReadonlyArray<readonly [level: string, mark: Mark]> = [
  ["High", "pass"],
  ["Medium", "low"],
  ["Low", "medium"],
  ["AlwaysDeny", "critical"],
  ["AlwaysAllow", "excepted"]
]

/** How far devices are trusted; a level that is not among the known ones is not known. */
function trustChart(devices: ReadonlyArray<OwnedDevice>): Block {
  const levels = devices.map(({ device }) => trustOf(device).level)
  const parts = trustMarks.map(([label, mark]) => ({
    label,
    mark,
    value: levels.filter((level) => level === label).length
  }))
  const known = parts.reduce((sum, { value }) => sum + value, 0)
  const all = [...parts, { label: "not known", mark: "unknown" as const, value: devices.length - known }]
  return stackedBars("Devices by trust level", [
    { label: null, parts: all.map((part) => Object.assign(part, { shown: count(part.value) })) }
  ])
}

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

/**
 * Which devices are there, who holds them, and in what state are they?
 */
import type { ReportDocument } from "@rollcall/model"
import { type Block, type Cell, type Mark, rowsOf } from "../blocks.ts"
import { stackedBars } from "../charts/stacked-bars.ts"
import type { Language } from "../language/Language.ts"
import { text } from "../language/Wording.ts"
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

export const section = defineSection({
  id: "devices",
  title: (texts) => texts.devices.title,
  select: (document) =>
    isConfigured(document.snapshot, "banyan")
      ? {
          devices: devicesOf(document),
          failing: failuresOf(document),
          isRead: wasRead(document.snapshot, "banyan.devices")
        }
      : null,
  blocks: ({ devices, failing, isRead }, language): ReadonlyArray<Block> => {
    const texts = language.texts.devices
    return [
      ...(isRead ? [] : [{ kind: "note", tone: "warning", text: texts.partial } as const]),
      { kind: "paragraph", text: texts.text(devices.length, isRead) },
      ...(devices.length === 0 ? [] : [trustChart(devices, language)]),
      {
        kind: "table",
        caption: texts.caption(devices.length, isRead),
        columns: [
          { title: texts.device, width: 18 },
          { title: texts.people, width: 19 },
          { title: texts.platform, width: 18.5 },
          { title: texts.trust, width: 11.5 },
          { title: texts.registered, width: 11.5 },
          { title: texts.banned, width: 9.5 },
          { title: texts.lastLogin, width: 11 },
          { title: texts.failing, width: 8, align: "right" }
        ],
        rows: rowsOf(devices, (each) => row(each, failing, language)),
        leftOut: null
      }
    ]
  }
})

/** Trust levels from best to worst, as their source calls them, with the shade that stands for each. */
const trustMarks: ReadonlyArray<readonly [level: string, mark: Mark]> = [
  ["High", "pass"],
  ["Medium", "low"],
  ["Low", "medium"],
  ["AlwaysDeny", "critical"],
  ["AlwaysAllow", "excepted"]
]

/** How far devices are trusted; a level that is not among the known ones is not known. */
function trustChart(devices: ReadonlyArray<OwnedDevice>, { count, texts }: Language): Block {
  const levels = devices.map(({ device }) => trustOf(device).level)
  const parts = trustMarks.map(([label, mark]) => ({
    label,
    mark,
    value: levels.filter((level) => level === label).length
  }))
  const known = parts.reduce((sum, { value }) => sum + value, 0)
  const all = [...parts, { label: texts.notKnown, mark: "unknown" as const, value: devices.length - known }]
  return stackedBars(texts.devices.byTrust, [
    { label: null, parts: all.map((part) => Object.assign(part, { shown: count(part.value) })) }
  ])
}

/** Looks up how many checks fail for a device; `null` if that is not known. */
function failuresOf(document: ReportDocument): (device: OwnedDevice["device"]) => number | null {
  const failing = failingChecksByDevice(document)
  return (device) => failingCount(document, failing.get(deviceId(device) ?? "") ?? 0)
}

function row(
  owned: OwnedDevice,
  failing: ReturnType<typeof failuresOf>,
  { count, day, texts, yesNo }: Language
): ReadonlyArray<Cell> {
  const { deleted, score } = texts.devices
  const { device } = owned
  const trust = trustOf(device)
  const failures = failing(device)
  return [
    deviceCell(device),
    ownersText(owned),
    { text: text(device.Platform), detail: device.is_deleted === true ? deleted : text(device.Ownership) },
    { text: trust.level ?? "?", detail: score(trust.score === null ? "?" : String(trust.score)) },
    yesNo(device.RegisteredStatus),
    yesNo(device.Banned),
    day(device.LastLogin),
    failures === null ? "?" : count(failures)
  ]
}

/**
 * Plain Banyan devices by the hundred thousand, for large lists.
 */
import type { BanyanState, Device, EndUser } from "../banyan/state.ts"
import type { Calendar } from "./calendar.ts"
import type { Random } from "./random.ts"
import { trustBlock, trustData, type Assessment } from "./trust.ts"

type Blocks = Pick<Device["record"], "TrustData" | "trust" | "MdmData">

const spacingNs = 30_000_000_000n
const dayNs = 86_400_000_000_000n
const variantCount = 8
const roles = Object.freeze(["all-employees"])
const models = ["MacBook Pro", "MacBook Air", "MacBook Pro 16"]

/**
 * Adds plain devices, dealt out to the end users in turn; each end user's serial numbers name theirs.
 *
 * **Details** Their trust and device management blocks are a few that all of them share, frozen, so that a server need
 * write each of them once only. A hundred thousand cost some fifty megabytes and half a second at the start.
 */
export const addBulkDevices = (banyan: BanyanState, count: number, calendar: Calendar, random: Random): void => {
  if (count === 0) return
  const { devices, endUsers } = banyan
  const owners = endUsers.map(({ record }) => ({ emails: [record.Email], serials: new Array<string>() }))
  const blocks = Array.from({ length: variantCount }, (_, number) => blocksOf(number, calendar, random))
  const idStem = random.uuid().slice(0, 23)
  const firstCreatedAt = calendar.nanosecondsAgo(3300, random.next())
  const lastLoginAt = calendar.nanosecondsAgo(1, random.next())
  for (let number = 0; number < count; number++) {
    const owner = owners[number % owners.length]
    const id = `${idStem}-${number.toString(16).padStart(12, "0")}`
    const serialNumber = `BULK${String(number).padStart(8, "0")}`
    const mixed = Math.imul(number + 1, 0x9e3779b1) >>> 8
    const createdAt = firstCreatedAt + BigInt(number) * spacingNs
    owner?.serials.push(serialNumber)
    devices.push({
      id,
      isActive: true,
      createdAt,
      record: {
        DeviceID: id,
        SerialNumber: serialNumber,
        DeviceFriendlyName: `Pool ${number}`,
        Emails: owner?.emails ?? [],
        CreatedAt: createdAt,
        LastLogin: lastLoginAt - BigInt(mixed % 60) * dayNs,
        LoginCount: 1 + (mixed % 900),
        Ownership: "Corporate Dedicated",
        Platform: "Darwin",
        Model: models[mixed % models.length] ?? "",
        Architecture: "arm64",
        RegisteredStatus: "TRUE",
        ...(blocks[mixed % variantCount] ?? blocksOf(0, calendar, random)),
        Roles: roles,
        Banned: "FALSE",
        OS: "macOS 15.7.1 (24G231)",
        AppVersion: "3.24.1"
      }
    })
  }
  for (const [index, endUser] of endUsers.entries()) {
    endUsers[index] = withSerials(endUser, owners[index]?.serials ?? [])
  }
}

const withSerials = (endUser: EndUser, added: ReadonlyArray<string>): EndUser => ({
  ...endUser,
  record: { ...endUser.record, SerialNumbers: [...(endUser.record.SerialNumbers ?? []), ...added] }
})

// As short as the documented page shows them: one factor in the older block, none in the newer one.
const blocksOf = (number: number, calendar: Calendar, random: Random): Blocks => {
  const updatedAt = calendar.nanosecondsAgo(1 + number, random.next())
  const level = number === 0 ? "Medium" : "High"
  const assessment: Assessment = { factors: [], score: 100 - number, level, isOverridden: false, updatedAt }
  return {
    MdmData: Object.freeze({
      Timestamp: calendar.nanosecondsAgo(1 + number, random.next()),
      Source: "BNN",
      CompromisedStatus: "FALSE",
      CompliantStatus: "TRUE"
    }),
    trust: Object.freeze(trustBlock(assessment, calendar.millisecondsAgo(1 + number))),
    TrustData: Object.freeze(trustData({ ...assessment, factors: [["Bnn", "true"]] }))
  }
}

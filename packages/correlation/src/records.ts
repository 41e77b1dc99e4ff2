/**
 * The kinds of records that are joined, by the names that correlation uses for them.
 */
import type { SnapshotRecords } from "@rollcall/model"

export type Employee = SnapshotRecords["employees"][number]
export type Browser = SnapshotRecords["browsers"][number]
export type Account = SnapshotRecords["accounts"][number]
export type AccountOther = SnapshotRecords["accountsOther"][number]
export type Finding = SnapshotRecords["findings"][number]
export type EndUser = SnapshotRecords["endusers"][number]
export type Device = SnapshotRecords["devices"][number]

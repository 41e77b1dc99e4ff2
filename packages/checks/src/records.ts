/**
 * The kinds of records that checks look at.
 */
import type { Owned, Roster } from "@rollcall/model"

type RecordOf<O> = O extends Owned<infer R> ? R : never

export type Account = RecordOf<Roster["accounts"][number]>
export type App = Roster["apps"][number]
export type Browser = RecordOf<Roster["browsers"][number]>
export type Device = RecordOf<Roster["devices"][number]>
export type EndUser = RecordOf<Roster["endusers"][number]>
export type Finding = RecordOf<Roster["findings"][number]>

/**
 * The roster: one snapshot's records joined into people.
 */
import { Device, EndUser } from "@rollcall/banyan/schema"
import { Account, AccountOther, type App, Browser, Employee, Finding } from "@rollcall/push/schema"
import { Schema } from "effect"
import type { SnapshotHeader } from "./Snapshot.ts"

/** Kinds of records that are tied to people. */
export const LinkKind = Schema.Literals(["browser", "account", "accountOther", "finding", "enduser", "device"])
export type LinkKind = typeof LinkKind.Type

/** How a link was made; where several ways hold, the first in this order. */
export const LinkBy = Schema.Literals(["employee-id", "email", "known-email", "alias", "account-id", "serial-number"])
export type LinkBy = typeof LinkBy.Type

/** One tie between a person and a record. */
export const Link = Schema.Struct({ kind: LinkKind, id: Schema.String, by: LinkBy })
export type Link = typeof Link.Type

/** The joined record of one human or one unclaimed address. */
export const Person = Schema.Struct({
  /** The address that names the person; `null` for an employee without any. */
  email: Schema.NullOr(Schema.String),
  /** Every address, normalised, in order. */
  emails: Schema.Array(Schema.String),
  name: Schema.NullOr(Schema.String),
  employee: Schema.NullOr(Schema.toType(Employee)),
  /** Known only by an address that two employees claim. */
  ambiguous: Schema.Boolean,
  browsers: Schema.Array(Schema.toType(Browser)),
  accounts: Schema.Array(Schema.toType(Account)),
  accountsOther: Schema.Array(Schema.toType(AccountOther)),
  findings: Schema.Array(Schema.toType(Finding)),
  endusers: Schema.Array(Schema.toType(EndUser)),
  devices: Schema.Array(Schema.toType(Device)),
  links: Schema.Array(Link)
})
export type Person = typeof Person.Type

/** A record with the people it belongs to. */
export interface Owned<R> {
  /** The record's identity: `id` in Push; `DeviceID`, else serial number, of a device; normalised address of an end user. */
  readonly id: string
  readonly record: R
  /** In roster order; empty if it is nobody's. */
  readonly owners: ReadonlyArray<Person>
  /** The source marks it deleted: shown, and outside every check's population. */
  readonly isDeleted: boolean
  /** `false` where the source left the link out, so that no owner does not mean nobody's. */
  readonly ownersTold: boolean
}

/** Finds the person of an employee by the employee's id. */
export type EmployeeIndex = Pick<ReadonlyMap<string, Person>, "get" | "has" | "size">

/** Lists of positions, one after the other: the nth goes from `begins[n]` up to, but without, `begins[n + 1]`. */
export interface PositionLists {
  readonly begins: Int32Array
  readonly positions: Int32Array
}

/**
 * The records of one kind in columns: who owns them is told by position.
 *
 * **Details** For those who ask about every one of a million records, which is far sooner answered by a number than by an object.
 */
export interface RecordColumns<R> {
  /** As in `Owned`; made when it is first read, as most ids are their records' too. */
  readonly ids: ReadonlyArray<string>
  readonly records: ReadonlyArray<R>
  /** Of each record its owners, as positions in `people`, in order. */
  readonly owners: PositionLists
  /** Of each person what they hold, as positions in these columns, in order. */
  readonly held: PositionLists
}

/** A record whose id and address name two different people; the id holds. */
export const Disagreement = Schema.Struct({
  kind: LinkKind,
  id: Schema.String,
  /** Whom the record's `employeeId` names. */
  employeeId: Schema.String,
  /** The address on the record, normalised. */
  email: Schema.String,
  /** Whom that address belongs to. */
  emailEmployeeId: Schema.NullOr(Schema.String)
})
export type Disagreement = typeof Disagreement.Type

/** An address that several employees claim. */
export const AmbiguousEmail = Schema.Struct({ email: Schema.String, employeeIds: Schema.Array(Schema.String) })
export type AmbiguousEmail = typeof AmbiguousEmail.Type

const Count = Schema.NullOr(Schema.Int)

/** How well the sources fit together; `null` where a count rests on a resource that was not read. */
export const Correlation = Schema.Struct({
  employeesWithDevice: Count,
  employeesWithoutDevice: Count,
  employeesWithoutBrowser: Count,
  browsersWithoutEmployee: Count,
  accountsWithoutEmployee: Count,
  endusersWithoutEmployee: Count,
  devicesWithoutEmployee: Count,
  sharedDevices: Count,
  /** Devices whose owners the source did not tell. */
  devicesOwnerNotTold: Count,
  ambiguousEmails: Schema.Array(AmbiguousEmail),
  disagreements: Schema.Array(Disagreement)
})
export type Correlation = typeof Correlation.Type

/** Records that are nobody's. */
export const Unowned = Schema.Struct({
  devices: Schema.Array(Schema.toType(Device)),
  browsers: Schema.Array(Schema.toType(Browser)),
  accounts: Schema.Array(Schema.toType(Account)),
  accountsOther: Schema.Array(Schema.toType(AccountOther)),
  endusers: Schema.Array(Schema.toType(EndUser)),
  findings: Schema.Array(Schema.toType(Finding))
})
export type Unowned = typeof Unowned.Type

/**
 * Correlation of one snapshot.
 *
 * **Details** People are ordered by address, then employee id; records within a person and in the lists by id. The same
 * snapshot gives the same roster, whatever order its records came in.
 */
export interface Roster {
  readonly snapshot: SnapshotHeader
  readonly people: ReadonlyArray<Person>
  /** Every employee's person, by employee id. */
  readonly employees: EmployeeIndex
  readonly browsers: ReadonlyArray<Owned<Browser>>
  readonly accounts: ReadonlyArray<Owned<Account>>
  readonly accountsOther: ReadonlyArray<Owned<AccountOther>>
  readonly findings: ReadonlyArray<Owned<Finding>>
  readonly endusers: ReadonlyArray<Owned<EndUser>>
  readonly devices: ReadonlyArray<Owned<Device>>
  /** The same records in columns, at the same positions as in the lists. */
  readonly columns: {
    readonly browsers: RecordColumns<Browser>
    readonly accounts: RecordColumns<Account>
    readonly accountsOther: RecordColumns<AccountOther>
    readonly findings: RecordColumns<Finding>
    readonly endusers: RecordColumns<EndUser>
    readonly devices: RecordColumns<Device>
  }
  readonly apps: ReadonlyArray<App>
  readonly correlation: Correlation
  readonly unowned: Unowned
}

/** A list of owned records in columns, for a roster that is made by hand. */
export function columnsOf<R>(people: ReadonlyArray<Person>, list: ReadonlyArray<Owned<R>>): RecordColumns<R> {
  const places = new Map(people.map((person, place) => [person, place]))
  const owners = list.map((each) => each.owners.flatMap((person) => places.get(person) ?? []))
  const held = people.map((): Array<number> => [])
  for (const [position, each] of owners.entries()) for (const place of each) held[place]?.push(position)
  return {
    ids: list.map(({ id }) => id),
    records: list.map(({ record }) => record),
    owners: positionLists(owners),
    held: positionLists(held)
  }
}

function positionLists(lists: ReadonlyArray<ReadonlyArray<number>>): PositionLists {
  let end = 0
  return {
    begins: Int32Array.from([0, ...lists.map((list) => (end += list.length))]),
    positions: Int32Array.from(lists.flat())
  }
}

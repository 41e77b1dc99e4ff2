/**
 * All kinds of records, each tied by its rule.
 */
import { type Disagreement, type LinkKind, normaliseEmail, type SnapshotRecords } from "@rollcall/model"
import type { Directory } from "./directory.ts"
import { JoinedRecords } from "./JoinedRecords.ts"
import { sortedById } from "./order.ts"
import type { Account, AccountOther, Browser, Device, EndUser } from "./records.ts"
import { none } from "./Tie.ts"
import { peopleBySerial, tiesByIdOrEmail, tiesOfDevices, tiesOfEndUsers, tiesOfFindings } from "./ties.ts"

/** All records, tied to people who are numbered as the directory does. */
export type Joined = ReturnType<typeof joinAll>["joined"]

/** Ties all records; findings need accounts for it, and devices end users. */
export function joinAll(records: SnapshotRecords, directory: Directory) {
  const disagreements: Array<Disagreement> = []
  const byIdOrEmail = <R extends Browser | Account | AccountOther>(kind: LinkKind, list: ReadonlyArray<R>) => {
    const disagreeing: Array<Disagreement> = []
    const ties = tiesByIdOrEmail(kind, list, directory, disagreeing)
    for (const each of sortedById(disagreeing, idOf)) disagreements.push(each)
    return new JoinedRecords(list, ties, { kind, id: idOf })
  }
  const browsers = byIdOrEmail("browser", records.browsers)
  const accounts = byIdOrEmail("account", records.accounts)
  const accountsOther = byIdOrEmail("accountOther", records.accountsOther)
  const tieOfAccount = (id: string) => {
    const tie = accounts.tieOf(id)
    return tie === none ? accountsOther.tieOf(id) : tie
  }
  const tiesOfUsers = tiesOfEndUsers(records.endusers, directory)
  const serials = peopleBySerial(records.endusers, tiesOfUsers)
  const joined = {
    browsers,
    accounts,
    accountsOther,
    findings: new JoinedRecords(records.findings, tiesOfFindings(records.findings, directory, tieOfAccount), {
      kind: "finding",
      id: idOf
    }),
    endusers: new JoinedRecords(records.endusers, tiesOfUsers, { kind: "enduser", id: identityOfEndUser, isDeleted }),
    devices: new JoinedRecords(records.devices, tiesOfDevices(records.devices, directory, serials), {
      kind: "device",
      id: identityOfDevice,
      isTold: ({ Emails }) => Array.isArray(Emails),
      isDeleted
    })
  }
  return { joined, disagreements }
}

const idOf = ({ id }: { readonly id: string }): string => id

const identityOfEndUser = ({ Email }: EndUser): string => (Email ? (normaliseEmail(Email) ?? Email) : "")

const identityOfDevice = ({ DeviceID, SerialNumber }: Device): string => DeviceID || SerialNumber || ""

const isDeleted = ({ is_deleted }: EndUser | Device): boolean => is_deleted === true

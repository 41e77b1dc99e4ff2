/**
 * All kinds of records, each tied by its rule.
 */
import type { Disagreement, LinkKind, SnapshotRecords } from "@rollcall/model"
import type { Directory } from "./directory.ts"
import { JoinedRecords } from "./JoinedRecords.ts"
import { sortedById } from "./order.ts"
import type { Device, EndUser } from "./records.ts"
import { tieByIdOrEmail, tieDevice, tieEndUser, tieFinding } from "./ties.ts"

/** All records, tied to people who are numbered as the directory does. */
export type Joined = ReturnType<typeof joinAll>["joined"]

/** Ties all records; findings need accounts for it, and devices end users. */
export function joinAll(records: SnapshotRecords, directory: Directory) {
  const byIdOrEmail = <K extends LinkKind>(kind: K) => {
    const disagreements: Array<Disagreement> = []
    return { kind, id: idOf, tied: tieByIdOrEmail(kind, directory, disagreements), disagreements }
  }
  const [browser, account, accountOther] = [byIdOrEmail("browser"), byIdOrEmail("account"), byIdOrEmail("accountOther")]
  const browsers = new JoinedRecords(records.browsers, browser)
  const accounts = new JoinedRecords(records.accounts, account)
  const accountsOther = new JoinedRecords(records.accountsOther, accountOther)
  const findings = new JoinedRecords(records.findings, {
    kind: "finding",
    id: idOf,
    tied: tieFinding(directory, accounts, accountsOther)
  })
  const endusers = new JoinedRecords(records.endusers, {
    kind: "enduser",
    id: ({ Email }) => directory.locate(Email)?.spelling ?? Email ?? "",
    tied: tieEndUser(directory),
    isDeleted
  })
  const devices = new JoinedRecords(records.devices, {
    kind: "device",
    id: identityOfDevice,
    tied: tieDevice(directory, endusers),
    isTold: ({ Emails }) => Array.isArray(Emails),
    isDeleted
  })
  return {
    joined: { browsers, accounts, accountsOther, findings, endusers, devices },
    disagreements: [browser, account, accountOther].flatMap(({ disagreements }) => sortedById(disagreements, idOf))
  }
}

const idOf = ({ id }: { readonly id: string }): string => id

const identityOfDevice = ({ DeviceID, SerialNumber }: Device): string => DeviceID || SerialNumber || ""

const isDeleted = ({ is_deleted }: EndUser | Device): boolean => is_deleted === true

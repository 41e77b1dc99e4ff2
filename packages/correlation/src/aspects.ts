/**
 * What is looked at when a person, device or browser is compared with what it was.
 */
import type { LinkKind, Owned, Person, ResourceKey } from "@rollcall/model"
import { compareText } from "./textOrder.ts"
import type { Browser, Device } from "./records.ts"

/** One thing that is not as it was; `null` where it is not told. */
export type Change =
  | { readonly what: string; readonly before: ChangeValue; readonly after: ChangeValue }
  /** Of several: those that are more and those that are fewer. */
  | { readonly what: string; readonly came: ReadonlyArray<string>; readonly went: ReadonlyArray<string> }

export type ChangeValue = string | number | boolean | null

/** The same subject earlier and later. */
export interface Pair<T> {
  readonly before: T
  readonly after: T
}

/** Whether an absence in a resource counts. */
type IsRead = (key: ResourceKey) => boolean

/** One thing to look at. */
export type Aspect<T> = {
  readonly what: string
  /** What must have been read to its end for an absence to count. */
  readonly needs?: ReadonlyArray<ResourceKey>
} & (
  | { readonly value: (of: T) => ChangeValue | undefined }
  /** `null` where it is not told. */
  | { readonly values: (of: T) => ReadonlyArray<string> | null }
)

/** What of all aspects is not as it was. */
export const changesOf = <T>(
  pair: Pair<T>,
  aspects: ReadonlyArray<Aspect<T>>,
  read: Pair<IsRead>
): ReadonlyArray<Change> => aspects.flatMap((aspect) => changeOf(pair, aspect, read) ?? [])

function changeOf<T>(pair: Pair<T>, aspect: Aspect<T>, read: Pair<IsRead>): Change | null {
  const { what, needs = [] } = aspect
  const counts = { before: needs.every(read.before), after: needs.every(read.after) }
  if ("value" in aspect) {
    const [before, after] = [aspect.value(pair.before) ?? null, aspect.value(pair.after) ?? null]
    if (before === after || (before === null && !counts.before) || (after === null && !counts.after)) return null
    return { what, before, after }
  }
  const [before, after] = [aspect.values(pair.before), aspect.values(pair.after)]
  if (before === null || after === null) return null
  const came = counts.before ? without(after, before) : []
  const went = counts.after ? without(before, after) : []
  return came.length + went.length === 0 ? null : { what, came, went }
}

function without(all: ReadonlyArray<string>, others: ReadonlyArray<string>): ReadonlyArray<string> {
  if (all.length === 0) return all
  const known = new Set(others)
  return [...new Set(all)].filter((each) => !known.has(each)).toSorted(compareText)
}

/** The identities of what a person is tied to. */
const tied =
  (kind: LinkKind) =>
  ({ links }: Person): ReadonlyArray<string> =>
    links.filter((link) => link.kind === kind).map(({ id }) => id)

const deletedEndUsers = ({ endusers }: Person): ReadonlyArray<string> =>
  endusers.flatMap(({ Email, is_deleted }) => (is_deleted === true && Email ? [Email] : []))

export const personAspects: ReadonlyArray<Aspect<Person>> = [
  { what: "email", value: ({ email }) => email },
  { what: "name", value: ({ name }) => name, needs: ["push.employees", "banyan.endusers"] },
  { what: "employee", value: ({ employee }) => employee?.id, needs: ["push.employees"] },
  { what: "ambiguous", value: ({ ambiguous }) => ambiguous },
  { what: "department", value: ({ employee }) => employee?.department, needs: ["push.employees"] },
  { what: "location", value: ({ employee }) => employee?.location, needs: ["push.employees"] },
  { what: "licensed", value: ({ employee }) => employee?.licensed, needs: ["push.employees"] },
  {
    what: "emails",
    values: ({ emails }) => emails,
    needs: [
      "push.employees",
      "push.browsers",
      "push.accounts",
      "push.accountsOther",
      "banyan.endusers",
      "banyan.devices"
    ]
  },
  { what: "groups", values: ({ employee }) => employee?.groups ?? null },
  { what: "browsers", values: tied("browser"), needs: ["push.browsers"] },
  { what: "accounts", values: tied("account"), needs: ["push.accounts"] },
  { what: "other accounts", values: tied("accountOther"), needs: ["push.accountsOther"] },
  { what: "findings", values: tied("finding"), needs: ["push.findings", "push.accounts", "push.accountsOther"] },
  { what: "end users", values: tied("enduser"), needs: ["banyan.endusers"] },
  { what: "deleted end users", values: deletedEndUsers, needs: ["banyan.endusers"] },
  { what: "devices", values: tied("device"), needs: ["banyan.devices", "banyan.endusers"] }
]

/** Owners by address; an employee without any has none to show. */
const owners = ({ owners: people, ownersTold }: Owned<unknown>): ReadonlyArray<string> | null =>
  ownersTold ? people.flatMap(({ email }) => email ?? []) : null

export const deviceAspects: ReadonlyArray<Aspect<Owned<Device>>> = [
  { what: "serial number", value: ({ record }) => record.SerialNumber },
  { what: "name", value: ({ record }) => record.DeviceFriendlyName },
  { what: "banned", value: ({ record }) => record.Banned },
  { what: "deleted", value: ({ isDeleted }) => isDeleted },
  { what: "registered", value: ({ record }) => record.RegisteredStatus },
  { what: "trust", value: ({ record: { trust, TrustData } }) => (trust ? trust.level : TrustData?.Level) },
  { what: "compliant", value: ({ record }) => record.MdmData?.CompliantStatus },
  { what: "compromised", value: ({ record }) => record.MdmData?.CompromisedStatus },
  { what: "ownership", value: ({ record }) => record.Ownership },
  { what: "platform", value: ({ record }) => record.Platform },
  { what: "operating system", value: ({ record }) => record.OS },
  { what: "model", value: ({ record }) => record.Model },
  { what: "app version", value: ({ record }) => record.AppVersion },
  { what: "owners", values: owners, needs: ["banyan.endusers"] }
]

export const browserAspects: ReadonlyArray<Aspect<Owned<Browser>>> = [
  { what: "browser", value: ({ record }) => record.browser },
  { what: "version", value: ({ record }) => record.version },
  { what: "operating system", value: ({ record }) => record.os },
  { what: "extension version", value: ({ record }) => record.extensionVersion },
  { what: "active", value: ({ record }) => record.isActive },
  { what: "token type", value: ({ record }) => record.tokenType },
  { what: "profile address", value: ({ record }) => record.profileEmail },
  { what: "profile sync", value: ({ record }) => record.profileSyncEnabled },
  { what: "owners", values: owners }
]

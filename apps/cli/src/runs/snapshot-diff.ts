import { type Change, type Comparison, compareRosters, correlate, type RosterComparison } from "@rollcall/correlation"
import type { ResourceKey, Snapshot, SnapshotHeader } from "@rollcall/model"
import { isRead, readingOf } from "@rollcall/model"
import { Effect, type Option } from "effect"
import { Failure } from "../Failure.ts"
import { print } from "../Output.ts"
import type { DiffDocument } from "../SnapshotDocuments.ts"
import { loaded, snapshotNamed } from "../StoredSnapshot.ts"
import { terminalText } from "../Table.ts"
import { configuration, tenantOf, withStore } from "../StoreWiring.ts"

export interface SnapshotDiffInput {
  readonly before: string
  readonly after: string
  readonly tenant: Option.Option<string>
}

export const run = Effect.fn("cli.snapshotDiff")(function* (input: SnapshotDiffInput) {
  const config = yield* configuration
  const document = yield* withStore(
    config,
    Effect.gen(function* () {
      const before = yield* snapshotNamed(config, input.tenant, input.before)
      const after = yield* snapshotNamed(config, input.tenant, input.after)
      if (before.tenant.id !== after.tenant.id) return yield* ofTwoTenants(before.tenant.id, after.tenant.id)
      const who = tenantOf(before.tenant)
      const rosterOf = (snapshot: Snapshot) => correlate(snapshot, who)
      const comparison = compareRosters(rosterOf(yield* loaded(before)), rosterOf(yield* loaded(after)))
      return documentOf(who.id, before.snapshot, after.snapshot, comparison)
    })
  )
  yield* print(
    () => JSON.stringify(document, null, 2),
    () => linesOf(document)
  )
})

const ofTwoTenants = (before: string, after: string) =>
  Effect.fail(
    new Failure({
      code: "usage",
      summary: `one snapshot is of ${before}, the other of ${after}: they have nobody in common.`,
      where: {},
      next: "name two snapshots of one tenant; `rollcall snapshot list` shows them."
    })
  )

const documentOf = (
  tenant: string,
  before: SnapshotHeader,
  after: SnapshotHeader,
  comparison: RosterComparison
): DiffDocument => ({
  schemaVersion: 1,
  tenant,
  before: brief(before),
  after: brief(after),
  ...comparison,
  remarks: [
    ...(before.finishedAt > after.finishedAt ? ["The snapshot that was named first is the later one."] : []),
    ...gapRemarks(before, "what seems to have come was perhaps there already"),
    ...gapRemarks(after, "what seems to have gone may still be there")
  ]
})

const brief = ({ id, finishedAt, complete }: SnapshotHeader) => ({ id, finishedAt, complete })

/** What can bring or take away a person, device or browser. */
const restsOn: ReadonlyArray<ResourceKey> = [
  "push.employees",
  "push.browsers",
  "push.accounts",
  "push.accountsOther",
  "banyan.endusers",
  "banyan.devices"
]

/** Where an absence in a snapshot proves nothing. */
const gapRemarks = (snapshot: SnapshotHeader, meaning: string): ReadonlyArray<string> =>
  restsOn.flatMap((key) => {
    const reading = readingOf(snapshot, key)
    const name = key.replace(".", " ")
    if (reading === undefined) return []
    if (!isRead(snapshot, key)) return [`In ${snapshot.id} ${name} were not read to their end: ${meaning}.`]
    if (reading.refused === 0) return []
    return [`In ${snapshot.id} ${reading.refused} of ${name} could not be understood: ${meaning}.`]
  })

function linesOf({ tenant, before, after, people, devices, browsers, remarks }: DiffDocument): ReadonlyArray<string> {
  return [
    `${tenant}: ${sideText(before)} → ${sideText(after)}`,
    ...kindLines("People", people),
    ...kindLines("Devices", devices),
    ...kindLines("Browsers", browsers),
    ...(remarks.length === 0 ? [] : ["", ...remarks])
  ]
}

const sideText = ({ id, complete }: DiffDocument["before"]): string => (complete ? id : `${id} (PARTIAL)`)

function kindLines(title: string, { came, went, changed, same }: Comparison): ReadonlyArray<string> {
  if (came === null && went === null && changed.length + same === 0) return ["", `${title}: not known`]
  const counts = [
    `${came?.length ?? "not known how many"} came`,
    `${went?.length ?? "not known how many"} went`,
    `${changed.length} changed`,
    `${same} as they were`
  ]
  return [
    "",
    `${title}: ${counts.join(", ")}`,
    ...(came ?? []).map((each) => `  + ${nameOf(each)}`),
    ...(went ?? []).map((each) => `  - ${nameOf(each)}`),
    ...changed.map((each) => `  ~ ${nameOf(each)}: ${each.changes.map(changeText).join("; ")}`)
  ].map(terminalText)
}

type Subject = NonNullable<Comparison["came"]>[number]

/** As people call it, with whom it concerns. */
function nameOf({ id, names, emails }: Subject): string {
  const [email, ...others] = emails
  const who = email === undefined ? [] : [others.length === 0 ? email : `${email} +${others.length}`]
  const words = [...names, ...who]
  return words.length === 0 ? id : words.join(" · ")
}

function changeText(change: Change): string {
  if ("before" in change) return `${change.what} ${valueText(change.before)} → ${valueText(change.after)}`
  const counts = [
    ...(change.came.length === 0 ? [] : [`+${change.came.length}`]),
    ...(change.went.length === 0 ? [] : [`−${change.went.length}`])
  ]
  // Addresses say more than their number; what is known by an id does not.
  const named = [...change.came.map((text) => `+${text}`), ...change.went.map((text) => `−${text}`)]
  return isReadable(change.what) && named.length <= 3
    ? `${change.what} ${named.join(" ")}`
    : `${change.what} ${counts.join(" ")}`
}

const isReadable = (what: string): boolean =>
  ["emails", "owners", "groups", "end users", "deleted end users"].includes(what)

function valueText(value: string | number | boolean | null): string {
  if (value === null) return "not known"
  if (value === "") return "blank"
  return value === true ? "yes" : value === false ? "no" : String(value)
}

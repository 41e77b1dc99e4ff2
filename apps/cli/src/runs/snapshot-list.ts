import type { TenantConfig } from "@rollcall/config"
import { SnapshotStore } from "@rollcall/store"
import { Effect, type Option } from "effect"
import { fittedTable } from "../FittedTable.ts"
import { print } from "../Output.ts"
import type { ListDocument } from "../SnapshotDocuments.ts"
import { interruptedBrief } from "../SnapshotRemoval.ts"
import { inStore, recordCount, reportedPeriods, tenantsNamed } from "../StoredSnapshot.ts"
import { configuration, withStore } from "../StoreWiring.ts"

export interface SnapshotListInput {
  readonly tenant: Option.Option<string>
}

type Listed = ListDocument["tenants"][number]

export const run = Effect.fn("cli.snapshotList")(function* (input: SnapshotListInput) {
  const config = yield* configuration
  const wanted = yield* tenantsNamed(config, input.tenant)
  const tenants = yield* withStore(config, Effect.forEach(wanted, listed))
  const rows = tenants.flatMap(rowsOf)
  const lines = yield* fittedTable(columns, rows)
  const empty = tenants.filter(({ outcome }) => outcome === "none").map(({ tenant }) => `${tenant}: no snapshot`)
  yield* print(
    () => JSON.stringify({ schemaVersion: 1, tenants } satisfies ListDocument, null, 2),
    () => [...(rows.length === 0 ? [] : lines), ...empty]
  )
})

const listed = Effect.fnUntraced(function* ({ id: tenant }: TenantConfig) {
  const store = yield* SnapshotStore
  const snapshots = yield* inStore(tenant, store.list(tenant))
  const [open] = yield* inStore(tenant, store.interrupted(tenant))
  const periods = yield* reportedPeriods(tenant)
  const result: Listed = {
    tenant,
    outcome: snapshots.length === 0 ? "none" : "found",
    snapshots: snapshots.map((snapshot) => {
      const { id, startedAt, finishedAt, complete, contentHash, sources } = snapshot
      const records = recordCount(snapshot)
      return { id, startedAt, finishedAt, complete, records, contentHash, sources, periods: periods.get(id) ?? [] }
    }),
    unfinished: open === undefined ? null : interruptedBrief(open)
  }
  return result
})

const columns = [
  { head: "TENANT", narrow: 8 },
  { head: "SNAPSHOT" },
  { head: "FINISHED (UTC)" },
  { head: "STATE" },
  { head: "RECORDS" },
  { head: "REPORTS", narrow: 7 }
]

function rowsOf({ tenant, snapshots, unfinished }: Listed): ReadonlyArray<ReadonlyArray<string>> {
  const rows = snapshots.map(({ id, finishedAt, complete, records, periods }) => [
    tenant,
    id,
    finishedAt.slice(0, 19).replace("T", " "),
    complete ? "complete" : "PARTIAL",
    String(records),
    periods.length === 0 ? "–" : periods.join(", ")
  ])
  if (unfinished === null) return rows
  return [...rows, [tenant, unfinished.id, "–", "UNFINISHED", String(unfinished.records), "–"]]
}

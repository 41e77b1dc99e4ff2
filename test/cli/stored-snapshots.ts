/**
 * Snapshots that a test puts into the store itself: with the records, instants and gaps that it is about.
 */
import {
  type AuditEvent,
  type ResourceName,
  type ResourceReading,
  resourceNames,
  resources,
  type Source,
  stringifyJson
} from "@rollcall/model"
import { AuditTrail, SnapshotStore, type StoreServices } from "@rollcall/store"
import { layer as sqliteLayer } from "@rollcall/store/sqlite"
import { Effect } from "effect"
import { writeFileSync } from "node:fs"
import { join } from "node:path"

/** Records as they come from their source, with the id that each is stored under. */
type Records = Partial<Record<ResourceName, Readonly<Record<string, object>>>>

export interface StoredSnapshot {
  readonly id: string
  readonly tenant?: string
  readonly finishedAt?: string
  readonly sources?: ReadonlyArray<Source>
  readonly records?: Records
  /** What was particular about the reading of some resources. */
  readonly readings?: Partial<Record<ResourceName, Partial<ResourceReading>>>
  /** The run was interrupted. */
  readonly unfinished?: boolean
}

/** Runs an effect with the store of a test's folder. */
export const inStore = <A, E>(folder: string, effect: Effect.Effect<A, E, StoreServices>): Promise<A> =>
  Effect.runPromise(Effect.provide(effect, sqliteLayer({ filename: join(folder, "rollcall.db") })))

/** Puts snapshots into the store of a test's folder, one after the other. */
export const keepSnapshots = (folder: string, ...snapshots: ReadonlyArray<StoredSnapshot>): Promise<void> =>
  inStore(folder, Effect.forEach(snapshots, keep, { discard: true }))

const keep = Effect.fnUntraced(function* ({
  id,
  tenant = "acme",
  finishedAt = "2026-10-31T02:05:00.000Z",
  sources = ["push", "banyan"],
  records = {},
  readings = {},
  unfinished = false
}: StoredSnapshot) {
  const store = yield* SnapshotStore
  const startedAt = new Date(Date.parse(finishedAt) - 300_000).toISOString()
  yield* store.begin({ id, tenant, startedAt, sources })
  for (const resource of resourceNames) {
    const { source } = resources[resource]
    if (!sources.includes(source)) continue
    const texts = Object.entries(records[resource] ?? {}).map(([recordId, record]) => ({
      id: recordId,
      json: stringifyJson(record)
    }))
    yield* store.openResource(id, source, resource)
    yield* store.append(id, source, resource, texts, null)
    yield* store.closeResource(id, {
      source,
      resource,
      records: texts.length,
      pages: 1,
      duplicates: 0,
      refused: 0,
      reportedTotal: null,
      offered: true,
      complete: true,
      drift: [],
      refusals: [],
      problem: null,
      startedAt,
      finishedAt,
      ...readings[resource]
    })
  }
  if (!unfinished) yield* store.seal(id, finishedAt)
})

/** As if a report had been made of a period, or made again since. */
export const keepReport = (folder: string, period: string, snapshotId: string) =>
  inStore(
    folder,
    Effect.flatMap(SnapshotStore, (store) =>
      store.saveAssessment({ tenant: "acme", period, snapshotId, document: "{}" })
    )
  )

/** Puts an event into acme's audit trail. */
export const keepEvent = (folder: string, event: Partial<AuditEvent>) =>
  inStore(
    folder,
    Effect.flatMap(AuditTrail, (trail) =>
      trail.append({
        tenant: "acme",
        at: "2026-10-31T12:00:00.000Z",
        actor: "jane",
        operation: "report",
        subject: "2026-10",
        phase: "outcome",
        action: "one",
        outcome: "done",
        reason: null,
        before: null,
        after: null,
        ...event
      })
    )
  )

/** Acme's audit trail. */
export const entriesOf = (folder: string) =>
  inStore(
    folder,
    Effect.flatMap(AuditTrail, (trail) => Effect.map(trail.read("acme"), ({ entries }) => entries))
  )

/** A configuration of tenants whose sources nobody is to ask; each may have lines of its own. */
export function writeOfflineConfig(folder: string, tenants: Readonly<Record<string, ReadonlyArray<string>>>): void {
  const lines = Object.entries(tenants).flatMap(([id, own]) =>
    [
      `  ${id}:`,
      `    name: ${id}`,
      "    domains: [acme.example]",
      "    push: { apiKey: { env: NO_SUCH_KEY } }",
      "    banyan: { token: { env: NO_SUCH_KEY } }"
    ].concat(own.map((line) => `    ${line}`))
  )
  writeFileSync(join(folder, "rollcall.yaml"), ["store: sqlite:./rollcall.db", "tenants:", ...lines, ""].join("\n"))
}

/** A tenant's people and devices, of whom a few things are not as they should be. */
export const someRecords = {
  employees: {
    e1: {
      id: "e1",
      email: "jane@acme.example",
      firstName: "Jane",
      lastName: "Doe",
      licensed: true,
      creationTimestamp: 1_600_000_000
    },
    e2: {
      id: "e2",
      email: "john@acme.example",
      firstName: "John",
      lastName: "Roe",
      licensed: true,
      creationTimestamp: 1_600_000_000
    }
  },
  browsers: {
    b1: {
      id: "b1",
      employeeId: "e1",
      email: "jane@acme.example",
      browser: "CHROME",
      os: "MACOS",
      version: "140.0",
      lastOnlineTimestamp: 1_793_400_000
    }
  },
  accounts: {
    a1: {
      id: "a1",
      employeeId: "e1",
      email: "jane@acme.example",
      appType: "ATLASSIAN",
      appId: "p1",
      mfaRegistered: false,
      loginMethods: { passwordLogin: true },
      creationTimestamp: 1_600_000_000,
      lastUsedTimestamp: 1_793_400_000
    },
    a2: {
      id: "a2",
      employeeId: "e2",
      email: "john@acme.example",
      appType: "ATLASSIAN",
      appId: "p1",
      mfaRegistered: true,
      mfaMethods: ["APP_TOTP"],
      loginMethods: { passwordLogin: true },
      creationTimestamp: 1_600_000_000,
      lastUsedTimestamp: 1_793_400_000
    }
  },
  apps: { p1: { id: "p1", type: "ATLASSIAN", friendlyName: "Atlassian", approvalStatus: "APPROVED" } },
  endusers: { "jane@acme.example": { Email: "Jane@acme.example", Name: "Jane Doe", SerialNumbers: ["C02XK1"] } },
  devices: {
    d1: {
      DeviceID: "d1",
      SerialNumber: "C02XK1",
      DeviceFriendlyName: "Jane’s Mac",
      Emails: ["jane@acme.example"],
      Platform: "Darwin",
      Banned: "FALSE",
      RegisteredStatus: "TRUE",
      LastLogin: 1_793_400_000_123_456_789n
    }
  }
} satisfies Records

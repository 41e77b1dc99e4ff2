/**
 * Builders for tests of the store.
 */
import type { AuditEvent, ResourceName, ResourceReading, Source } from "@rollcall/model"
import { Effect } from "effect"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { type RecordText, SnapshotStore } from "../src/index.ts"

/** A path in a folder of its own that goes with the scope. */
export const temporaryFile = Effect.map(
  Effect.acquireRelease(
    Effect.sync(() => mkdtempSync(join(tmpdir(), "rollcall-store-"))),
    (folder) => Effect.sync(() => rmSync(folder, { recursive: true }))
  ),
  (folder) => join(folder, "data", "rollcall.db")
)

export const aReading = (resource: ResourceName, overrides: Partial<ResourceReading> = {}): ResourceReading => ({
  source: "push",
  resource,
  records: 0,
  pages: 1,
  duplicates: 0,
  refused: 0,
  reportedTotal: null,
  offered: true,
  complete: true,
  drift: [],
  refusals: [],
  problem: null,
  startedAt: "2026-10-31T08:00:00.000Z",
  finishedAt: "2026-10-31T08:00:01.000Z",
  ...overrides
})

export const anEmployee = (id: string, more: object = {}): RecordText => ({ id, json: JSON.stringify({ id, ...more }) })

export const anEvent = (subject: string, more: Partial<AuditEvent> = {}): AuditEvent => ({
  tenant: "acme",
  at: "2026-10-31T09:00:00.000Z",
  actor: "jane",
  operation: "report",
  subject,
  phase: "outcome",
  action: "a1",
  outcome: "done",
  reason: null,
  before: null,
  after: { manifest: "abc" },
  ...more
})

interface RunOptions {
  readonly tenant?: string
  readonly startedAt?: string
  readonly sources?: ReadonlyArray<Source>
  readonly origin?: string
}

export const begin = (id: string, options: RunOptions = {}) =>
  Effect.flatMap(SnapshotStore, (store) =>
    store.begin({
      id,
      tenant: options.tenant ?? "acme",
      startedAt: options.startedAt ?? "2026-10-31T08:00:00.000Z",
      sources: options.sources ?? ["push"],
      ...(options.origin === undefined ? {} : { origin: options.origin })
    })
  )

/** Reads one resource of the Push source into a run, page by page. */
export const readResource = Effect.fnUntraced(function* (
  runId: string,
  resource: ResourceName,
  ...pages: ReadonlyArray<ReadonlyArray<RecordText>>
) {
  const store = yield* SnapshotStore
  yield* store.openResource(runId, "push", resource)
  for (const page of pages) yield* store.append(runId, "push", resource, page, null)
  yield* store.closeResource(runId, aReading(resource, { records: pages.flat().length }))
})

/** A sealed snapshot with the given employees and nothing else. */
export const sealedSnapshot = Effect.fnUntraced(function* (
  id: string,
  pages: ReadonlyArray<ReadonlyArray<RecordText>>,
  options: RunOptions & { readonly finishedAt?: string } = {}
) {
  yield* begin(id, options)
  yield* readResource(id, "employees", ...pages)
  return yield* (yield* SnapshotStore).seal(id, options.finishedAt ?? "2026-10-31T08:10:00.000Z")
})

/**
 * The audit trail: one hash-chained, append-only list of entries for each tenant.
 */
import { type AuditEntry, AuditEvent, type BrokenChain } from "@rollcall/model"
import { Context, Effect, Layer, Schema } from "effect"
import { SqlClient } from "effect/sql"
import { createHash } from "node:crypto"
import { StoreError } from "./StoreError.ts"
import { makeTenantDatabase, type TenantDatabase } from "./TenantDatabase.ts"

/** A tenant's trail and whether it holds. */
export interface Trail {
  readonly entries: ReadonlyArray<AuditEntry>
  /** The first entry that does not follow from the one before; `null` if the chain holds. */
  readonly broken: BrokenChain | null
}

/**
 * The service that keeps the audit trail.
 *
 * **Gotchas** A chain shows a changed, removed or reordered entry. Entries removed from its end it cannot show: whoever must
 * prove them keeps the newest hash elsewhere, as a report's reader does.
 */
export class AuditTrail extends Context.Service<
  AuditTrail,
  {
    /** Adds an entry to the end of its tenant's chain. */
    readonly append: (event: AuditEvent) => Effect.Effect<AuditEntry, StoreError>
    /** A tenant's entries, oldest first, checked link by link. */
    readonly read: (tenant: string) => Effect.Effect<Trail, StoreError>
  }
>()("@rollcall/store/AuditTrail") {
  /** The trail in the database of a `SqlClient` that has its table. */
  static readonly layer: Layer.Layer<AuditTrail, never, SqlClient.SqlClient> = Layer.effect(
    this,
    Effect.map(SqlClient.SqlClient, (sql) => {
      const database = makeTenantDatabase(sql)
      return { append: append(database), read: read(database) }
    })
  )
}

interface EntryRow {
  readonly sequence: number
  readonly event: string
  readonly previousHash: string
  readonly hash: string
}

const noHash = "0".repeat(64)

const encodeEvent = Schema.encodeSync(Schema.fromJsonString(AuditEvent))
const decodeEvent = Schema.decodeUnknownEffect(Schema.fromJsonString(AuditEvent))

const append = (database: TenantDatabase) => (event: AuditEvent) =>
  database.write("append to audit trail", event, (sql) =>
    Effect.gen(function* () {
      yield* lockEnd(sql, event.tenant)
      const [last] = yield* sql<Pick<EntryRow, "sequence" | "hash">>`SELECT sequence, hash FROM audit_entry
        WHERE tenant = ${event.tenant} ORDER BY sequence DESC LIMIT 1`
      const sequence = (last?.sequence ?? 0) + 1
      const previousHash = last?.hash ?? noHash
      const text = encodeEvent(event)
      const hash = hashOf({ sequence, previousHash, event: text })
      yield* sql`INSERT INTO audit_entry (tenant, sequence, event, previous_hash, hash)
        VALUES (${event.tenant}, ${sequence}, ${text}, ${previousHash}, ${hash})`
      const entry: AuditEntry = { ...event, sequence, previousHash, hash }
      return entry
    })
  )

/** Two processes must not both see the same last entry. SQLite has one writer at a time anyway. */
const lockEnd = (sql: SqlClient.SqlClient, tenant: string) =>
  sql.onDialectOrElse({
    pg: () => sql`SELECT pg_advisory_xact_lock(hashtextextended(${`rollcall.audit_entry ${tenant}`}, 0))`,
    orElse: () => Effect.void
  })

const read = (database: TenantDatabase) =>
  Effect.fnUntraced(function* (tenant: string) {
    const rows = yield* database.read(
      "read audit trail",
      { tenant },
      (sql) => sql<EntryRow>`SELECT sequence, event, previous_hash AS "previousHash", hash FROM audit_entry
        WHERE tenant = ${tenant} ORDER BY sequence`
    )
    const entries = yield* Effect.forEach(rows, ({ event, ...links }) =>
      decodeEvent(event).pipe(
        Effect.map((decoded): AuditEntry => ({ ...decoded, ...links })),
        Effect.mapError(() => unreadable(tenant, links.sequence))
      )
    )
    const trail: Trail = { entries, broken: firstBreak(rows) }
    return trail
  })

function firstBreak(rows: ReadonlyArray<EntryRow>): BrokenChain | null {
  let previousHash = noHash
  for (const [index, row] of rows.entries()) {
    const sequence = index + 1
    if (row.sequence !== sequence) return { sequence, why: "the entry is missing" }
    if (row.previousHash !== previousHash) return { sequence, why: "it does not follow from the entry before" }
    if (row.hash !== hashOf(row)) return { sequence, why: "its content was changed" }
    previousHash = row.hash
  }
  return null
}

const hashOf = ({ sequence, previousHash, event }: Omit<EntryRow, "hash">): string =>
  createHash("sha256").update(`${sequence}\n${previousHash}\n${event}`).digest("hex")

const unreadable = (tenant: string, sequence: number): StoreError =>
  new StoreError({
    operation: "read audit trail",
    reason: "corrupt",
    detail: `entry ${sequence} of ${tenant} cannot be read`
  })

/**
 * The store in one SQLite file.
 */
import { Layer } from "effect"
import * as SqliteClient from "./SqliteClient.ts"
import type { AuditTrail } from "./AuditTrail.ts"
import { services } from "./services.ts"
import type { SnapshotStore } from "./SnapshotStore.ts"
import type { StoreError } from "./StoreError.ts"

/**
 * The store in a SQLite file, which is made with its folder if it is not there; `:memory:` keeps nothing.
 *
 * **Details** Write-ahead log, so that a report can be read while a collection writes. Another process that holds the
 * lock is waited for five seconds.
 */
export const layer = (options: { readonly filename: string }): Layer.Layer<SnapshotStore | AuditTrail, StoreError> =>
  services.pipe(Layer.provide(SqliteClient.layer(options)))

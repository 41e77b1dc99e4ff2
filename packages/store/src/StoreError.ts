/**
 * The one error of the store: where it happened and which of the things that a person can do something about.
 */
import { Predicate, Schema } from "effect"
import type { Migrator, SqlError } from "effect/sql"

/** Why the store failed. */
export const StoreErrorReason = Schema.Literals([
  "unavailable",
  "full",
  "corrupt",
  "read-only",
  "busy",
  "newer",
  "other"
])
export type StoreErrorReason = typeof StoreErrorReason.Type

/** The store failed. */
export class StoreError extends Schema.TaggedError<StoreError>()("StoreError", {
  /** Verb and noun, such as `append records`. */
  operation: Schema.String,
  reason: StoreErrorReason,
  detail: Schema.String,
  cause: Schema.optionalKey(Schema.Defect())
}) {
  override get message(): string {
    return `store, ${this.operation}: ${this.detail}.`
  }

  /** What to do now. */
  get next(): string {
    return nextSteps[this.reason]
  }
}

const nextSteps: Readonly<Record<StoreErrorReason, string>> = {
  unavailable: "Check `store` in rollcall.yaml, and that its folder may be written.",
  full: "Free space on the disk of the store, then run the command with --resume.",
  corrupt: "Restore the store from a backup, or move its file away and collect anew.",
  "read-only": "Give write permission to the file of the store and its folder.",
  busy: "Wait until the other Rollcall is done, then run the command again.",
  newer: "Use the Rollcall version that wrote the store, or a later one.",
  other: "Run the command again with --log-level debug and report what it says."
}

/** What a failed statement means. */
export function storeError(operation: string, error: SqlError.SqlError | Migrator.MigrationError): StoreError {
  const cause = rootCause(error)
  const reason = reasonOf(cause)
  const detail = reason === "other" ? `the database refused the statement${sentenceOf(cause)}` : details[reason]
  return new StoreError({ operation, reason, detail, cause: error })
}

const details: Readonly<Record<Exclude<StoreErrorReason, "other" | "newer">, string>> = {
  unavailable: "the database cannot be opened",
  full: "the disk is full",
  corrupt: "the file is damaged or not a database",
  "read-only": "the database cannot be written",
  busy: "another process keeps the database locked"
}

/** SQLite's primary result codes, https://sqlite.org/rescode.html. */
const reasonsByCode: ReadonlyMap<number, Exclude<StoreErrorReason, "newer">> = new Map([
  [3, "read-only"], // PERM
  [5, "busy"],
  [6, "busy"], // LOCKED
  [8, "read-only"],
  [10, "unavailable"], // IOERR
  [11, "corrupt"],
  [13, "full"],
  [14, "unavailable"], // CANTOPEN
  [26, "corrupt"] // NOTADB
])

function reasonOf(cause: unknown): Exclude<StoreErrorReason, "newer"> {
  if (Predicate.hasProperty(cause, "errcode") && typeof cause.errcode === "number") {
    // The extended part of the code is in the higher bits.
    return reasonsByCode.get(cause.errcode & 0xff) ?? "other"
  }
  if (Predicate.hasProperty(cause, "code") && cause.code === "ENOSPC") return "full"
  if (Predicate.hasProperty(cause, "code") && cause.code === "EROFS") return "read-only"
  return Predicate.hasProperty(cause, "syscall") ? "unavailable" : "other"
}

/** The driver's own error, below what Effect wraps around it. */
function rootCause(error: unknown): unknown {
  return Predicate.hasProperty(error, "cause") && error.cause !== undefined ? rootCause(error.cause) : error
}

const sentenceOf = (cause: unknown): string =>
  Predicate.hasProperty(cause, "message") && typeof cause.message === "string" ? ` (${cause.message})` : ""

/**
 * The one error of the store: where it happened and which of the things that a person can do something about.
 */
import { Predicate, Schema } from "effect"
import { type Migrator, SqlError } from "effect/sql"

/** Why the store failed. */
export const StoreErrorReason = Schema.Literals([
  "unavailable",
  "unreachable",
  "refused",
  "missing",
  "forbidden",
  "unsuitable",
  "foreign",
  "full",
  "corrupt",
  "read-only",
  "busy",
  "newer",
  "other"
])
export type StoreErrorReason = typeof StoreErrorReason.Type

/** A process that collects a tenant. */
export const LeaseHolder = Schema.Struct({
  host: Schema.String,
  process: Schema.Int,
  /** By the database's clock. */
  since: Schema.String
})
export type LeaseHolder = typeof LeaseHolder.Type

/** The store failed. */
export class StoreError extends Schema.TaggedError<StoreError>()("StoreError", {
  /** Verb and noun, such as `append records`. */
  operation: Schema.String,
  reason: StoreErrorReason,
  detail: Schema.String,
  /** Who else is at work, if a tenant is being collected already. */
  holder: Schema.optionalKey(LeaseHolder),
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
  unreachable:
    "Check that the server runs, that `store` in rollcall.yaml names it, and that it offers TLS with a trusted certificate (else end the address in ?sslmode=disable); then run the command again, `collect` with --resume.",
  refused: "Check user name and password of `store` in rollcall.yaml; what is special in them is percent-encoded.",
  missing: "Create the database, or correct its name in `store` in rollcall.yaml.",
  forbidden: "Let the user that `store` names own the database and the tables of Rollcall in it.",
  unsuitable: "Give `store` a database of PostgreSQL 15 or later with the encoding UTF8.",
  foreign: "Let `store` in rollcall.yaml name another file: this one is another program's.",
  full: "Free space on the disk of the store, then run the command with --resume.",
  corrupt: "Restore the store from a backup, or move it away and collect anew.",
  "read-only": "Give write permission to the store: to its file and folder, or by naming a server that takes writes.",
  busy: "Wait until the other Rollcall is done, then run the command again.",
  newer: "Use the Rollcall version that wrote the store, or a later one.",
  other: "Run the command again with --log-level debug and report what it says."
}

/** What the database holds is not what was written. */
export const corrupt = (detail: string, cause?: unknown): StoreError =>
  new StoreError({ operation: "read snapshot", reason: "corrupt", detail, ...(cause === undefined ? {} : { cause }) })

/** A run that is written by one process never comes to this; one that a second process works on meanwhile does. */
export const taken = (operation: string, detail: string): StoreError =>
  new StoreError({ operation, reason: "busy", detail })

/** What a failed statement means. */
export function storeError(operation: string, error: SqlError.SqlError | Migrator.MigrationError): StoreError {
  const cause = rootCause(error)
  const reason = reasonOf(cause, sqlReasonOf(error))
  return new StoreError({ operation, reason, detail: detailOf(reason, cause), cause: error })
}

/** With the words of a server, which knows more than a file: it names no value and no password. */
const detailOf = (reason: StatementReason, cause: unknown): string =>
  isToldByServer(cause) || isToldAlways.has(reason) ? `${details[reason]}${sentenceOf(cause)}` : details[reason]

type StatementReason = Exclude<StoreErrorReason, "newer" | "unsuitable" | "foreign">

const details: Readonly<Record<StatementReason, string>> = {
  unavailable: "the database cannot be opened",
  unreachable: "the database server cannot be reached",
  refused: "the database does not let Rollcall in",
  missing: "the database is not there",
  forbidden: "the database denies its user a permission",
  full: "the disk is full",
  corrupt: "the file is damaged or not a database",
  "read-only": "the database cannot be written",
  busy: "others keep the database busy",
  other: "the database refused the statement"
}

const isToldAlways: ReadonlySet<StatementReason> = new Set(["unreachable", "refused", "other"])

/** PostgreSQL's own errors have a severity. */
const isToldByServer = (cause: unknown): boolean => Predicate.hasProperty(cause, "severity")

/** SQLite's primary result codes, https://sqlite.org/rescode.html. */
const reasonsByCode: ReadonlyMap<number, StatementReason> = new Map([
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

/** PostgreSQL's error codes, whole or by their class, https://www.postgresql.org/docs/current/errcodes-appendix.html. */
const reasonsBySqlState: ReadonlyMap<string, StatementReason> = new Map([
  ["08", "unreachable"], // connection exception
  ["25006", "read-only"], // read only SQL transaction
  ["28", "refused"], // invalid authorization specification
  ["3D", "missing"], // invalid catalog name
  ["40", "busy"], // transaction rollback: deadlock
  ["42501", "forbidden"], // insufficient privilege
  ["53100", "full"], // disk full
  ["53300", "busy"], // too many connections
  ["55P03", "busy"], // lock not available
  ["57P", "unreachable"], // shut down, starting up, dropped
  ["58", "unavailable"], // system error
  ["XX001", "corrupt"], // data corrupted
  ["XX002", "corrupt"] // index corrupted
])

function reasonOf(cause: unknown, sqlReason: string | null): StatementReason {
  if (Predicate.hasProperty(cause, "errcode") && typeof cause.errcode === "number") {
    // The extended part of the code is in the higher bits.
    return reasonsByCode.get(cause.errcode & 0xff) ?? "other"
  }
  const code = Predicate.hasProperty(cause, "code") && typeof cause.code === "string" ? cause.code : ""
  if (isToldByServer(cause)) {
    const found = [code, code.slice(0, 3), code.slice(0, 2)].map((each) => reasonsBySqlState.get(each))
    return found.find((each) => each !== undefined) ?? "other"
  }
  if (sqlReason === "AuthenticationError") return "refused"
  if (sqlReason === "ConnectionError") return "unreachable"
  if (code === "ENOSPC") return "full"
  if (code === "EROFS") return "read-only"
  return Predicate.hasProperty(cause, "syscall") ? "unavailable" : "other"
}

/** The driver's own error, below what Effect wraps around it. */
function rootCause(error: unknown): unknown {
  return Predicate.hasProperty(error, "cause") && error.cause !== undefined ? rootCause(error.cause) : error
}

/** How Effect classifies the error of a statement. */
function sqlReasonOf(error: unknown): string | null {
  if (SqlError.isSqlError(error)) return error.reason._tag
  return Predicate.hasProperty(error, "cause") ? sqlReasonOf(error.cause) : null
}

const sentenceOf = (cause: unknown): string =>
  Predicate.hasProperty(cause, "message") && typeof cause.message === "string" ? ` (${cause.message})` : ""

/**
 * The packages' errors as failures: the one place that turns a tag into words for a user.
 */
import type { ConfigError, SecretError } from "@rollcall/config"
import type { ArgumentError } from "@rollcall/push"
import type { StoreError } from "@rollcall/store"
import type { SourceError } from "@rollcall/transport"
import type { PlatformError } from "effect"
import { Failure, type FailureCode } from "./Failure.ts"

/** All problems of a configuration file in one failure, each with its line and what to do. */
export function configFailure(error: ConfigError): Failure {
  const [first] = error.problems
  if (first !== undefined && error.problems.length === 1) {
    const where = { file: error.file, ...(first.line === null ? {} : { line: first.line }) }
    return new Failure({ code: "config", summary: `${first.message}.`, where, next: first.next })
  }
  const problems = error.problems.map(
    ({ line, message, next }) => `\n  ${line === null ? "" : `line ${line}: `}${message}. ${next}`
  )
  return new Failure({
    code: "config",
    summary: `the configuration has ${error.problems.length} problems.${problems.join("")}`,
    where: { file: error.file },
    next: "Correct them and run the command again; `rollcall schema config` says what each key takes."
  })
}

/** A secret that could not be read. */
export const secretFailure = (error: SecretError, tenant: string): Failure =>
  new Failure({ code: "secret", summary: `${error.detail}.`, where: { tenant, ...error.where }, next: error.next })

/** A store that refused. */
export const storeFailure = (error: StoreError, tenant?: string): Failure =>
  new Failure({
    code: "store",
    summary: `${error.detail}.`,
    where: { ...(tenant === undefined ? {} : { tenant }), operation: error.operation },
    next: error.next,
    cause: error
  })

/** A source that could not be read. `secretAt` says where its key is configured. */
export function sourceFailure(error: SourceError, tenant: string, secretAt: string): Failure {
  const { code, next } = sourceAdvice(error, tenant, secretAt)
  return new Failure({
    code,
    summary: `${error.reason.message}.`,
    where: { tenant, source: error.source, operation: error.operation },
    next,
    cause: error
  })
}

/** An operation of the Push API that was refused, or that its client did not send. `secretAt` as above. */
export function pushFailure(error: SourceError | ArgumentError, tenant: string, secretAt: string): Failure {
  const where = { tenant, source: "push", operation: error.operation }
  if (error._tag === "ArgumentError") {
    const summary = `${error.argument} ${error.rule}; nothing was sent.`
    return new Failure({ code: "usage", summary, where, next: "correct the command line and run it again." })
  }
  const { code, next } = pushAdvice(error, secretAt)
  return new Failure({ code, summary: `${error.reason.message}.`, where, next, cause: error })
}

function pushAdvice(error: SourceError, secretAt: string): { code: FailureCode; next: string } {
  const isList = error.operation.endsWith(".list")
  switch (error.reason._tag) {
    case "Unauthorized":
    case "Forbidden":
      return {
        code: "refused",
        next: `put a live key into ${secretAt}; whatever changes something needs a key with full access.`
      }
    case "NotFound":
    case "NotOffered":
      return isList
        ? { code: "not-understood", next: "this tenant's API may not offer the list; else check `baseUrl`." }
        : { code: "not-found", next: "look for the id with `list`; it may be gone." }
    case "Unavailable":
      return { code: "unreachable", next: "check the address and the network, then run it again." }
    case "RateLimited":
      return { code: "unreachable", next: "something else uses the same key; wait a few minutes, then run it again." }
    case "Rejected":
      return { code: "not-understood", next: "change what was asked for as the source says above." }
    case "SchemaMismatch":
    case "Incomplete":
      return {
        code: "not-understood",
        next: "run it again; if it stays, the source has changed: report what is said above."
      }
  }
}

function sourceAdvice(error: SourceError, tenant: string, secretAt: string): { code: FailureCode; next: string } {
  switch (error.reason._tag) {
    case "Unauthorized":
    case "Forbidden":
      return { code: "refused", next: `put a live key into ${secretAt}, then run \`rollcall collect ${tenant}\`.` }
    case "RateLimited":
      return {
        code: "unreachable",
        next: "something else uses the same key; wait a few minutes, then collect again."
      }
    case "Unavailable":
      return {
        code: "unreachable",
        next: `check the address and the network, then run \`rollcall collect ${tenant}\` again.`
      }
    case "NotFound":
    case "NotOffered":
      return { code: "not-understood", next: "check `baseUrl`: the server does not know this part of the API." }
    case "Rejected":
    case "SchemaMismatch":
    case "Incomplete":
      return {
        code: "not-understood",
        next: `run \`rollcall collect ${tenant}\` again; if it stays, the source has changed: report what is said above.`
      }
  }
}

/** A file or folder that could not be written. */
export function outputFailure(error: PlatformError.PlatformError, file: string, tenant?: string): Failure {
  const isFull = /ENOSPC|EDQUOT/.test(`${systemCode(error)} ${error.message}`)
  return new Failure({
    code: "output",
    summary: isFull ? "the disk is full; no new report was written." : `cannot be written (${error.message}).`,
    where: { ...(tenant === undefined ? {} : { tenant }), file },
    next: isFull
      ? "free some space or name another folder with --out, then run the command again."
      : "check the folder's permissions or name another one with --out.",
    cause: error
  })
}

function systemCode(error: PlatformError.PlatformError): string {
  const cause: unknown = error.reason.cause
  return typeof cause === "object" && cause !== null && "code" in cause ? String(cause.code) : ""
}

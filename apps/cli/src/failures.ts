/**
 * The packages' errors as failures: the one place that turns a tag into words for a user.
 */
import type { Acted, ActionError, Place, Refusal } from "@rollcall/actions"
import type { ConfigError, SecretError } from "@rollcall/config"
import type { ArgumentError } from "@rollcall/push"
import type { LeaseHolder, StoreError } from "@rollcall/store"
import type { SourceError } from "@rollcall/transport"
import type { PlatformError } from "effect"
import { Failure, type FailureCode, type Where } from "./Failure.ts"

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
export const secretFailure = (error: SecretError, tenant?: string): Failure =>
  new Failure({
    code: "secret",
    summary: `${error.detail}.`,
    where: { ...(tenant === undefined ? {} : { tenant }), ...error.where },
    next: error.next
  })

/** A store that refused. */
export const storeFailure = (error: StoreError, tenant?: string): Failure =>
  new Failure({
    code: "store",
    summary: `${error.detail}.`,
    where: { ...(tenant === undefined ? {} : { tenant }), operation: error.operation },
    next: error.holder === undefined ? error.next : holderAdvice(error.holder, tenant),
    cause: error
  })

/** A process on another machine cannot be looked at from here; its lease ends by itself. */
const holderAdvice = ({ process, host }: LeaseHolder, tenant: string | undefined): string =>
  `wait until process ${process} on ${host} is done. If it hangs, end it and go on with \`rollcall collect ${tenant ?? "TENANT"} --resume\`; a machine that is gone is forgotten after a minute.`

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
  if (error._tag === "ArgumentError") return argumentFailure(error, where)
  const { code, next } = pushAdvice(error, secretAt)
  return new Failure({ code, summary: `${error.reason.message}.`, where, next, cause: error })
}

/** An operation of the device API that was refused, or that its client did not send. `secretAt` as above. */
export function banyanFailure(error: SourceError | ArgumentError, tenant: string, secretAt: string): Failure {
  const where = { tenant, source: "banyan", operation: error.operation }
  if (error._tag === "ArgumentError") return argumentFailure(error, where)
  // What is not there is found by reading; a path that is not there says that this is another server.
  const isUnknownPath = error.reason._tag === "NotFound" || error.reason._tag === "NotOffered"
  const advice = isUnknownPath ? { code: "not-understood" as const, next: unknownPath } : pushAdvice(error, secretAt)
  return new Failure({ ...advice, summary: `${error.reason.message}.`, where, cause: error })
}

const unknownPath = "check `baseUrl`: the server does not know this part of the API."

const argumentFailure = ({ argument, rule }: ArgumentError, where: Where): Failure =>
  new Failure({
    code: "usage",
    summary: `${argument} ${rule}; nothing was sent.`,
    where,
    next: "correct the command line and run it again."
  })

function pushAdvice(error: SourceError, secretAt: string): { code: FailureCode; next: string } {
  const isList = /\.(?:list|all)$/.test(error.operation)
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
      return { code: "not-understood", next: unknownPath }
    case "Rejected":
    case "SchemaMismatch":
    case "Incomplete":
      return {
        code: "not-understood",
        next: `run \`rollcall collect ${tenant}\` again; if it stays, the source has changed: report what is said above.`
      }
  }
}

/** An action that ended before it had an outcome. */
export function actionFailure(error: ActionError, { tenant, source }: Pick<PlaceHere, "tenant" | "source">): Failure {
  if (error._tag === "StoreError") return storeFailure(error, tenant)
  const where = { tenant, source, operation: error.operation }
  switch (error._tag) {
    case "SubjectMissing":
      return new Failure({
        code: "not-found",
        summary: `there is no ${error.missing.join(", no ")}; nothing was sent.`,
        where: { tenant, source },
        next: "look for it with `list`; it may be gone already."
      })
    case "ActionRefused":
      return new Failure({
        code: "usage",
        summary: `${error.message} Nothing was sent.`,
        where,
        next: refusalAdvice(error.reason)
      })
    case "Unconfirmed":
      return error.answer === "declined"
        ? new Failure({
            code: "declined",
            summary: "not confirmed; nothing was sent.",
            where: {},
            next: `run it again and type ${error.wanted}, or say --yes.`
          })
        : new Failure({
            code: "declined",
            summary: "this changes something and nobody can be asked, as standard input is not a terminal.",
            where: {},
            next: "look with --dry-run at what would be sent, then say --yes."
          })
    case "ChangedMeanwhile":
      return new Failure({
        code: "failed",
        summary: "it changed between the look and the confirmation; nothing was sent.",
        where,
        next: "run it again and look at what is there now."
      })
    case "OutcomeUnrecorded":
      return new Failure({
        code: "store",
        summary: `${error.cause.detail}. The write is over (${error.outcome}), and the audit trail has its intention only.`,
        where: { tenant, operation: error.cause.operation },
        next: error.cause.next,
        cause: error
      })
  }
}

function refusalAdvice(refusal: Refusal): string {
  switch (refusal._tag) {
    case "NoIdentifier":
      return "correct it and run it again."
    case "PlaceholderSerial":
      return "say --placeholder-serial if every device that has it is meant."
    case "SharedSerial":
      return `if all of them are meant, say ${refusal.deviceIds.map((id) => `--device-id ${JSON.stringify(id)}`).join(" ")}.`
    case "OtherDevices":
      return "look at what is there now, and name every one with --device-id if all are meant."
    case "InventoryDiffers":
      return "say --overwrite-inventory if that does not matter."
    case "OwnersNotTold":
      return refusal.canBeLifted
        ? "look in the source's own console; say --unknown-owners if whoever it hits is meant."
        : "look in the source's own console whose it is."
    case "UnderWay":
      return "wait until that is over, look at what is there then, and run it again if it is still needed."
    case "SeveralEndUsers":
      return "settle in the source's own console who is meant."
  }
}

type PlaceHere = Pick<Place<never, never>, "tenant" | "source">

/** Why an action was not done, or why that is not known; `null` if it was done. `look` is the command that shows the state. */
export function problemFailure<E>(
  { problem, operation }: Acted<E>,
  { tenant, source, failure }: PlaceHere & { readonly failure: (error: E) => Failure },
  look: string
): Failure | null {
  const inTheDark = (why: string) =>
    new Failure({
      code: "failed",
      summary: `whether it was done is not known: ${why}`,
      where: { tenant, source, operation: operation.slice(source.length + 1) },
      next: `look with \`${look}\` before you try it again; the audit trail has the outcome as unknown.`
    })
  switch (problem?._tag) {
    case undefined:
      return null
    case "Refused":
      return failure(problem.error)
    case "AnswerLost":
      return lostAndNotDone(failure(problem.error))
    case "NoChange":
      return inTheDark("the source took it and shows no change.")
    case "HalfDone": {
      const answer = problem.error === null ? "the source took it" : failure(problem.error).summary
      return inTheDark(`${answer.replace(/\.$/, "")}, and what is there now is neither as before nor as it should be.`)
    }
    case "Unreadable": {
      const answer = problem.sent === null ? "the source took it." : failure(problem.sent).summary
      return inTheDark(`${answer} It cannot be read back: ${failure(problem.error).summary}`)
    }
  }
}

/** A write without an answer is told apart from one that the source refused: it may be tried again as it is. */
const lostAndNotDone = ({ code, summary, where, cause }: Failure): Failure =>
  new Failure({
    code,
    summary: `${summary} It was looked at again: nothing was changed.`,
    where,
    next: "run the same command again.",
    ...(cause === undefined ? {} : { cause })
  })

/** A file or folder that could not be written. */
export function outputFailure(error: PlatformError.PlatformError, file: string, tenant?: string): Failure {
  const isFull = /ENOSPC|EDQUOT/.test(`${systemCode(error)} ${error.message}`)
  return new Failure({
    code: "output",
    summary: isFull ? "the disk is full; nothing new was left there." : `cannot be written (${error.message}).`,
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

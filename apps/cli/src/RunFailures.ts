/**
 * Failures as a durable run keeps them, and back.
 */
import { RunFailure } from "@rollcall/runs"
import { exitCodes, Failure, type FailureCode } from "./Failure.ts"

/** A failure without its cause, which is no data. */
export const runFailure = ({ code, summary, where, next }: Failure): RunFailure =>
  new RunFailure({ code, summary, where, next })

/** A failure of a run, perhaps one of another version that knew codes of its own. */
export const failureOfRun = ({ code, summary, where, next }: RunFailure): Failure =>
  new Failure({ code: isFailureCode(code) ? code : "failed", summary, where, next })

const isFailureCode = (code: string): code is FailureCode => Object.hasOwn(exitCodes, code)

/**
 * How this process is told from others in the audit trail, so that nobody settles what another one has under way.
 */
import { Context } from "effect"

interface ThisProcess {
  readonly id: string
  /** Whether the process with this id still runs; `null` if that cannot be known, as on another machine. */
  readonly isAlive: (id: string) => boolean | null
}

/** The process's entry provides it. */
export const ThisProcess = Context.Reference<ThisProcess>("@rollcall/cli/ThisProcess", {
  defaultValue: () => ({ id: "unknown", isAlive: () => null })
})

/** The machine and the process's number there; `isRunning` says whether a number is a running process. */
export const processOn = (machine: string, pid: number, isRunning: (pid: number) => boolean): ThisProcess => ({
  id: `${machine}:${pid}`,
  isAlive: (id) => {
    const at = id.lastIndexOf(":")
    return id.slice(0, at) === machine ? isRunning(Number(id.slice(at + 1))) : null
  }
})

/**
 * Processes by name, so that another one can tell whether they are still there.
 */
import { Effect } from "effect"
import { readFileSync, readlinkSync } from "node:fs"
import { hostname } from "node:os"
import { pid } from "node:process"

/** A process, told from every other one that had or will have its number. */
export interface ProcessName {
  readonly host: string
  /** Where process numbers mean the same: one start of one kernel, and one container of it. */
  readonly machine: string
  readonly process: number
  /** When it began, as the kernel counts; empty where that cannot be learned. */
  readonly began: string
}

/** This process. */
export const thisProcess: Effect.Effect<ProcessName> = Effect.sync(() => ({
  host: hostname(),
  machine: machine(),
  process: pid,
  began: beganOf(pid)
}))

/** Whether a process has certainly ended. `false` where it cannot be known. */
export const isGone = (name: Omit<ProcessName, "host">): Effect.Effect<boolean> =>
  Effect.sync(() => {
    if (name.machine === "" || name.machine !== machine()) return false
    return !isRunning(name.process) || beganOf(name.process) !== name.began
  })

/** Whether a process is certainly running. `false` where it cannot be known. */
export const isThere = (name: Omit<ProcessName, "host">): Effect.Effect<boolean> =>
  Effect.sync(
    () =>
      name.machine !== "" &&
      name.machine === machine() &&
      isRunning(name.process) &&
      name.began !== "" &&
      beganOf(name.process) === name.began
  )

/** Empty where there is no `/proc`: two hosts may bear one name, so that a name proves nothing. */
const machine = (): string =>
  attempt(
    () => `${readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim()} ${readlinkSync("/proc/self/ns/pid")}`
  )

/** The 22nd field; the second, a name in brackets, may hold anything. https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html */
const beganOf = (process: number): string =>
  attempt(() => {
    const stat = readFileSync(`/proc/${process}/stat`, "utf8")
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19] ?? ""
  })

function isRunning(process: number): boolean {
  try {
    globalThis.process.kill(process, 0)
    return true
  } catch (error) {
    // Somebody else's process answers with EPERM.
    return !(error instanceof Error && "code" in error && error.code === "ESRCH")
  }
}

function attempt(read: () => string): string {
  try {
    return read()
  } catch {
    return ""
  }
}

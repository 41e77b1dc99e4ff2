/**
 * What the tests of `rollcall push` share: a sandbox, a folder with a configuration for it, and ways to run and to look.
 */
import { defaultSandboxSwitches, type Fault } from "@rollcall/sandbox"
import { afterEach, beforeEach } from "vitest"
import { rollcall, runningSandbox, temporaryFolder, writeConfig } from "./harness.ts"

/** A fault of the Push API. */
export type PushFault = Omit<Fault, "api">

/** Gives each test of the file its own sandbox and folder, and the ways to use them. */
export function pushCommands() {
  let folder: ReturnType<typeof temporaryFolder>
  let running: Awaited<ReturnType<typeof runningSandbox>>

  const start = async (faults: ReadonlyArray<PushFault> = []) => {
    running = await runningSandbox({
      people: 40,
      rateLimit: false,
      switches: { ...defaultSandboxSwitches, faults: faults.map((fault) => ({ ...fault, api: "push" as const })) }
    })
    writeConfig(folder.path, running.sandbox)
  }

  beforeEach(async () => {
    folder = temporaryFolder()
    await start()
  })

  afterEach(async () => {
    await running.stop()
    folder.remove()
  })

  /** Runs `rollcall push … --tenant acme`. */
  const push = (...parameters: ReadonlyArray<string>) =>
    rollcall(folder.path, ["push", ...parameters, "--tenant", "acme"])

  const pushJson = async (...parameters: ReadonlyArray<string>) => {
    const run = await push(...parameters, "--json")
    return { ...run, document: JSON.parse(run.stdout) }
  }

  const pushRequests = () => running.sandbox.requests().filter(({ api }) => api === "push")

  return {
    push,
    pushJson,
    folder: () => folder.path,
    sandbox: () => running.sandbox,
    /** Starts anew, with faults. */
    restart: async (...faults: ReadonlyArray<PushFault>) => {
      await running.stop()
      await start(faults)
    },
    pushRequests,
    written: () => pushRequests().filter(({ method }) => method !== "GET"),
    /** The id of the first record of a list that is as wanted. */
    first: async (
      resource: string,
      isWanted: (record: Readonly<Record<string, unknown>>) => boolean = () => true
    ): Promise<string> => {
      const { document } = await pushJson(resource, "list")
      return document.records.find(isWanted).id
    }
  }
}

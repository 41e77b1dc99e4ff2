/**
 * What to do on a Node that is too old: hand over to the newer one that the checkout's set-up fetched
 * (`scripts/bootstrap.mjs`), or say what is needed.
 */
import { spawn } from "node:child_process"
import { existsSync, readdirSync } from "node:fs"
import { join } from "node:path"
import { fileURLToPath } from "node:url"

/** Runs the program again under a newer Node, with its exit code; without one the exit code is 2. */
export function handOver(): void {
  const node = fetchedNode()
  if (node === undefined) {
    const next = "run it with a newer Node; in a checkout, `npm start` fetches one"
    process.stderr.write(`rollcall needs Node 24 or newer; this is ${process.version}.\n  Next: ${next}.\n`)
    process.exitCode = 2
    return
  }
  const child = spawn(node, process.argv.slice(1), { stdio: "inherit" })
  // At a terminal Ctrl-C reaches the child by itself; a second one would cut its orderly end short.
  process.on("SIGINT", () => process.stdin.isTTY || child.kill("SIGINT"))
  process.on("SIGTERM", () => child.kill("SIGTERM"))
  child.on("exit", (code) => {
    process.exitCode = code ?? 1
  })
}

/** The Node in the checkout's `.toolchain`, which lies above the bundle. */
function fetchedNode(): string | undefined {
  const toolchain = fileURLToPath(new URL("../../../../.toolchain", import.meta.url))
  if (!existsSync(toolchain)) return undefined
  return readdirSync(toolchain)
    .filter((folder) => /^node-.*-\d+$/.test(folder))
    .map((folder) => join(toolchain, folder, "node_modules", folder.replace(/-\d+$/, ""), "bin", "node"))
    .find((file) => existsSync(file))
}

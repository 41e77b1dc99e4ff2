/**
 * The tools that look at a finished report. Where one is missing its tests are skipped, and counted as skipped; with
 * `REQUIRE_TOOLS=1` that is an error.
 */
import { spawnSync } from "node:child_process"
import { accessSync, constants } from "node:fs"
import { delimiter, join } from "node:path"

/** The full path of the first of these programs that is there. */
export function findProgram(...names: ReadonlyArray<string>): string | undefined {
  const folders = (process.env["PATH"] ?? "").split(delimiter)
  const found = names.flatMap((name) => folders.map((folder) => join(folder, name))).find(isExecutable)
  if (found === undefined && process.env["REQUIRE_TOOLS"] === "1")
    throw new Error(`none of ${names.join(", ")} is on the path`)
  if (found === undefined) console.error(`SKIPPED tests that need ${names.join(" or ")}: not on the path`)
  return found
}

/** What a program prints on standard output; a failing program is an error with what it said. */
export function outputOf(program: string, ...parameters: ReadonlyArray<string>): string {
  const { status, stdout, stderr } = spawnSync(program, parameters, { encoding: "utf8", maxBuffer: 1 << 28 })
  if (status !== 0) throw new Error(`${program} ended with ${status}: ${stderr}${stdout}`)
  return stdout
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}

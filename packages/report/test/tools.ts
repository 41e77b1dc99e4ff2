/**
 * Programs that judge a PDF from outside. A test that lacks one is skipped, unless REQUIRE_TOOLS=1.
 */
import { spawnSync } from "node:child_process"
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"

/** Skips the running test, with the reason, where a program is not installed. */
export function needs(program: string, skip: (reason: string) => never): void {
  if (process.env["REQUIRE_TOOLS"] === "1") return
  if (spawnSync(program, ["--version"]).error !== undefined) skip(`${program} is not installed`)
}

/** Runs a program on a file with these bytes, in a folder of its own; gives what it prints. */
export function run(program: string, parameters: ReadonlyArray<string>, bytes: Uint8Array): string {
  return inFolder(bytes, (file) => output(program, parameters, file))
}

/** The one attachment of a PDF. */
export const attachment = (bytes: Uint8Array): Uint8Array =>
  inFolder(bytes, (file) => {
    const target = `${file}.attachment`
    output("pdfdetach", ["-save", "1", "-o", target], file)
    return new Uint8Array(readFileSync(target))
  })

function output(program: string, parameters: ReadonlyArray<string>, file: string): string {
  const { error, status, stderr, stdout } = spawnSync(
    program,
    [...parameters, file, ...trailing(program, parameters)],
    {
      encoding: "utf8",
      maxBuffer: 64 * 1024 * 1024
    }
  )
  if (error !== undefined) throw error
  if (status !== 0) throw new Error(`${program} ended with ${status}: ${stdout}${stderr}`)
  return stdout
}

/** What writes a file writes to standard output only if told so after its source. */
const trailing = (program: string, parameters: ReadonlyArray<string>): ReadonlyArray<string> =>
  program === "pdftotext" || parameters.includes("--qdf") ? ["-"] : []

function inFolder<A>(bytes: Uint8Array, use: (file: string) => A): A {
  const folder = mkdtempSync(join(tmpdir(), "rollcall-report-"))
  try {
    const file = join(folder, "report.pdf")
    writeFileSync(file, bytes)
    return use(file)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

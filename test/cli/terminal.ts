/**
 * Goal: see what a person at a terminal sees.
 * Method: the built command line under a pseudo terminal (`script` of util-linux), and a screen that obeys what it writes.
 */
import { spawn, spawnSync } from "node:child_process"
import { bundle } from "./harness.ts"

/** Other systems have a `script` with other flags. */
export const hasTerminal = (spawnSync("script", ["--version"], { encoding: "utf8" }).stdout ?? "").includes(
  "util-linux"
)

export interface TerminalOptions {
  readonly columns?: number
  readonly rows?: number
  /** Lines that are typed. */
  readonly typed?: ReadonlyArray<string>
  /** Presses Ctrl-C as soon as this was written. */
  readonly interruptAt?: RegExp
  /** Appended to the command line, such as a redirection. */
  readonly redirection?: string
}

export interface TerminalRun {
  readonly code: number
  /** Everything that was written, with what steers the terminal. */
  readonly written: string
  readonly durationMs: number
}

/** Runs `rollcall` at a terminal to its end. */
export function rollcallAtTerminal(
  folder: string,
  parameters: ReadonlyArray<string>,
  { columns = 80, rows = 24, typed = [], interruptAt, redirection = "" }: TerminalOptions = {}
): Promise<TerminalRun> {
  const words = [process.execPath, bundle, ...parameters].map((word) => `'${word.replaceAll("'", "'\\''")}'`)
  const line = `stty cols ${columns} rows ${rows} -echo; exec ${words.join(" ")} ${redirection}`
  return new Promise((resolve, reject) => {
    const startedMs = performance.now()
    const child = spawn("script", ["-qec", line, "/dev/null"], {
      cwd: folder,
      env: { PATH: process.env["PATH"] ?? "", HOME: folder, TERM: "xterm", SHELL: "/bin/sh" },
      stdio: ["pipe", "pipe", "inherit"]
    })
    let written = ""
    let isInterrupted = false
    child.stdout.on("data", (data: Buffer) => {
      written += data.toString()
      if (isInterrupted || interruptAt?.test(written) !== true) return
      isInterrupted = true
      child.stdin.end("\u0003")
    })
    child.on("error", reject)
    child.on("close", (code) => resolve({ code: code ?? -1, written, durationMs: performance.now() - startedMs }))
    const lines = typed.map((each) => `${each}\n`).join("")
    if (interruptAt === undefined) child.stdin.end(lines)
    else child.stdin.write(lines)
  })
}

/** What stands on the screen in the end: carriage return, cursor up, erase to the end of the line and of the screen. */
export function screenOf(written: string): ReadonlyArray<string> {
  const lines = [""]
  let row = 0
  let column = 0
  // oxlint-disable-next-line no-control-regex
  for (const [piece, up] of written.matchAll(/\u001b\[(?:(\d+)A|0?J|K)|\r|\n|[^\u001b\r\n]+/gu)) {
    if (up !== undefined) row = Math.max(0, row - Number(up))
    else if (piece === "\r") column = 0
    else if (piece === "\n") row += 1
    else if (piece.endsWith("J") && piece.startsWith("\u001b"))
      lines.splice(row, lines.length, (lines[row] ?? "").slice(0, column))
    else if (piece.startsWith("\u001b")) lines[row] = (lines[row] ?? "").slice(0, column)
    else {
      const line = (lines[row] ?? "").padEnd(column)
      lines[row] = `${line.slice(0, column)}${piece}${line.slice(column + piece.length)}`
      column += piece.length
    }
    while (lines.length <= row) lines.push("")
  }
  return lines
}

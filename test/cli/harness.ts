/**
 * Goal: run the built command line as a user would, against servers that the test controls.
 * Method: each run is a process of its own in a folder of its own; only exit code and both outputs are looked at.
 */
import { defaultSandboxOptions, type Sandbox, type SandboxOptions, startSandbox } from "@rollcall/sandbox"
import { Effect, Exit, Scope } from "effect"
import { type ChildProcess, spawn } from "node:child_process"
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"

export const bundle = fileURLToPath(new URL("../../apps/cli/bundle/bin/rollcall.mjs", import.meta.url))

export interface Run {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

/** Runs `rollcall` to its end; `watch` sees the process and each piece of its standard error. */
export function rollcall(
  folder: string,
  parameters: ReadonlyArray<string>,
  env: Readonly<Record<string, string>> = {},
  watch: (child: ChildProcess, piece: string) => void = () => {}
): Promise<Run> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [bundle, ...parameters], {
      cwd: folder,
      env: { PATH: process.env["PATH"] ?? "", HOME: folder, ...env },
      stdio: ["ignore", "pipe", "pipe"]
    })
    let stdout = ""
    let stderr = ""
    child.stdout.on("data", (data: Buffer) => (stdout += data.toString()))
    child.stderr.on("data", (data: Buffer) => {
      stderr += data.toString()
      watch(child, data.toString())
    })
    child.on("error", reject)
    child.on("close", (code) => resolve({ code: code ?? -1, stdout, stderr }))
  })
}

/** A folder for one test, and a way to be rid of it. */
export function temporaryFolder(): { readonly path: string; readonly remove: () => void } {
  const path = mkdtempSync(join(tmpdir(), "rollcall test "))
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) }
}

/** The sandbox inside the test's own process, so that its record of requests can be read. */
export async function runningSandbox(
  options: Partial<SandboxOptions> = {}
): Promise<{ readonly sandbox: Sandbox; readonly stop: () => Promise<void> }> {
  const scope = Effect.runSync(Scope.make())
  const sandbox = await Effect.runPromise(
    startSandbox({ ...defaultSandboxOptions, asOf: Date.now(), ...options }).pipe(
      Effect.provideService(Scope.Scope, scope)
    )
  )
  return { sandbox, stop: () => Effect.runPromise(Scope.close(scope, Exit.void)) }
}

/**
 * Answers each tenant's lists once and rests until the buckets are full again: a server that starts in the middle of being
 * compiled holds requests up and then counts them all at once, which no server under load does.
 */
export async function warmUp(sandbox: Sandbox): Promise<void> {
  await Promise.all(
    sandbox.tenants.flatMap(({ pushApiKey }) =>
      ["employees", "browsers", "accounts"].map((list) =>
        fetch(`${sandbox.pushUrl}/v1/${list}`, { headers: { "x-api-key": pushApiKey } }).then((each) => each.text())
      )
    )
  )
  await new Promise((resolve) => setTimeout(resolve, 1000))
}

/** Writes a configuration for the sandbox's tenants; `change` may put lines in place of a tenant's own. */
export function writeConfig(
  folder: string,
  sandbox: Sandbox,
  change: (tenant: string, lines: ReadonlyArray<string>) => ReadonlyArray<string> = (_, lines) => lines
): void {
  mkdirSync(join(folder, "keys"), { recursive: true })
  const lines = sandbox.tenants.flatMap((tenant) => {
    for (const [name, key] of [
      ["push", tenant.pushApiKey],
      ["banyan", tenant.banyanToken]
    ] as const) {
      const file = join(folder, "keys", `${tenant.id}-${name}`)
      writeFileSync(file, key)
      chmodSync(file, 0o600)
    }
    return [
      `  ${tenant.id}:`,
      ...change(tenant.id, [
        `    name: ${JSON.stringify(tenant.name)}`,
        "    timezone: UTC",
        `    domains: ${JSON.stringify(tenant.domains)}`,
        `    push: { baseUrl: "${sandbox.pushUrl}", apiKey: { file: keys/${tenant.id}-push } }`,
        `    banyan: { baseUrl: "${sandbox.banyanUrl}", token: { file: keys/${tenant.id}-banyan } }`,
        `    email: { aliases: ${JSON.stringify(tenant.aliases)} }`
      ])
    ]
  })
  writeFileSync(join(folder, "rollcall.yaml"), ["store: sqlite:./rollcall.db", "tenants:", ...lines, ""].join("\n"))
}

/** Changes the configuration's text. */
export function changeConfig(folder: string, change: (text: string) => string): void {
  const file = join(folder, "rollcall.yaml")
  writeFileSync(file, change(readFileSync(file, "utf8")))
}

/** The present month in UTC. */
export const thisPeriod = (): string => new Date().toISOString().slice(0, 7)

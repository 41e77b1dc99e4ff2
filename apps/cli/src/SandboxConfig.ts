/**
 * A ready configuration for the sandbox's tenants, with their keys in files of their own.
 */
import { findingTypes } from "@rollcall/push/schema"
import type { Sandbox } from "@rollcall/sandbox"
import { Effect, FileSystem, Path } from "effect"
import { Failure } from "./Failure.ts"
import { outputFailure } from "./failures.ts"

/** The first line of every file that we may overwrite. */
const marker = "# Written by rollcall for its sandbox; written anew at each start."

/** Writes `FILE` and, in the folder `FILE.keys`, one file per key that only its owner can read. */
export const writeSandboxConfig = Effect.fn("cli.writeSandboxConfig")(
  function* (file: string, sandbox: Sandbox) {
    const fs = yield* FileSystem.FileSystem
    const path = yield* Path.Path
    if ((yield* fs.exists(file)) && !(yield* fs.readFileString(file)).startsWith(marker)) {
      return yield* new Failure({
        code: "usage",
        summary: "is there already and was not written by the sandbox.",
        where: { file },
        next: "name another file with --config-out; nothing was overwritten."
      })
    }
    const folder = `${path.basename(file)}.keys`
    const keys = path.join(path.dirname(file), folder)
    yield* fs.makeDirectory(keys, { recursive: true, mode: 0o700 })
    for (const { id, pushApiKey, banyanToken } of sandbox.tenants) {
      yield* writeSecret(path.join(keys, `${id}-push`), pushApiKey)
      yield* writeSecret(path.join(keys, `${id}-banyan`), banyanToken)
    }
    yield* fs.writeFileString(file, configText(sandbox, folder))
  },
  (effect, file) => Effect.catchTag(effect, "PlatformError", (error) => Effect.fail(outputFailure(error, file)))
)

const writeSecret = Effect.fnUntraced(function* (file: string, secret: string) {
  const fs = yield* FileSystem.FileSystem
  yield* fs.writeFileString(file, `${secret}\n`, { mode: 0o600 })
  yield* fs.chmod(file, 0o600)
})

/** What every made-up organisation has decided, so that no check lacks a parameter. */
const madeUpPolicy = {
  approvedIdps: ["OKTA", "GOOGLE_WORKSPACE"],
  idpAppTypes: ["OKTA"],
  idpIntegration: true,
  minExtensionVersion: floors("1.77.0", ["CHROME", "EDGE", "BRAVE", "ARC", "OPERA", "FIREFOX", "SAFARI"]),
  minBrowserVersion: {
    ...floors("138.0.0.0", ["CHROME", "EDGE", "BRAVE", "ARC", "OPERA"]),
    FIREFOX: "140",
    SAFARI: "18"
  },
  privilegedRoles: ["infrastructure-admins"],
  privilegedApproved: [],
  declaredDetections: findingTypes
}

function floors(version: string, kinds: ReadonlyArray<string>): Readonly<Record<string, string>> {
  return Object.fromEntries(kinds.map((kind) => [kind, version]))
}

/** Strings are written as JSON, which YAML reads alike. */
const configText = (sandbox: Sandbox, keys: string): string =>
  [
    marker,
    "store: sqlite:./rollcall.db",
    "reports: ./reports",
    "tenants:",
    ...sandbox.tenants.flatMap((tenant) => [
      `  ${tenant.id}:`,
      `    name: ${JSON.stringify(tenant.name)}`,
      `    timezone: ${tenant.timezone}`,
      `    domains: ${JSON.stringify(tenant.domains)}`,
      "    push:",
      `      baseUrl: ${sandbox.pushUrl}`,
      `      apiKey: { file: ${JSON.stringify(`./${keys}/${tenant.id}-push`)} }`,
      "    banyan:",
      `      baseUrl: ${sandbox.banyanUrl}`,
      `      token: { file: ${JSON.stringify(`./${keys}/${tenant.id}-banyan`)} }`,
      `    email: { aliases: ${JSON.stringify(tenant.aliases)} }`,
      "    parameters:",
      ...Object.entries(madeUpPolicy).map(([name, value]) => `      ${name}: ${JSON.stringify(value)}`)
    ]),
    ""
  ].join("\n")

/**
 * Goal: a secret is nowhere but in its header: in no output, log, error, trace, database or report.
 * Method: canaries from the environment, from files and from commands; whole runs that succeed and runs that fail in every way
 * that has a secret at hand; then everything that was written is searched. What is searched is shown to be there.
 */
import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { rollcall, type Run, runningSandbox, temporaryFolder, thisPeriod } from "./harness.ts"
import { type RunningServer, serve } from "./server.ts"

const folder = temporaryFolder()
const keys = temporaryFolder()
const traces: Array<string> = []
const said: Array<string> = []
let running: Awaited<ReturnType<typeof runningSandbox>>
let collector: RunningServer
let echo: RunningServer

beforeAll(async () => {
  running = await runningSandbox({ people: 12, rateLimit: false })
  collector = await serve((asked, body, response) => {
    traces.push(`${asked.url} ${body}`)
    response.end("{}")
  })
  // A server that repeats what it was sent, as some gateways do in their errors.
  echo = await serve((asked, body, response) => {
    response.writeHead(Number(/\/(\d{3})\//.exec(asked.url ?? "")?.[1] ?? 403), { "content-type": "application/json" })
    response.end(
      JSON.stringify({ error: "no", message: `refused ${JSON.stringify(asked.headers)}`, headers: asked.headers, body })
    )
  })
})

afterAll(async () => {
  await running.stop()
  collector.stop()
  echo.stop()
  folder.remove()
  keys.remove()
})

/** The first two tenants: one key each from the environment, a command and two files. */
function canaries() {
  const [acme, globex] = running.sandbox.tenants
  if (acme === undefined || globex === undefined) throw new Error("the sandbox has two tenants")
  return {
    env: acme.pushApiKey,
    file: acme.banyanToken,
    command: globex.pushApiKey,
    other: globex.banyanToken,
    wrong: "canary-wrong-0123456789abcdef",
    printed: "canary-printed-0123456789abcdef",
    argument: "canary-argument-0123456789abcdef",
    inline: "canary-inline-0123456789abcdef"
  }
}

const secretFile = (name: string, text: string, mode = 0o600): string => {
  const file = join(keys.path, name)
  writeFileSync(file, text)
  chmodSync(file, mode)
  return JSON.stringify(file)
}

interface References {
  readonly push: string
  readonly banyan: string
  readonly pushUrl?: string
  readonly banyanUrl?: string
}

const tenantLines = (id: string, { push, banyan, pushUrl, banyanUrl }: References) => [
  `  ${id}:`,
  `    push: { baseUrl: "${pushUrl ?? running.sandbox.pushUrl}", apiKey: ${push} }`,
  `    banyan: { baseUrl: "${banyanUrl ?? running.sandbox.banyanUrl}", ${banyan} }`
]

function writeTenants(name: string, lines: ReadonlyArray<string>): void {
  mkdirSync(folder.path, { recursive: true })
  writeFileSync(join(folder.path, name), ["store: sqlite:./rollcall.db", "tenants:", ...lines, ""].join("\n"))
}

/** A run with everything that could give something away turned on. */
async function talkative(config: string, parameters: ReadonlyArray<string>, format = "text"): Promise<Run> {
  const run = await rollcall(
    folder.path,
    [...parameters, "--config", config, "--log-level", "debug", "--log-format", format],
    { ACME_KEY: canaries().env, WRONG_KEY: canaries().wrong, OTEL_EXPORTER_OTLP_ENDPOINT: collector.url }
  )
  said.push(run.stdout, run.stderr)
  return run
}

/** Every file below the folder. */
const filesBelow = (path: string): ReadonlyArray<string> =>
  readdirSync(path).flatMap((name) => {
    const each = join(path, name)
    return statSync(each).isDirectory() ? filesBelow(each) : [each]
  })

/** Looks for every canary everywhere, as it is and as the encodings that it may have taken. */
function expectNowhere(except: ReadonlyArray<string> = []): void {
  const places = new Map<string, Buffer>([
    ["outputs", Buffer.from(said.join("\n"))],
    ["traces", Buffer.from(traces.join("\n"))],
    ...filesBelow(folder.path)
      .filter((file) => !except.some((name) => file.endsWith(name)))
      .map((file) => [file, readFileSync(file)] as const)
  ])
  for (const [name, canary] of Object.entries(canaries())) {
    for (const form of [
      canary,
      Buffer.from(canary).toString("base64").replace(/=+$/, ""),
      encodeURIComponent(canary)
    ]) {
      for (const [place, bytes] of places) expect(bytes.includes(form), `${name} in ${place}`).toBe(false)
    }
  }
}

describe("runs that succeed", () => {
  const codes: Array<readonly [command: string, code: number]> = []

  beforeAll(async () => {
    const { command, other, file } = canaries()
    secretFile("printed by a command", command)
    writeTenants("good.yaml", [
      ...tenantLines("acme", { push: "{ env: ACME_KEY }", banyan: `token: { file: ${secretFile("banyan", file)} }` }),
      ...tenantLines("globex", {
        push: `{ command: [cat, ${JSON.stringify(join(keys.path, "printed by a command"))}] }`,
        banyan: `token: { file: ${secretFile("other", other)} }`
      })
    ])
    for (const parameters of [
      ["doctor"],
      ["collect", "--all"],
      ["report", "--all", "--period", thisPeriod()],
      ["lookup", "jane", "--live"],
      ["push", "employees", "list", "--tenant", "acme"],
      ["device", "list", "--tenant", "globex", "--live"],
      ["audit", "--json"]
    ]) {
      // oxlint-disable-next-line no-await-in-loop -- one process after another, as there are two processors
      const run = await talkative("good.yaml", parameters, parameters[0] === "collect" ? "json" : "text")
      codes.push([parameters.join(" "), run.code])
    }
  })

  it("end with 0", () => expect(codes.filter(([, code]) => code !== 0)).toEqual([]))

  it("write everything that there is to search", () => {
    expect(said.join("\n")).toContain("GET http")
    expect(traces.join("\n")).toContain("push.employees.list")
    expect(traces.join("\n")).toContain("config.readSecret")
    const names = filesBelow(folder.path).map((file) => file.slice(folder.path.length + 1))
    expect(names).toEqual(expect.arrayContaining(["rollcall.db", `reports/acme/${thisPeriod()}/report.json`]))
  })

  it("put no secret anywhere", () => expectNowhere())
})

/** A broken tenant, and what is said of it. */
const says = (words: string, references: (canary: ReturnType<typeof canaries>) => References) => ({
  words,
  references
})

describe("runs that fail", () => {
  const bad = {
    "a refused key from each kind of place": says("put a live key", ({ wrong }) => ({
      push: "{ env: WRONG_KEY }",
      banyan: `refreshToken: { command: [cat, ${secretFile("refused", wrong)}] }`
    })),
    "a server that repeats the key in a refusal": says("HTTP 403", ({ wrong }) => ({
      push: `{ file: ${secretFile("repeated", wrong)} }`,
      banyan: `refreshToken: { env: WRONG_KEY }`,
      pushUrl: `${echo.url}/403`,
      banyanUrl: `${echo.url}/401`
    })),
    "a server that repeats the key in an error": says("HTTP 400", () => ({
      push: "{ env: WRONG_KEY }",
      banyan: "token: { env: WRONG_KEY }",
      pushUrl: `${echo.url}/400`,
      banyanUrl: `${echo.url}/404`
    })),
    "a server that is down": says("127.0.0.1", () => ({
      push: "{ env: WRONG_KEY }",
      banyan: "token: { env: WRONG_KEY }",
      pushUrl: "http://127.0.0.1:9",
      banyanUrl: "http://127.0.0.1:9"
    })),
    "a file that others can read": says("chmod 600", ({ printed }) => ({
      push: `{ file: ${secretFile("open", printed, 0o644)} }`,
      banyan: "token: { env: WRONG_KEY }"
    })),
    "a command that prints and fails": says("exit code 3", ({ printed }) => ({
      push: `{ command: [sh, -c, "cat \\"$0\\"; cat \\"$0\\" >&2; exit 3", ${secretFile("failing", printed)}] }`,
      banyan: "token: { env: WRONG_KEY }"
    })),
    "a command that prints several lines": says("line break", ({ printed }) => ({
      push: `{ command: [cat, ${secretFile("lines", `${printed}\n${printed}\n`)}] }`,
      banyan: "token: { env: WRONG_KEY }"
    })),
    "a variable with a line break": says("line break", () => ({
      push: "{ env: WRONG_KEY }",
      banyan: `token: { command: [printf, "a\\nb"] }`
    }))
  }

  it.each(Object.entries(bad))("say what is wrong and no secret: %s", async (_, { words, references }) => {
    writeTenants("bad.yaml", tenantLines("acme", references(canaries())))
    expect((await talkative("bad.yaml", ["collect", "acme"])).stderr).toContain(words)
    for (const [parameters, format] of [
      [["doctor"], "text"],
      [["collect", "acme"], "json"],
      [["push", "employees", "list", "--json"], "text"],
      [["device", "list", "--live"], "text"]
    ] as const) {
      // oxlint-disable-next-line no-await-in-loop -- one process after another, as there are two processors
      const run = await talkative("bad.yaml", parameters, format)
      expect([1, 2, 5], `${parameters.join(" ")}: ${run.stdout}${run.stderr}`).toContain(run.code)
    }
    expectNowhere()
  })

  it("keep the arguments of a command that is not there to themselves", async () => {
    writeTenants(
      "arguments.yaml",
      tenantLines("acme", {
        push: `{ command: [no-such-program, ${canaries().argument}] }`,
        banyan: "token: { env: WRONG_KEY }"
      })
    )
    const run = await talkative("arguments.yaml", ["collect", "acme"])
    expect([run.code, run.stderr.includes("no-such-program")]).toEqual([2, true])
    expectNowhere(["arguments.yaml"])
  })

  it("do not repeat a secret that somebody wrote into the configuration", async () => {
    writeTenants("inline.yaml", tenantLines("acme", { push: canaries().inline, banyan: `token: ${canaries().inline}` }))
    for (const parameters of [["doctor"], ["collect", "acme"], ["lookup", "jane", "--json"]]) {
      // oxlint-disable-next-line no-await-in-loop -- one process after another, as there are two processors
      expect((await talkative("inline.yaml", parameters)).code).toBe(2)
    }
    expectNowhere(["arguments.yaml", "inline.yaml"])
  })

  it("leave traces of what failed", () => {
    expect(traces.join("\n")).toContain("exception")
    expect(traces.every((each) => each.startsWith("/v1/traces "))).toBe(true)
  })
})

describe("traces", () => {
  it("go nowhere unless a collector is named, and disturb nobody where it is not there", async () => {
    const before = traces.length
    expect((await rollcall(folder.path, ["checks"])).code).toBe(0)
    expect(traces.length).toBe(before)
    const gone = await rollcall(folder.path, ["checks"], { OTEL_EXPORTER_OTLP_ENDPOINT: "http://127.0.0.1:9" })
    expect([gone.code, gone.stderr]).toEqual([0, ""])
    const wrong = await rollcall(folder.path, ["checks"], { OTEL_EXPORTER_OTLP_ENDPOINT: "not an address" })
    expect([wrong.code, wrong.stderr.includes("OTEL_")]).toEqual([0, true])
  })
})

/**
 * Goal: whoever waits for a collection sees how far it is, at a terminal, in a log and in a machine's log.
 * Method: the built command line under a pseudo terminal and with pipes, against the sandbox.
 */
import { defaultSandboxSwitches } from "@rollcall/sandbox"
import { existsSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { rollcall, runningSandbox, temporaryFolder, thisPeriod, writeConfig } from "./harness.ts"
import { hasTerminal, rollcallAtTerminal, screenOf } from "./terminal.ts"

const folder = temporaryFolder()
let running: Awaited<ReturnType<typeof runningSandbox>>

beforeAll(async () => {
  running = await runningSandbox({ people: 60, tenants: 5 })
  writeConfig(folder.path, running.sandbox)
})
afterAll(async () => {
  await running.stop()
  folder.remove()
})

const tenants = () => running.sandbox.tenants.map(({ id }) => id)

/** The lines that were drawn one after the other, without what steers the terminal. */
const drawn = (written: string): ReadonlyArray<string> =>
  // oxlint-disable-next-line no-control-regex
  written.replaceAll(/\u001b\[\d*[A-Z]/gu, "").split(/[\r\n]+/)

describe.skipIf(!hasTerminal)("progress at a terminal", () => {
  it("shows a line for each tenant, redrawn in place, and in the end nothing but the table", async () => {
    const { code, written, durationMs } = await rollcallAtTerminal(folder.path, ["collect", "--all"], { columns: 100 })
    expect(code, written).toBe(0)
    expect(written).toMatch(/acme +\d+ records +\d+\/s +push \w+, page \d+/)
    const screen = screenOf(written).map((line) => line.trimEnd())
    expect(screen[0]).toMatch(/^TENANT +OUTCOME +RECORDS +DURATION +SNAPSHOT$/)
    expect(screen.slice(1, 6).map((line) => line.split(/ +/).slice(0, 2))).toEqual(
      tenants().map((id) => [id, "complete"])
    )
    expect(screen.slice(6).join("")).toBe("")
    // oxlint-disable-next-line no-control-regex
    const redraws = [...written.matchAll(/\u001b\[0?J/gu)].length
    expect(redraws).toBeGreaterThan(2)
    expect(redraws).toBeLessThanOrEqual((durationMs / 1000) * 10)
  })

  it("estimates what is left by the snapshot before, and never writes wider or higher than the terminal", async () => {
    const size = { columns: 44, rows: 5 }
    const { code, written } = await rollcallAtTerminal(folder.path, ["collect", "--all", "--json"], {
      ...size,
      redirection: "> out.json"
    })
    expect(code, written).toBe(0)
    expect(written).toMatch(/about \d+ s left/)
    expect(written).toMatch(/and \d more/)
    for (const line of drawn(written)) expect(line.length, line).toBeLessThan(size.columns)
    // oxlint-disable-next-line no-control-regex
    for (const [, up] of written.matchAll(/\u001b\[(\d+)A/gu)) expect(Number(up)).toBeLessThan(size.rows)
    expect(JSON.parse(readFileSync(join(folder.path, "out.json"), "utf8")).tenants).toHaveLength(5)
  })

  it("keeps what is said meanwhile", async () => {
    const { code, written } = await rollcallAtTerminal(folder.path, ["collect", "acme", "--resume"], { columns: 100 })
    expect(code, written).toBe(0)
    const screen = screenOf(written).map((line) => line.trimEnd())
    expect(screen[0]).toContain("no interrupted run to resume")
    expect(screen[1]).toMatch(/^TENANT/)
  })

  it("takes its lines away when it is interrupted, and says how to go on", async () => {
    const { code, written } = await rollcallAtTerminal(folder.path, ["collect", "--all"], { interruptAt: /page 2/ })
    expect(code, written).toBe(130)
    const screen = screenOf(written).map((line) => line.trimEnd())
    expect(screen.filter((line) => line !== "")).toEqual([
      expect.stringContaining("interrupted."),
      expect.stringContaining("--resume")
    ])
  })

  it("shows that a source asked to be left alone", async () => {
    const busy = await runningSandbox({
      people: 12,
      switches: {
        ...defaultSandboxSwitches,
        faults: [{ api: "push", path: "/v1/employees", kind: "status", status: 429, retryAfter: "2", count: 1 }]
      }
    })
    const place = temporaryFolder()
    writeConfig(place.path, busy.sandbox)
    const { code, written } = await rollcallAtTerminal(place.path, ["collect", "acme"], { columns: 100 })
    await busy.stop()
    place.remove()
    expect(code, written).toBe(0)
    expect(written).toMatch(/waits [12] s \(429\)/)
  })

  it("shows none with --quiet", async () => {
    const { code, written } = await rollcallAtTerminal(folder.path, ["collect", "acme", "--quiet"])
    expect(code).toBe(0)
    expect(drawn(written).filter((line) => line !== "")).toHaveLength(2)
    expect(written).not.toContain("\u001b")
  })
})

describe("progress in a log", () => {
  it("is one plain line for each resource, and the table goes to standard output", async () => {
    const { code, stdout, stderr } = await rollcall(folder.path, ["collect", "acme"])
    expect(code, stderr).toBe(0)
    const lines = stderr.trimEnd().split("\n")
    expect(lines.filter((line) => /^acme: (push|banyan) \w+ (\d+ in \d+ pages?|not offered)$/.test(line))).toHaveLength(
      13
    )
    expect(stderr).not.toContain("\u001b")
    expect(stdout.split("\n")[1]).toMatch(/^acme +complete +\d+ +[\d.]+ s +acme-/)
  })

  it("is JSON with --log-format json, and less of it with --log-level warn", async () => {
    const run = await rollcall(folder.path, ["collect", "acme", "--log-format", "json", "--log-level", "debug"])
    const entries = run.stderr
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line))
    expect(entries).toContainEqual(
      expect.objectContaining({ level: "INFO", tenant: "acme", source: "push", resource: "employees", records: 60 })
    )
    expect(entries).toContainEqual(
      expect.objectContaining({
        level: "DEBUG",
        tenant: "acme",
        message: expect.stringMatching(/^GET http.+ 200 after \d+ ms$/)
      })
    )
    for (const { time } of entries) expect(new Date(time).toISOString()).toBe(time)
    expect((await rollcall(folder.path, ["collect", "acme", "--log-level=warn"])).stderr).not.toContain("employees")
  })

  it("tells failures as JSON too, whatever the level", async () => {
    const run = await rollcall(folder.path, ["collect", "nobody", "--log-format=json", "--log-level=none"])
    expect(run.code).toBe(2)
    expect(JSON.parse(run.stderr)).toMatchObject({ level: "ERROR", error: { code: "usage", next: expect.any(String) } })
  })

  it("is left out with --quiet, of report --collect too, and failures are not", async () => {
    const quiet = await rollcall(folder.path, ["collect", "acme", "--quiet"])
    expect([quiet.code, quiet.stderr]).toEqual([0, ""])
    const reported = await rollcall(folder.path, [
      "report",
      "globex",
      "--period",
      thisPeriod(),
      "--format",
      "json",
      "--collect",
      "--quiet"
    ])
    expect([reported.code, reported.stderr]).toEqual([0, ""])
    expect(existsSync(join(folder.path, "reports", "globex", thisPeriod(), "report.json"))).toBe(true)
    const failed = await rollcall(folder.path, ["collect", "acme", "--quiet", "--config", "no.yaml"])
    expect([failed.code, failed.stderr.includes("no.yaml")]).toEqual([2, true])
  })
})

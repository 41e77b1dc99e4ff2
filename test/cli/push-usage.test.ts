/**
 * Goal: `rollcall push` with words that make no sense ends with 2 and asks the source nothing.
 * Method: the built command line against the sandbox, whose log of requests stays empty.
 */
import { readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { describe, expect, it } from "vitest"
import { rollcall, writeConfig } from "./harness.ts"
import { pushCommands } from "./push-harness.ts"

const { pushRequests, folder, sandbox } = pushCommands()

describe("usage", () => {
  it.each([
    [["apps", "list"], "acme, globex"],
    [["apps", "list", "--tenant", "acmee"], "acme, globex"],
    [["apps", "list", "--tenant", "acme", "--json", "--ndjson"], "--ndjson"],
    [["apps", "list", "--tenant", "acme", "--limit", "0"], "limit"],
    [["apps", "get", " ", "--tenant", "acme"], "blank"],
    [["apps", "get", "..", "--tenant", "acme"], "id"],
    [["findings", "list", "--tenant", "acme", "--creation-timestamp-after", "monday"], "2026-10-01"],
    [["apps", "add-label", "x", "", "--tenant", "acme", "--yes"], "1 to 50"],
    [["apps", "update", "x", "--tenant", "acme", "--yes"], "change something"],
    [["employees", "merge", "x", "x", "--tenant", "acme", "--yes"], "must not hold"],
    [["appBanners", "set", "x", "--title", "t", "--tenant", "acme", "--yes"], "enabled"],
    [["blockedUrls", "add", "https://paste.example", "--tenant", "acme", "--yes"], "domain"]
  ])("ends with 2 on `rollcall push %j` and asks the source nothing", async (parameters, word) => {
    const run = await rollcall(folder(), ["push", ...parameters])
    expect(run.code, run.stdout).toBe(2)
    expect(`${run.stdout}${run.stderr}`).toContain(word)
    expect(pushRequests()).toEqual([])
  })

  it("ends with 2 on a tenant without the source push", async () => {
    writeConfig(folder(), sandbox(), (tenant, lines) =>
      lines.filter((line) => tenant !== "globex" || !line.includes("push:"))
    )
    const run = await rollcall(folder(), ["push", "apps", "list", "--tenant", "globex"])
    expect(run.code).toBe(2)
    expect(run.stderr).toContain("globex")
    expect(run.stderr).toContain("acme")
  })

  it("needs no --tenant if only one is configured", async () => {
    const file = join(folder(), "rollcall.yaml")
    writeFileSync(file, readFileSync(file, "utf8").replace(/ {2}globex:[^]*/, ""))
    const run = await rollcall(folder(), ["push", "apps", "list", "--limit", "1"])
    expect(run.code, run.stderr).toBe(0)
  })
})

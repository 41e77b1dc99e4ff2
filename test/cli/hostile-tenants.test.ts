/**
 * Goal: among a hundred tenants, one whose server hangs, one whose server drips and one whose server talks nonsense hold nobody
 *   up: all others are done, the three say what they lack, and the run ends when their own time limits do.
 * Method: the built command line over real HTTP, with the limits that it really has; so the test takes two minutes, all of them
 *   spent waiting.
 */
import { appendFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { expect, it } from "vitest"
import { rollcall, runningSandbox, temporaryFolder, writeConfig } from "./harness.ts"
import { serve } from "./server.ts"

/** Tries of a read have two minutes in all, and each request half a minute. */
const readMs = 120_000

it("a hundred tenants are done beside three whose servers are hostile", { timeout: 2 * readMs }, async () => {
  const folder = temporaryFolder()
  const { sandbox, stop } = await runningSandbox({ tenants: 100, people: 3, rateLimit: false })
  let unanswered = 0
  const servers = {
    hangs: await serve(() => void (unanswered += 1)),
    drips: await serve((_asked, _body, response) => {
      response.writeHead(200, { "content-type": "application/json" })
      const timer = setInterval(() => response.write(" "), 500)
      response.once("close", () => clearInterval(timer))
    }),
    nonsense: await serve((asked, _body, response) => {
      response.writeHead(200, { "content-type": "application/json" })
      response.end((asked.url ?? "").length % 2 === 0 ? "\u0000{{<html>" : '{"result":[7,{"id":1}],"paging":[]}')
    })
  }
  writeConfig(folder.path, sandbox)
  writeFileSync(join(folder.path, "keys", "any"), "a-key", { mode: 0o600 })
  const bad = Object.entries(servers).map(([id, { url }]) =>
    [`  ${id}:`, `    push: { baseUrl: "${url}", apiKey: { file: keys/any } }`, ""].join("\n")
  )
  appendFileSync(join(folder.path, "rollcall.yaml"), bad.join(""))
  let unansweredThen = 0
  const run = await rollcall(folder.path, ["collect", "--all", "--json"], {}, (_child, piece) => {
    if (/^tenant-\S+: \S+ \S+ \d+ in/m.test(piece)) unansweredThen = unanswered
  })
  await stop()
  for (const server of Object.values(servers)) server.stop()
  folder.remove()

  expect(run.code, run.stderr).toBe(3)
  const outcomes: ReadonlyArray<{ tenant: string; outcome: string; error?: { code: string; message: string } }> =
    JSON.parse(run.stdout).tenants
  expect(outcomes).toHaveLength(103)
  expect(outcomes.slice(0, 100).filter(({ outcome }) => outcome !== "complete")).toEqual([])
  expect(outcomes.slice(100).map(({ tenant, outcome, error }) => [tenant, outcome, error?.code])).toEqual([
    ["hangs", "partial", "unreachable"],
    ["drips", "partial", "unreachable"],
    ["nonsense", "partial", "not-understood"]
  ])
  for (const { tenant, error } of outcomes.slice(100, 102)) {
    expect([tenant, error?.message]).toEqual([tenant, expect.stringContaining("no complete answer within")])
  }
  // When the last of the others was done, one that hangs had not even tried for the last time.
  expect(unansweredThen).toBeLessThan(unanswered)
})

/**
 * Goal: a new user gets a configuration that loads, and nobody's file is ever lost.
 * Method: the built command line without and with a terminal; what it wrote is read by packages/config itself.
 */
import { parseConfig } from "@rollcall/config"
import { Effect } from "effect"
import { existsSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { afterEach, beforeEach, describe, expect, it } from "vitest"
import { rollcall, temporaryFolder } from "./harness.ts"
import { hasTerminal, rollcallAtTerminal } from "./terminal.ts"

let folder: ReturnType<typeof temporaryFolder>
beforeEach(() => (folder = temporaryFolder()))
afterEach(() => folder.remove())

const file = () => join(folder.path, "rollcall.yaml")
const loaded = (at = file()) =>
  Effect.runPromise(parseConfig(readFileSync(at, "utf8"), { file: at, dataFolder: folder.path }))

describe("init --yes", () => {
  it("writes a configuration that loads without a problem and names secrets only", async () => {
    const run = await rollcall(folder.path, ["init", "--yes"])
    expect(run.code, run.stderr).toBe(0)
    const { tenants, store, reports } = await loaded()
    expect(tenants).toHaveLength(1)
    expect(tenants[0]).toMatchObject({
      id: "acme",
      timezone: "UTC",
      push: { apiKey: { env: "ACME_PUSH_API_KEY" } },
      banyan: { auth: { token: { env: "ACME_BANYAN_TOKEN" } } }
    })
    expect([store, reports]).toEqual([{ sqlite: join(folder.path, "rollcall.db") }, join(folder.path, "reports")])
    expect(run.stderr).toContain("ACME_PUSH_API_KEY")
    expect(readdirSync(folder.path)).toEqual(["rollcall.yaml"])
  })

  it("writes examples that load too once their comment signs are gone", async () => {
    await rollcall(folder.path, ["init", "--yes"])
    const example = readFileSync(file(), "utf8").replaceAll(/^( {4})# (email:|parameters:|exceptions:| {2})/gm, "$1$2")
    writeFileSync(file(), example)
    const [tenant] = (await loaded()).tenants
    expect(tenant?.exceptions).toHaveLength(1)
    expect(tenant?.parameters.dormantDays).toBe(60)
    expect(tenant?.email.aliases).toEqual({ "acme.test": "acme.example" })
  })

  it("never overwrites a file, not even through a link that leads nowhere", async () => {
    writeFileSync(file(), "mine\n")
    const run = await rollcall(folder.path, ["init", "--yes"])
    expect([run.code, readFileSync(file(), "utf8")]).toEqual([2, "mine\n"])
    expect(run.stderr).toContain(file())

    symlinkSync(join(folder.path, "elsewhere.yaml"), join(folder.path, "link.yaml"))
    expect((await rollcall(folder.path, ["init", "--yes", "--config", "link.yaml"])).code).toBe(2)
    expect(readdirSync(folder.path).toSorted()).toEqual(["link.yaml", "rollcall.yaml"])
  })

  it("gives one of two at the same time the file, whole", async () => {
    const runs = await Promise.all([1, 2].map(() => rollcall(folder.path, ["init", "--yes"])))
    expect(runs.map(({ code }) => code).toSorted((a, b) => a - b)).toEqual([0, 2])
    expect((await loaded()).tenants).toHaveLength(1)
    expect(readdirSync(folder.path)).toEqual(["rollcall.yaml"])
  })

  it("makes the folder that --config names, and says where the file is as JSON", async () => {
    const run = await rollcall(folder.path, ["init", "--yes", "--json", "--config", "conf/new/x.yaml"])
    const at = join(folder.path, "conf", "new", "x.yaml")
    expect(JSON.parse(run.stdout)).toEqual({ schemaVersion: 1, file: at, tenant: "acme" })
    expect((await loaded(at)).tenants).toHaveLength(1)
  })

  it("names a schema for the editor only where there is one", async () => {
    const hint = /^# yaml-language-server: \$schema=(.+)$/m
    await rollcall(folder.path, ["init", "--yes", "--config", "without.yaml"])
    expect(readFileSync(join(folder.path, "without.yaml"), "utf8")).not.toMatch(hint)
    writeFileSync(join(folder.path, "rollcall.schema.json"), (await rollcall(folder.path, ["schema", "config"])).stdout)
    await rollcall(folder.path, ["init", "--yes"])
    const named = hint.exec(readFileSync(file(), "utf8"))?.[1] ?? ""
    expect(existsSync(join(folder.path, named))).toBe(true)
  })

  it("says which folder cannot be written", async () => {
    writeFileSync(join(folder.path, "in the way"), "")
    const run = await rollcall(folder.path, ["init", "--yes", "--config", "in the way/rollcall.yaml"])
    expect([run.code, run.stderr.includes("in the way/rollcall.yaml")]).toEqual([1, true])
  })

  it("is what a command without configuration points to", async () => {
    const run = await rollcall(folder.path, ["collect"])
    expect([run.code, run.stderr.includes("rollcall init")]).toEqual([2, true])
  })
})

describe("init without --yes", () => {
  it("writes nothing where nobody can be asked", async () => {
    const run = await rollcall(folder.path, ["init"])
    expect([run.code, run.stderr.includes("--yes"), existsSync(file())]).toEqual([2, true, false])
  })

  it.skipIf(!hasTerminal)(
    "takes the answers of a person, and asks again what no configuration could hold",
    async () => {
      const typed = [
        "No Id",
        "globex-2",
        "",
        "globex.example globex.test",
        "Mars/Base",
        "Europe/Berlin",
        "push",
        "MY KEY",
        "MY_KEY"
      ]
      const { code, written } = await rollcallAtTerminal(folder.path, ["init"], { typed })
      expect(code, written).toBe(0)
      expect((await loaded()).tenants[0]).toMatchObject({
        id: "globex-2",
        name: "Globex 2",
        domains: ["globex.example", "globex.test"],
        timezone: "Europe/Berlin",
        push: { apiKey: { env: "MY_KEY" } },
        banyan: null
      })
      expect(written).toContain("tenants.globex-2.timezone")
    }
  )

  it.skipIf(!hasTerminal)("writes nothing if the questions are left unanswered", async () => {
    const { code, written } = await rollcallAtTerminal(folder.path, ["init"], { typed: ["globex"] })
    expect([code, existsSync(file())]).toEqual([2, false])
    expect(written).toContain("nothing was written")
  })
})

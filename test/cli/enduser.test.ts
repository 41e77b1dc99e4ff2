/**
 * Goal: end users from the command line: what is listed and shown means the same out of a snapshot and live.
 * Method: the built command line against the sandbox.
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { rollcall, runningSandbox, temporaryFolder, writeConfig } from "./harness.ts"

let folder: ReturnType<typeof temporaryFolder>
let running: Awaited<ReturnType<typeof runningSandbox>>

beforeAll(async () => {
  folder = temporaryFolder()
  running = await runningSandbox({ rateLimit: false })
  writeConfig(folder.path, running.sandbox)
  await rollcall(folder.path, ["collect", "acme"])
})

afterAll(async () => {
  await running.stop()
  folder.remove()
})

const enduser = (...parameters: ReadonlyArray<string>) =>
  rollcall(folder.path, ["enduser", ...parameters, "--tenant", "acme"])

const enduserJson = async (...parameters: ReadonlyArray<string>) => {
  const run = await enduser(...parameters, "--json")
  return { ...run, document: JSON.parse(run.stdout) }
}

const isAlwaysAllowed = ({ TrustData }: { TrustData: { Level: string } }) => TrustData.Level === "AlwaysAllow"

describe("enduser list", () => {
  it("gives the same records out of a snapshot and live", async () => {
    const stored = await enduserJson("list")
    const live = await enduserJson("list", "--live")
    expect(stored.code, stored.stderr).toBe(0)
    expect(stored.document).toMatchObject({ schemaVersion: 1, tenant: "acme", resource: "endusers", complete: true })
    expect(live.document.records).toEqual(stored.document.records)
    expect(live.document.snapshot).toBeNull()
  })

  it.each([
    ["--email", "jane.doe@acme.test"],
    ["--serial", "C02XK1ACME01"]
  ])("finds Jane by %s %s out of a snapshot and live", async (...flags) => {
    const stored = await enduserJson("list", ...flags)
    const live = await enduserJson("list", "--live", ...flags)
    expect(stored.document.records).toMatchObject([{ Email: "Jane.Doe@ACME.example" }])
    expect(live.document.records).toEqual(stored.document.records)
  })

  it("tells levels apart in any letter case", async () => {
    const { document } = await enduserJson("list")
    const { document: some } = await enduserJson("list", "--level", "alwaysallow")
    expect(some.records).toEqual(document.records.filter(isAlwaysAllowed))
  })

  it("prints a table for a terminal", async () => {
    const { code, stdout } = await enduser("list")
    expect(code).toBe(0)
    expect(stdout).toMatch(/^EMAIL +NAME +DEVICE +TRUST +LAST LOGIN +DELETED$/m)
    expect(stdout).toMatch(/^Jane\.Doe@ACME\.example +Jane Doe +C02XK1ACME01 /m)
  })
})

describe("enduser show", () => {
  it("shows an end user with their devices by any spelling of the address", async () => {
    const { code, stderr, document } = await enduserJson("show", " JANE.doe@acme.test ")
    expect(code, stderr).toBe(0)
    expect(document).toMatchObject({
      schemaVersion: 1,
      tenant: "acme",
      endusers: [
        {
          enduser: { Email: "Jane.Doe@ACME.example" },
          devices: [{ owners: ["jane.doe@acme.example"], device: { SerialNumber: "C02XK1ACME01" } }]
        }
      ]
    })
    const { document: live } = await enduserJson("show", " JANE.doe@acme.test ", "--live")
    expect({ ...live, snapshot: null }).toEqual({ ...document, snapshot: null })
    const { stdout } = await enduser("show", "jane.doe@acme.example", "--live")
    expect(stdout).toMatch(/^ +Devices +C02XK1ACME01; .+; not banned$/m)
  })

  it("ends with 4 when nobody has the address", async () => {
    const { code, document } = await enduserJson("show", "nobody@acme.example")
    expect([code, document.error.code]).toEqual([4, "not-found"])
  })

  it("ends with 2 on what is no address", async () => {
    expect((await enduser("show", "jane")).code).toBe(2)
  })
})

const written = () => running.sandbox.requests().filter(({ method }) => method !== "GET")

describe("enduser deactivate", () => {
  const active = "Ida.Garcia@acme.example"

  it("shows which devices go with the end user, and sends nothing with --dry-run", async () => {
    const { code, stdout } = await enduser("deactivate", active, "--dry-run")
    expect(code).toBe(0)
    expect(stdout.split("\n")[0]).toContain(`${active} will be DEACTIVATED`)
    expect(stdout).toContain("goes inactive as well")
    expect(stdout).toContain("DELETE /api/v2/endusers")
    expect(written()).toEqual([])
  })

  it("deactivates once and on record, and says so a second time", async () => {
    const { code, stderr, document } = await enduserJson("deactivate", active, "--yes", "--reason", "left")
    expect(code, stderr).toBe(0)
    expect(document).toMatchObject({
      operation: "banyan endusersV2.deactivate",
      subject: active,
      outcome: "done",
      before: { endUsers: [{ isActive: true }] },
      after: { endUsers: [{ isActive: false }] }
    })
    expect((await enduserJson("deactivate", active, "--yes")).document.outcome).toBe("already-so")
    expect(written()).toHaveLength(1)
  })

  it.each([
    ["nobody@acme.example", 4],
    ["", 2],
    ["jane", 2],
    ["*", 2]
  ])("ends on %j with %i", async (text, code) => {
    expect((await enduser("deactivate", text, "--yes")).code).toBe(code)
  })
})

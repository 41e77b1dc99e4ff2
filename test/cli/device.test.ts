/**
 * Goal: devices from the command line: what is listed and shown means the same out of a snapshot and live.
 * Method: the built command line against the sandbox; records are compared with what the sandbox's tenants were made of.
 */
import { defaultSandboxSwitches, type BanyanSwitches, type Fault } from "@rollcall/sandbox"
import { writeFileSync } from "node:fs"
import { join } from "node:path"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { rollcall, runningSandbox, temporaryFolder, writeConfig } from "./harness.ts"

let folder: ReturnType<typeof temporaryFolder>
let running: Awaited<ReturnType<typeof runningSandbox>>

/** Starts a sandbox, in place of the one that runs, and forgets what was collected. */
const start = async (faults: ReadonlyArray<Omit<Fault, "api">> = [], banyan: Partial<BanyanSwitches> = {}) => {
  await running?.stop()
  folder?.remove()
  folder = temporaryFolder()
  running = await runningSandbox({
    rateLimit: false,
    switches: {
      ...defaultSandboxSwitches,
      banyan: { ...defaultSandboxSwitches.banyan, ...banyan },
      faults: faults.map((fault) => ({ ...fault, api: "banyan" as const }))
    }
  })
  writeConfig(folder.path, running.sandbox)
}

afterAll(async () => {
  await running.stop()
  folder.remove()
})

/** Breaks the list of devices off after its first page. */
const brokenOff = () => start([{ path: "/v1/devices", kind: "status", status: 400, after: 1 }], { pageCap: 60 })

const device = (...parameters: ReadonlyArray<string>) =>
  rollcall(folder.path, ["device", ...parameters, "--tenant", "acme"])

const deviceJson = async (...parameters: ReadonlyArray<string>) => {
  const run = await device(...parameters, "--json")
  return { ...run, document: JSON.parse(run.stdout) }
}

const collect = () => rollcall(folder.path, ["collect", "acme"])

/** A healthy sandbox and a snapshot of it. */
const startAndCollect = async () => {
  await start()
  await collect()
}

interface DeviceRecord {
  readonly DeviceID: string
  readonly SerialNumber: string
  readonly DeviceFriendlyName: string
  readonly Emails?: ReadonlyArray<string>
  readonly Platform: string
  readonly Banned: boolean | null
  readonly trust?: { readonly level: string }
  readonly TrustData: { readonly Level: string }
}

/** Every device of acme, asked for live. */
const allDevices = async (): Promise<ReadonlyArray<DeviceRecord>> =>
  (await deviceJson("list", "--live")).document.records

const serials = (records: ReadonlyArray<DeviceRecord>): ReadonlyArray<string> =>
  records.map(({ SerialNumber }) => SerialNumber)

const levelOf = ({ trust, TrustData }: DeviceRecord): string => trust?.level ?? TrustData.Level

const aLevel = "medium"

/** Filters, and what they mean said again in another way. */
const filters: ReadonlyArray<readonly [ReadonlyArray<string>, (record: DeviceRecord) => boolean]> = [
  [["--banned"], ({ Banned }) => Banned === true],
  [["--no-banned"], ({ Banned }) => Banned === false],
  [["--platform", "WINDOWS"], ({ Platform }) => Platform.toLowerCase() === "windows"],
  [["--level", aLevel], (record) => levelOf(record).toLowerCase() === aLevel],
  [["--serial", "C02XK1ACME01"], ({ SerialNumber }) => SerialNumber === "C02XK1ACME01"],
  [
    ["--email", "JANE.DOE@acme.test"],
    ({ Emails }) => Emails?.some((email) => /^jane\.doe@acme\.(?:example|test)$/i.test(email)) === true
  ],
  [
    ["--platform", "darwin", "--no-banned"],
    ({ Platform, Banned }) => Platform.toLowerCase() === "darwin" && Banned === false
  ]
]

describe("device list", () => {
  beforeAll(startAndCollect)

  it("gives the same records out of a snapshot and live, ordered by serial number", async () => {
    const stored = await deviceJson("list")
    const live = await deviceJson("list", "--live")
    expect(stored.code, stored.stderr).toBe(0)
    expect(stored.document).toMatchObject({ schemaVersion: 1, tenant: "acme", resource: "devices", complete: true })
    expect(stored.document.snapshot).toMatch(/^acme-/)
    expect(live.document.snapshot).toBeNull()
    expect(live.document.records).toEqual(stored.document.records)
    const order = serials(live.document.records)
    expect(order).toEqual(order.toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0)))
  })

  it.each(filters)("means the same by %j out of a snapshot and live", async (flags, isMeant) => {
    const all = await allDevices()
    const wanted = serials(all.filter(isMeant))
    expect(wanted.length).toBeGreaterThan(0)
    expect(wanted.length).toBeLessThan(all.length)
    expect(serials((await deviceJson("list", ...flags)).document.records)).toEqual(wanted)
    expect(serials((await deviceJson("list", "--live", ...flags)).document.records)).toEqual(wanted)
  })

  it("counts what a filter cannot decide, and leaves it out of both answers", async () => {
    const all = await allDevices()
    const unknown = all.filter(({ Banned }) => Banned === null).length
    expect(unknown).toBeGreaterThan(0)
    const banned = await deviceJson("list", "--live", "--banned")
    const notBanned = await deviceJson("list", "--live", "--no-banned")
    expect([banned.document.undecided, notBanned.document.undecided]).toEqual([unknown, unknown])
    expect(banned.document.records.length + notBanned.document.records.length).toBe(all.length - unknown)
    expect(banned.stderr).toContain(`${unknown} left out`)
  })

  it("prints a table in which unknown is not no", async () => {
    const unknown = (await allDevices()).find(({ Banned }) => Banned === null)
    const { code, stdout, stderr } = await device("list", "--live")
    expect(code, stderr).toBe(0)
    expect(stdout).toMatch(/^SERIAL NUMBER +NAME +OWNER +PLATFORM +TRUST +BANNED +LAST LOGIN$/m)
    expect(stdout).toMatch(new RegExp(`^${unknown?.SerialNumber} .+ unknown +\\d{4}-\\d\\d-\\d\\d$`, "m"))
    expect(stdout.replaceAll("\n", "")).not.toMatch(/\p{Cc}/u)
  })

  it("says that pages did not tell the owners", async () => {
    const { code, stderr } = await device("list", "--live", "--ndjson")
    expect(code).toBe(0)
    expect(stderr).toMatch(/did not tell what \d+ of them are linked with/)
  })

  it("stops at --limit and does not call that complete", async () => {
    const { code, document } = await deviceJson("list", "--live", "--limit", "3")
    expect([code, document.records.length, document.complete]).toEqual([0, 3, false])
  })

  it("ends with 4 without a snapshot, and says how to get one", async () => {
    await start()
    const { code, document } = await deviceJson("list")
    expect([code, document.error.code]).toEqual([4, "not-found"])
    expect(document.error.next).toContain("--live")
  })

  it("prints a line for each record with --ndjson, live page by page", async () => {
    await start([], { pageCap: 60, pagedFields: "full" })
    const all = await allDevices()
    const asked = running.sandbox.requests().length
    const { code, stdout, stderr } = await device("list", "--live", "--ndjson")
    expect(code, stderr).toBe(0)
    const records: ReadonlyArray<DeviceRecord> = stdout
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line))
    expect(new Set(serials(records))).toEqual(new Set(serials(all)))
    const requests = running.sandbox.requests().slice(asked)
    expect(requests.length).toBeGreaterThan(2)
    expect(requests.every(({ url }) => url.includes("skip="))).toBe(true)
  })

  it("prints what was read of a list that breaks off, and ends with 1", async () => {
    await brokenOff()
    const { code, document } = await deviceJson("list", "--live")
    expect([code, document.complete, document.error.code]).toEqual([1, false, "not-understood"])
    expect(document.records.length).toBeGreaterThan(0)
    await brokenOff()
    const streamed = await device("list", "--live", "--ndjson")
    expect([streamed.code, streamed.stderr.includes("INCOMPLETE")]).toEqual([1, true])
  })

  it("says that only a partial snapshot is there, and ends with 1 if the list is cut", async () => {
    await brokenOff()
    await collect()
    const { code, document, stderr } = await deviceJson("list")
    expect([code, document.complete, document.error.code]).toEqual([1, false, "partial"])
    expect(stderr).toContain("only a partial snapshot is there")
  })

  it("ends with 5 when the token is refused, and says where it is configured", async () => {
    await start()
    writeFileSync(join(folder.path, "keys", "acme-banyan"), "wrong-token")
    const { code, document } = await deviceJson("list", "--live")
    expect([code, document.error.code]).toEqual([5, "refused"])
    expect(document.error.next).toContain("keys/acme-banyan")
  })
})

describe("device show", () => {
  beforeAll(startAndCollect)

  it("shows a device with its owners, the same out of a snapshot and live", async () => {
    const stored = await deviceJson("show", "C02XK1ACME01")
    const live = await deviceJson("show", "C02XK1ACME01", "--live")
    expect(stored.code, stored.stderr).toBe(0)
    expect(stored.document).toMatchObject({
      schemaVersion: 1,
      tenant: "acme",
      serial: "C02XK1ACME01",
      devices: [{ owners: ["jane.doe@acme.example"], device: { SerialNumber: "C02XK1ACME01" } }]
    })
    expect({ ...live.document, snapshot: null }).toEqual({ ...stored.document, snapshot: null })
    const { stdout } = await device("show", "C02XK1ACME01")
    expect(stdout).toMatch(/^ +Owners +jane\.doe@acme\.example \(Jane Doe\); no other device$/m)
    expect(stdout).toMatch(/^ +Banned +no$/m)
  })

  it("shows every device that shares a serial number", async () => {
    const { code, stdout } = await device("show", "To be filled by O.E.M.", "--live")
    expect(code).toBe(0)
    expect(stdout).toContain("2 devices have this serial number")
    expect(stdout.match(/^ +Device id/gm)).toHaveLength(2)
  })

  it.each([[], ["--live"]])(
    "finds exactly the serial number %s: no part, no other letter case, no name",
    async (...flags) => {
      const { devices } = (await deviceJson("show", "C02XK1ACME01", ...flags)).document
      const near = ["C02XK1ACME0", "c02xk1acme01", devices[0].device.DeviceFriendlyName, devices[0].id]
      const runs = await Promise.all(near.map((text) => device("show", text, ...flags)))
      expect(runs.map(({ code }) => code)).toEqual([4, 4, 4, 4])
    }
  )

  it("says which serial number was nearly named", async () => {
    expect((await device("show", "c02xk1acme01")).stderr).toContain("did you mean C02XK1ACME01?")
  })

  it("asks live for no more than the device and its people", async () => {
    const asked = running.sandbox.requests().length
    await device("show", "C02XK1ACME01", "--live")
    const requests = running.sandbox.requests().slice(asked)
    expect(requests.length).toBeGreaterThan(2)
    expect(requests.every(({ url }) => /[?&](?:email|serialnumber)=/.test(url))).toBe(true)
  })

  it("says that owners are unknown where the source does not tell them", async () => {
    await start([
      {
        path: "/v1/devices",
        kind: "mutate",
        mutate: (record) => Object.fromEntries(Object.entries(record).filter(([name]) => name !== "Emails"))
      },
      { path: "/v1/endusers", kind: "mutate", mutate: (record) => ({ ...record, SerialNumbers: null }) }
    ])
    const { document } = await deviceJson("show", "C02XK1ACME01", "--live")
    expect(document.devices[0].owners).toBeNull()
    const { stdout } = await device("show", "C02XK1ACME01", "--live")
    expect(stdout).toMatch(/^ +Owners +unknown/m)
  })

  it("takes no absence for proven in a list that was cut, and says that something may be missing", async () => {
    await brokenOff()
    await collect()
    expect((await device("show", "no such serial")).code).toBe(1)
    const [some] = (await deviceJson("list")).document.records
    const { code, stderr } = await device("show", some.SerialNumber)
    expect([code, stderr.includes("devices were not read to their end")]).toEqual([0, true])
  })
})

describe("usage", () => {
  beforeAll(() => start())

  it.each([
    [["list"], "acme, globex"],
    [["list", "--tenant", "acmee"], "acme, globex"],
    [["list", "--tenant", "acme", "--json", "--ndjson"], "--ndjson"],
    [["list", "--tenant", "acme", "--email", "jane"], "jane"],
    [["show", " ", "--tenant", "acme"], "blank"]
  ])("ends with 2 on `rollcall device %j` and asks the source nothing", async (parameters, word) => {
    const { code, stdout, stderr } = await rollcall(folder.path, ["device", ...parameters])
    expect(code, stdout).toBe(2)
    expect(`${stdout}${stderr}`).toContain(word)
    expect(running.sandbox.requests()).toEqual([])
  })

  it("ends with 2 on a tenant without the source banyan", async () => {
    writeConfig(folder.path, running.sandbox, (tenant, lines) =>
      lines.filter((line) => tenant !== "globex" || !line.includes("banyan:"))
    )
    const { code, stderr } = await rollcall(folder.path, ["device", "list", "--tenant", "globex"])
    expect(code).toBe(2)
    expect(stderr).toMatch(/globex has no source banyan[^]+--tenant with one of: acme/)
  })
})

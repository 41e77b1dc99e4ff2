/**
 * Goal: a person or device is found by whatever somebody has at hand, and shown as the report of the same snapshot has them.
 * Method: the built command line looks in a sandbox tenant's snapshot, at the sandbox itself, and in snapshots made for a case.
 */
import type { Sandbox } from "@rollcall/sandbox"
import { readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { rollcall, runningSandbox, temporaryFolder, thisPeriod, warmUp, writeConfig } from "./harness.ts"
import { type RunningServer, serve } from "./server.ts"
import { keepSnapshots, someRecords, writeOfflineConfig } from "./stored-snapshots.ts"

interface Person {
  readonly email: string | null
  readonly emails: ReadonlyArray<string>
  readonly name: string | null
  readonly posture: { readonly score?: number | null; readonly failing: ReadonlyArray<string> }
  readonly devices: ReadonlyArray<Device>
}

interface Device {
  readonly DeviceID?: string | null
  readonly SerialNumber?: string | null
  readonly DeviceFriendlyName?: string | null
}

interface Match {
  readonly snapshot: string | null
  readonly missing: ReadonlyArray<string>
  readonly notConfigured?: ReadonlyArray<string>
  readonly person: Person | null
  readonly device?: Device
}

const lookupIn = async (folder: string, ...parameters: ReadonlyArray<string>) => {
  const run = await rollcall(folder, ["lookup", ...parameters, "--json"])
  const matches: ReadonlyArray<Match> = JSON.parse(run.stdout).matches
  return { ...run, matches }
}

/** As a report has people. */
const withoutScore = ({ matches }: { readonly matches: ReadonlyArray<Match> }) =>
  matches.flatMap(({ person }) =>
    person === null ? [] : [{ ...person, posture: { failing: person.posture.failing } }]
  )

/** Runs two at a time: a process takes a core. */
async function inPairs<A>(all: ReadonlyArray<A>, run: (one: A) => Promise<void>): Promise<void> {
  const left = [...all]
  const take = async () => {
    for (let next = left.pop(); next !== undefined; next = left.pop()) {
      // oxlint-disable-next-line no-await-in-loop -- that is the pair
      await run(next)
    }
  }
  await Promise.all([take(), take()])
}

describe("lookup in a sandbox tenant", () => {
  let folder: ReturnType<typeof temporaryFolder>
  let server: { readonly sandbox: Sandbox; readonly stop: () => Promise<void> }
  let report: { readonly people: ReadonlyArray<Person>; readonly unowned: { readonly devices: ReadonlyArray<Device> } }

  const lookup = (...parameters: ReadonlyArray<string>) => lookupIn(folder.path, ...parameters)

  beforeAll(async () => {
    folder = temporaryFolder()
    server = await runningSandbox({ tenants: 1, people: 12 })
    await warmUp(server.sandbox)
    writeConfig(folder.path, server.sandbox)
    const run = await rollcall(folder.path, [
      "report",
      "acme",
      "--period",
      thisPeriod(),
      "--collect",
      "--format",
      "json"
    ])
    if (run.code !== 0) throw new Error(run.stderr)
    report = JSON.parse(readFileSync(join(folder.path, "reports", "acme", thisPeriod(), "report.json"), "utf8"))
  })

  afterAll(async () => {
    await server.stop()
    folder.remove()
  })

  it("shows each person as the report does, by each of their addresses", async () => {
    expect(report.people.length).toBeGreaterThan(10)
    await inPairs(report.people, async (person) => {
      for (const address of new Set([person.email ?? "", person.emails.at(-1) ?? ""])) {
        if (address === "") continue
        // oxlint-disable-next-line no-await-in-loop -- one process after the other
        expect(withoutScore(await lookup(address)), address).toContainEqual(person)
      }
    })
  })

  it("shows the owners of each device as the report does, by serial number, id and name", async () => {
    const devices = new Map(report.people.flatMap((person) => person.devices).map((each) => [each.DeviceID, each]))
    await inPairs([...devices.values()].slice(0, 8), async (device) => {
      const owners = report.people.filter((person) => person.devices.some((each) => each.DeviceID === device.DeviceID))
      for (const query of [device.SerialNumber, device.DeviceID, device.DeviceFriendlyName]) {
        if (query === null || query === undefined || query === "") continue
        // oxlint-disable-next-line no-await-in-loop -- one process after the other
        const found = withoutScore(await lookup(query))
        for (const owner of owners) expect(found, query).toContainEqual(owner)
      }
    })
  })

  it("finds a device that is nobody's", async () => {
    const [device] = report.unowned.devices
    const { matches } = await lookup(device?.SerialNumber ?? "")
    expect(matches).toMatchObject([{ person: null, device }])
  })

  it("finds a name without its accents, and by a part of it", async () => {
    const named = report.people.filter(({ name }) => name?.includes("Łukasz"))
    expect(named.length).toBeGreaterThan(0)
    expect(withoutScore(await lookup("lukasz"))).toEqual(named)
    expect(withoutScore(await lookup("ukas"))).toEqual(named)
  })

  it("asks the sources for one person alone with --live, and joins and judges the same", async () => {
    const before = server.sandbox.requests().length
    const { code, matches, stderr } = await lookup("jane.doe@acme.example", "--live")
    expect(code, stderr).toBe(0)
    const [match] = matches
    expect(match?.snapshot).toBeNull()
    const person = report.people.find(({ email }) => email === "jane.doe@acme.example")
    expect(withoutScore({ matches })).toEqual([person])
    const asked = server.sandbox.requests().slice(before)
    expect(asked.some(({ url }) => url.startsWith("/v1/browsers?"))).toBe(true)
    // Employees are all read, as any of them may claim her other address.
    expect(asked.filter(({ url }) => /^\/v1\/(?:browsers|accounts)\?limit/.test(url))).toEqual([])
  })

  it.each(["jdoe@acme.example", "C02XK1ACME01", "lukasz"])("finds %j with --live as in the snapshot", async (query) => {
    const [live, stored] = [await lookup(query, "--live"), await lookup(query)]
    expect(withoutScore(live)).toEqual(withoutScore(stored))
    expect(stored.matches.length).toBeGreaterThan(0)
  })
})

/** Sources with a few records, whose filters mind letter case if they are told to, and which lack some lists. */
describe("lookup at the sources themselves", () => {
  const janes = "jane@ACME.example"
  const lists: Record<string, ReadonlyArray<object>> = {
    ...Object.fromEntries(
      (["employees", "browsers", "accounts", "apps"] as const).map((list) => [list, Object.values(someRecords[list])])
    ),
    accountsOther: [],
    findings: [{ id: "f1", employeeId: "e1", accountId: "a1", type: "MFA_NOT_REGISTERED", state: "OPEN" }],
    endusers: [{ Email: janes, SerialNumbers: ["C02XK1"] }],
    devices: [{ ...someRecords.devices.d1, LastLogin: 1_793_400_000_123_456, Emails: [janes] }]
  }
  let isCaseMinded = false
  let absent: ReadonlyArray<string> = []
  let folder: ReturnType<typeof temporaryFolder>
  let server: RunningServer

  const isMet = (record: object, name: string, wanted: string): boolean =>
    Object.entries(record).some(([member, value]) => {
      const text = [value].flat().join(" ")
      if (!member.toLowerCase().startsWith(name.toLowerCase())) return false
      return isCaseMinded ? text.includes(wanted) : text.toLowerCase().includes(wanted.toLowerCase())
    })

  beforeAll(async () => {
    folder = temporaryFolder()
    server = await serve((asked, _body, response) => {
      const { pathname, searchParams } = new URL(asked.url ?? "", "http://any")
      const [list = "", id] = pathname.replace("/v1/", "").split("/")
      const filters = [...searchParams].filter(([name]) => !["limit", "orderby", "order"].includes(name))
      const records = (lists[list] ?? []).filter((each) => filters.every(([name, value]) => isMet(each, name, value)))
      const isBanyan = asked.headers["authorization"] !== undefined
      const one = records.find((each) => "id" in each && each.id === id)
      const isThere = !absent.includes(list) && (id === undefined || one !== undefined)
      response.writeHead(isThere ? 200 : 404, { "content-type": "application/json" })
      const whole = isBanyan ? records : { result: records, paging: { moreResults: false } }
      response.end(JSON.stringify(isThere ? (one ?? whole) : { message: "Not Found" }))
    })
    writeFileSync(join(folder.path, "key"), "a-key", { mode: 0o600 })
    writeFileSync(
      join(folder.path, "rollcall.yaml"),
      `store: sqlite:./rollcall.db
tenants:
  acme:
    push: { baseUrl: "${server.url}", apiKey: { file: key } }
    banyan: { baseUrl: "${server.url}", token: { file: key } }
`
    )
  })

  afterAll(() => {
    server.stop()
    folder.remove()
  })

  it.each(["employees", "browsers", "findings", "endusers", "devices"])(
    "fails where the list of %s is not there, and takes it for no empty one",
    async (list) => {
      absent = [list]
      const { code, stdout, stderr } = await rollcall(folder.path, ["lookup", "jane@acme.example", "--live"])
      absent = []
      expect([code, stdout]).toEqual([1, ""])
      expect(stderr).toContain(list)
      expect(stderr).toContain("the server does not know this part of the API")
    }
  )

  it("shows all that was read as the join has it, however addresses are spelt", async () => {
    isCaseMinded = false
    const { matches, stderr } = await lookupIn(folder.path, "JANE@acme.example", "--live")
    expect(matches, stderr).toMatchObject([{ missing: [], person: { devices: [{ SerialNumber: "C02XK1" }] } }])
    expect(matches[0]?.person?.posture.score).not.toBeNull()
  })

  it("proves no absence by a list of which nothing is understood", async () => {
    const { devices = [] } = lists
    lists["devices"] = [{ DeviceID: 7 }]
    const { matches, stderr } = await lookupIn(folder.path, "jane@acme.example", "--live")
    lists["devices"] = devices
    expect(matches[0]?.missing, stderr).toEqual(["banyan.devices"])
    expect(matches[0]?.person?.posture.failing).not.toContain("person-device-missing")
  })

  it("proves no absence by a filter that may have hidden something", async () => {
    isCaseMinded = true
    const { matches, stderr } = await lookupIn(folder.path, "JANE@acme.example", "--live")
    isCaseMinded = false
    const [match] = matches
    expect(match?.missing, stderr).toEqual(["push.browsers", "push.accounts", "push.findings"])
    expect(match?.person?.devices).toMatchObject([{ SerialNumber: "C02XK1" }])
    expect(match?.person?.posture.score).toBeNull()
    expect(match?.person?.posture.failing).not.toContain("person-device-missing")
    expect(stderr).toContain("there may be more in push.browsers, push.accounts, push.findings than was found")
  })
})

describe("lookup in stored snapshots", () => {
  let folder: ReturnType<typeof temporaryFolder>

  beforeAll(async () => {
    folder = temporaryFolder()
    writeOfflineConfig(folder.path, { acme: [], globex: [], initech: [] })
    const { a1 } = someRecords.accounts
    const unknown = { ...a1, id: "a3", appType: "ZOOM", mfaRegistered: null }
    const spare = { DeviceID: "d2", SerialNumber: "PF0EA9", DeviceFriendlyName: "John", Emails: [] }
    const nameless = { id: "e3", email: "notanemail", firstName: "Kim" }
    await keepSnapshots(
      folder.path,
      {
        id: "s1",
        records: {
          ...someRecords,
          employees: { ...someRecords.employees, e3: nameless },
          accounts: { ...someRecords.accounts, a3: unknown },
          devices: { ...someRecords.devices, d2: spare }
        }
      },
      { id: "i1", tenant: "initech", sources: ["push"], records: { ...someRecords, endusers: {}, devices: {} } }
    )
  })

  afterAll(() => folder.remove())

  const card = async (...parameters: ReadonlyArray<string>) => rollcall(folder.path, ["lookup", ...parameters])

  it("draws a card with what fails and what to do, no wider than eighty columns", async () => {
    const { code, stdout, stderr } = await card("jane@acme.example", "--tenant", "acme")
    expect(code, stderr).toBe(0)
    expect(stdout).toMatch(/^Jane Doe · jane@acme\.example · acme$/m)
    expect(stdout).toMatch(/^ {4}C02XK1 .+ Darwin .+ registered /m)
    expect(stdout).toMatch(/^ {4}account-mfa-missing\n {6}Register a second factor in the app/m)
    expect(stdout.split("\n").filter((line) => line.length > 80)).toEqual([])
  })

  it("tells a second factor that is unknown from one that is missing", async () => {
    const { stdout } = await card("jane@acme.example", "--tenant", "acme")
    expect(stdout).toMatch(/^ {4}ATLASSIAN +jane@acme\.example +NONE /m)
    expect(stdout).toMatch(/^ {4}ZOOM +jane@acme\.example +unknown /m)
  })

  it("lists several matches in a table", async () => {
    const { stdout } = await card("acme.example")
    expect(stdout).toMatch(/^TENANT +EMAIL +NAME +BROWSERS +DEVICES +FAILING +SCORE$/m)
    expect(stdout).toMatch(/^acme +jane@acme\.example +Jane Doe +1 +1 +\d/m)
    expect(stdout).toMatch(/^acme +john@acme\.example /m)
  })

  it("shows a device that is nobody's beside the people of its name, with what it is looked up by", async () => {
    const { stdout } = await card("john", "--tenant", "acme")
    expect(stdout).toMatch(/^acme +john@acme\.example +John Roe /m)
    expect(stdout).toMatch(/^acme +nobody's device PF0EA9 +John /m)
  })

  it("counts nothing as none of a source that is not configured", async () => {
    const { stdout } = await card("jane@acme.example", "--tenant", "initech")
    expect(stdout).toMatch(/^ {2}End users: not configured\n\n {2}Devices: not configured$/m)
    expect(stdout).toContain("Accounts on other apps: none")
    expect(stdout).toMatch(/^ {2}Failing checks/m)
    const table = await card("acme.example")
    expect(table.stdout).toMatch(/^acme +jane@acme\.example +Jane Doe +1 +1 /m)
    expect(table.stdout).toMatch(/^initech +jane@acme\.example +Jane Doe +1 +\? /m)
    const { matches } = await lookupIn(folder.path, "jane@acme.example")
    expect(matches.map(({ missing, notConfigured }) => [missing, notConfigured])).toEqual([
      [[], undefined],
      [[], ["banyan"]]
    ])
  })

  it("finds an employee by what is no address, and shows it as it is written", async () => {
    const { code, stdout } = await card("NotAnEmail")
    expect(code).toBe(0)
    expect(stdout).toMatch(/^Kim · notanemail · acme\n {2}Emails +none; "notanemail" is no address$/m)
  })

  it("says which tenants have nothing to look in, and ends with 4 where nobody is found", async () => {
    const { code, stdout, stderr } = await card("nobody@acme.example")
    expect([code, stdout]).toEqual([4, ""])
    expect(stderr).toContain("globex: no snapshot yet; run `rollcall collect globex`")
    expect(stderr).toContain(
      'nobody and no device matches "nobody@acme.example" in acme, initech; not looked in: globex.'
    )
    const json = await card("nobody@acme.example", "--json")
    expect(JSON.parse(json.stdout)).toMatchObject({ matches: [], failed: [{ tenant: "globex", code: "not-found" }] })
  })
})

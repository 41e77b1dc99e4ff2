import type { Person, Roster, SnapshotRecords } from "@rollcall/model"
import { describe, expect, it } from "vitest"
import { correlate } from "@rollcall/correlation"
import { aSnapshot, aTenant, type Reading } from "./builders.ts"

const correlated = (records: Partial<SnapshotRecords>, reading?: Reading): Roster =>
  correlate(aSnapshot(records, reading), aTenant())

const jane = { id: "e1", email: "jane@acme.example", knownEmails: ["j.doe@acme.example"] }
const john = { id: "e2", email: "john@acme.example" }

const owners = (people: ReadonlyArray<Person>) => people.map((person) => person.employee?.id ?? person.email)
const link = (roster: Roster, employeeId: string) => roster.employees.get(employeeId)?.links

describe("employees", () => {
  it("makes a person of each, also of one without any address", () => {
    const roster = correlated({ employees: [{ id: "e9" }, jane] })
    expect(roster.people.map(({ email, ambiguous }) => ({ email, ambiguous }))).toEqual([
      { email: "jane@acme.example", ambiguous: false },
      { email: null, ambiguous: false }
    ])
    expect(roster.employees.get("e9")?.employee).toEqual({ id: "e9" })
  })

  it("keeps the source's spelling in the record and names the person by the normalised address", () => {
    const record = { id: "e1", email: " Jane@ACME.test ", firstName: " Jane ", lastName: "Doe" }
    const [person] = correlated({ employees: [record] }).people
    expect(person).toMatchObject({ email: "jane@acme.test", name: "Jane Doe", employee: record })
    expect(person?.emails).toEqual(["jane@acme.example", "jane@acme.test"])
  })

  it("names a person without a primary address by the first known one", () => {
    const [person] = correlated({
      employees: [{ id: "e1", email: null, knownEmails: ["no address", "z@a.example", "b@a.example"] }]
    }).people
    expect(person?.email).toBe("z@a.example")
  })

  it("takes a name from the end user where the employee has none, and else has none", () => {
    const roster = correlated({
      employees: [jane, john],
      endusers: [
        { Email: "jane@acme.example", Name: " " },
        { Email: "j.doe@acme.example", Name: "Jane D." }
      ]
    })
    expect(roster.people.map((person) => person.name)).toEqual(["Jane D.", null])
  })
})

describe("links", () => {
  it("are a member of a person like others, which copies and documents have too", () => {
    const [person] = correlated({ employees: [jane], accounts: [{ id: "a1", employeeId: "e1" }] }).people
    const links = [{ kind: "account", id: "a1", by: "employee-id" }]
    expect({ ...person }.links).toEqual(links)
    expect(JSON.parse(JSON.stringify(person))).toMatchObject({ links })
  })
})

describe("browsers and accounts", () => {
  it("belong to the employee that their id names", () => {
    const roster = correlated({
      employees: [jane],
      accounts: [{ id: "a1", employeeId: "e1", email: "jane@home.example" }]
    })
    expect(link(roster, "e1")).toEqual([{ kind: "account", id: "a1", by: "employee-id" }])
    expect(roster.people).toHaveLength(1)
    expect(roster.correlation.disagreements).toEqual([])
  })

  it.each([
    ["missing", undefined],
    ["null", null],
    ["dangling", "gone"]
  ])("belong to the owner of their address if the id is %s", (_, employeeId) => {
    const id = employeeId === undefined ? {} : { employeeId }
    const roster = correlated({
      employees: [jane],
      browsers: [{ id: "b1", ...id, email: "JANE@acme.example" }],
      accounts: [{ id: "a1", ...id, email: "j.doe@acme.example" }],
      accountsOther: [{ id: "o1", ...id, email: "jane@acme.test" }]
    })
    expect(link(roster, "e1")).toEqual([
      { kind: "browser", id: "b1", by: "email" },
      { kind: "account", id: "a1", by: "known-email" },
      { kind: "accountOther", id: "o1", by: "alias" }
    ])
  })

  it("belong to whom the tenant tells that their address is", () => {
    const { email, ...tenant } = aTenant()
    const roster = correlate(
      aSnapshot({
        employees: [jane],
        accounts: [{ id: "a1", email: "jane@home.example" }],
        devices: [{ DeviceID: "d1", Emails: ["Jane@Home.example"] }]
      }),
      { ...tenant, email: { ...email, addresses: { "jane@home.example": "jane@acme.example" } } }
    )
    expect(link(roster, "e1")).toEqual([
      { kind: "account", id: "a1", by: "alias" },
      { kind: "device", id: "d1", by: "alias" }
    ])
    expect(roster.people).toHaveLength(1)
  })

  it("stay with the id where the address is another employee's, and the disagreement is listed", () => {
    const roster = correlated({
      employees: [jane, john],
      browsers: [{ id: "b1", employeeId: "e1", email: "john@acme.test" }]
    })
    expect(owners(roster.browsers[0]?.owners ?? [])).toEqual(["e1"])
    expect(roster.correlation.disagreements).toEqual([
      { kind: "browser", id: "b1", employeeId: "e1", email: "john@acme.test", emailEmployeeId: "e2" }
    ])
  })

  it("disagree with nobody in particular where several other employees claim the address", () => {
    const roster = correlated({
      employees: [jane, john, { id: "e3", email: "john@acme.example" }],
      accounts: [
        { id: "a1", employeeId: "e1", email: "john@acme.example" },
        { id: "a2", employeeId: "e2", email: "john@acme.example" }
      ]
    })
    expect(roster.correlation.disagreements.map(({ id, emailEmployeeId }) => ({ id, emailEmployeeId }))).toEqual([
      { id: "a1", emailEmployeeId: null }
    ])
  })

  it("make a person of an address that no employee claims", () => {
    const roster = correlated({ employees: [jane], accounts: [{ id: "a1", email: "guest@acme.test" }] })
    expect(roster.people[0]).toMatchObject({ email: "guest@acme.example", employee: null, ambiguous: false })
    expect(roster.people[0]?.links).toEqual([{ kind: "account", id: "a1", by: "alias" }])
    expect(roster.correlation.accountsWithoutEmployee).toBe(1)
  })

  it("are nobody's without id and address, and are not joined by the address of the browser profile", () => {
    const browser = { id: "b1", email: "not an address", profileEmail: "jane@acme.example" }
    const roster = correlated({ employees: [jane], browsers: [browser] })
    expect(roster.unowned.browsers).toEqual([browser])
    expect(roster.people).toHaveLength(1)
    expect(roster.correlation).toMatchObject({ browsersWithoutEmployee: 1, employeesWithoutBrowser: 1 })
  })
})

describe("findings", () => {
  it("belong to their employee, else to the owner of their account, else to nobody", () => {
    const roster = correlated({
      employees: [jane, john],
      accounts: [
        { id: "a1", employeeId: "e2" },
        { id: "a2", email: "guest@acme.example" }
      ],
      findings: [
        { id: "f1", employeeId: "e1", accountId: "a1" },
        { id: "f2", employeeId: "gone", accountId: "a1" },
        { id: "f3", accountId: "a2" },
        { id: "f4", accountId: "gone" }
      ]
    })
    expect(roster.findings.map((each) => owners(each.owners))).toEqual([["e1"], ["e2"], ["guest@acme.example"], []])
    expect(link(roster, "e2")).toContainEqual({ kind: "finding", id: "f2", by: "account-id" })
    expect(roster.unowned.findings.map((each) => each.id)).toEqual(["f4"])
  })
})

describe("end users and devices", () => {
  it("joins a device to everybody in its addresses and counts it once", () => {
    const roster = correlated({
      employees: [jane, john],
      devices: [
        {
          DeviceID: "d1",
          SerialNumber: "S1",
          Emails: ["John@acme.example", "jane@acme.example", "j.doe@acme.example", "new@acme.example"]
        }
      ]
    })
    expect(owners(roster.devices[0]?.owners ?? [])).toEqual(["e1", "e2", "new@acme.example"])
    expect(link(roster, "e1")).toEqual([{ kind: "device", id: "d1", by: "email" }])
    expect(roster.correlation).toMatchObject({ sharedDevices: 1, devicesWithoutEmployee: 0, employeesWithDevice: 2 })
  })

  it("joins every device of a serial number that an end user names, exactly as spelt", () => {
    const roster = correlated({
      employees: [jane],
      endusers: [{ Email: "jane@acme.example", SerialNumbers: ["S1", ""] }],
      devices: [
        { DeviceID: "d1", SerialNumber: "S1" },
        { DeviceID: "d2", SerialNumber: "S1", Emails: [] },
        { DeviceID: "d3", SerialNumber: "s1", Emails: [] },
        { DeviceID: "", SerialNumber: "", Emails: [] }
      ]
    })
    expect(link(roster, "e1")).toEqual([
      { kind: "enduser", id: "jane@acme.example", by: "email" },
      { kind: "device", id: "d1", by: "serial-number" },
      { kind: "device", id: "d2", by: "serial-number" }
    ])
    expect(roster.unowned.devices.map((each) => each.SerialNumber)).toEqual(["", "s1"])
  })

  it("tells a link once, by the first way that holds", () => {
    const roster = correlated({
      employees: [jane],
      endusers: [{ Email: "j.doe@acme.example", SerialNumbers: ["S1"] }],
      devices: [{ DeviceID: "", SerialNumber: "S1", Emails: ["jane@acme.test", "j.doe@acme.example"] }]
    })
    expect(link(roster, "e1")).toEqual([
      { kind: "enduser", id: "j.doe@acme.example", by: "known-email" },
      { kind: "device", id: "S1", by: "known-email" }
    ])
  })

  it("keeps a device that nobody owns apart from one whose owners were not told", () => {
    const roster = correlated({
      devices: [
        { DeviceID: "d1", Emails: [] },
        { DeviceID: "d2" },
        { DeviceID: "d3", Emails: null },
        { DeviceID: "d4", Emails: ["none"] }
      ]
    })
    expect(roster.devices.map((each) => each.ownersTold)).toEqual([true, false, false, true])
    expect(roster.unowned.devices).toHaveLength(4)
    expect(roster.correlation).toMatchObject({ devicesWithoutEmployee: 2, devicesOwnerNotTold: 2 })
  })

  it("joins what the source marks deleted, and says that it is", () => {
    const roster = correlated({
      employees: [jane],
      endusers: [{ Email: "jane@acme.example", is_deleted: true }],
      devices: [{ DeviceID: "d1", Emails: ["jane@acme.example"], is_deleted: true }]
    })
    expect([...roster.endusers, ...roster.devices].map((each) => each.isDeleted)).toEqual([true, true])
    expect(link(roster, "e1")).toHaveLength(2)
  })

  it("lists an end user whose address is none, and does not join its devices", () => {
    const enduser = { Email: "a@b@c", SerialNumbers: ["S1"] }
    const roster = correlated({ endusers: [enduser], devices: [{ SerialNumber: "S1" }] })
    expect(roster.people).toEqual([])
    expect(roster.unowned.endusers).toEqual([enduser])
    expect(roster.endusers[0]?.id).toBe("a@b@c")
    expect(roster.devices[0]).toMatchObject({ owners: [], ownersTold: false })
    expect(roster.correlation.endusersWithoutEmployee).toBe(1)
  })
})

describe("ambiguous addresses", () => {
  const twins = [
    { id: "e1", email: "desk@acme.example" },
    { id: "e2", email: "joe@acme.example", knownEmails: ["desk@acme.test"] }
  ]

  it("are reported with their claimants and join to neither", () => {
    const roster = correlated({ employees: twins, browsers: [{ id: "b1", email: "desk@acme.example" }] })
    expect(roster.correlation.ambiguousEmails).toEqual([{ email: "desk@acme.example", employeeIds: ["e1", "e2"] }])
    expect(roster.browsers[0]?.owners).toMatchObject([{ email: "desk@acme.example", employee: null, ambiguous: true }])
    expect(roster.correlation.browsersWithoutEmployee).toBe(1)
  })

  it("make no person where nothing is tied by them", () => {
    expect(correlated({ employees: twins }).people).toHaveLength(2)
  })

  it("do not join a device that is somebody's by another address or by serial number", () => {
    const roster = correlated({
      employees: [...twins, { id: "e3", email: "sam@acme.example" }],
      endusers: [
        { Email: "sam@acme.example", SerialNumbers: ["S2"] },
        { Email: "desk@acme.example", SerialNumbers: ["S1"] }
      ],
      devices: [
        { DeviceID: "d1", SerialNumber: "S1", Emails: ["desk@acme.example", "joe@acme.example"] },
        { DeviceID: "d2", SerialNumber: "S2", Emails: ["desk@acme.example"] },
        { DeviceID: "d3", SerialNumber: "S1", Emails: [] }
      ]
    })
    expect(roster.devices.map((each) => owners(each.owners))).toEqual([["e2"], ["e3"], ["desk@acme.example"]])
  })

  it("are not what an employee id or two records of one employee make", () => {
    const roster = correlated({
      employees: [jane, { ...jane, knownEmails: [] }],
      browsers: [{ id: "b1", email: "jane@acme.example" }]
    })
    expect(roster.correlation.ambiguousEmails).toEqual([])
    expect(roster.people.map((person) => person.browsers.length)).toEqual([1, 0])
  })
})

describe("counts", () => {
  it("are null where a resource that they rest on was not read to its end", () => {
    const { correlation } = correlated(
      { employees: [jane] },
      { partial: ["banyan.endusers"], without: ["push.accountsOther"] }
    )
    expect(correlation).toEqual({
      employeesWithDevice: null,
      employeesWithoutDevice: null,
      employeesWithoutBrowser: 1,
      browsersWithoutEmployee: 0,
      accountsWithoutEmployee: null,
      endusersWithoutEmployee: null,
      devicesWithoutEmployee: null,
      sharedDevices: null,
      devicesOwnerNotTold: null,
      ambiguousEmails: [],
      disagreements: []
    })
  })

  it("count shared devices of a tenant that has no employees' source", () => {
    const without = [
      "push.employees",
      "push.browsers",
      "push.accounts",
      "push.accountsOther",
      "push.apps",
      "push.appsOther",
      "push.findings"
    ] as const
    const { correlation } = correlated(
      { devices: [{ DeviceID: "d1", Emails: ["a@x.example", "b@x.example"] }] },
      { without }
    )
    expect(correlation).toMatchObject({ sharedDevices: 1, devicesWithoutEmployee: null, browsersWithoutEmployee: null })
  })
})

describe("order", () => {
  it.each([
    ["look random", (number: number) => `${Math.imul(number, 0x9e37_79b1) >>> 0}-${number}`],
    ["begin alike", (number: number) => `account-of-the-tenant-${number}`],
    ["are of any length", (number: number) => "ab".repeat(number % 40) + String.fromCodePoint(number % 7)],
    [
      "are in any script",
      (number: number) => `é${String.fromCodePoint(0x4e00 + ((number * 7919) % 900))}\uffff${number % 3}`
    ],
    ["are in order", (number: number) => String(10_000 + number)]
  ])("is that of ids which %s, and of content where they are the same", (_, idOf) => {
    const accounts = Array.from({ length: 2000 }, (__, number) => ({ id: idOf(number), appType: String(number % 50) }))
    const inOrder = accounts.toSorted((a, b) =>
      a.id === b.id ? (a.appType < b.appType ? -1 : Number(a.appType > b.appType)) : a.id < b.id ? -1 : 1
    )
    expect(correlated({ accounts }).accounts.map(({ record }) => record)).toEqual(inOrder)
  })
})

describe("size", () => {
  it("joins one device with 100,000 addresses, and one person with 10,000, well within the time of a test", () => {
    const many = Array.from({ length: 100_000 }, (_, index) => `p${index}@acme.example`)
    const mine = many.slice(0, 10_000)
    const roster = correlated({
      employees: [{ id: "e1", knownEmails: mine }],
      endusers: mine.map((Email) => ({ Email, SerialNumbers: ["S1"] })),
      devices: [{ SerialNumber: "S1", Emails: many }]
    })
    expect(roster.devices[0]?.owners).toHaveLength(90_001)
    expect(roster.people.flatMap(({ links }) => links)).toHaveLength(100_001)
  })
})

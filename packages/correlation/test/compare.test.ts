import { compareRosters, correlate, type RosterComparison } from "@rollcall/correlation"
import type { SnapshotRecords } from "@rollcall/model"
import { describe, expect, it } from "vitest"
import { aSnapshot, aTenant, type Reading } from "./builders.ts"

type Side = readonly [records: Partial<SnapshotRecords>, reading?: Reading]

const compared = (before: Side, after: Side): RosterComparison =>
  compareRosters(correlate(aSnapshot(...before), aTenant()), correlate(aSnapshot(...after), aTenant()))

const jane = { id: "e1", email: "jane@acme.example", firstName: "Jane", lastName: "Doe", licensed: true }
const john = { id: "e2", email: "john@acme.example" }
const mac = { DeviceID: "d1", SerialNumber: "C02XK1", DeviceFriendlyName: "Mac", Emails: ["jane@acme.example"] }

const ids = (subjects: ReadonlyArray<{ readonly id: string }> | null) => subjects?.map(({ id }) => id)

describe("people", () => {
  it("are as they were in two snapshots with the same records", () => {
    const records = { employees: [jane, john], devices: [mac], browsers: [{ id: "b1", employeeId: "e1" }] }
    const same = { came: [], went: [], changed: [] }
    expect(compared([records], [records])).toEqual({
      people: { ...same, same: 2 },
      devices: { ...same, same: 1 },
      browsers: { ...same, same: 1 }
    })
  })

  it("come and go", () => {
    const { people } = compared([{ employees: [jane] }], [{ employees: [john] }])
    expect(people.came).toEqual([{ id: "e2", names: [], emails: ["john@acme.example"] }])
    expect(people.went).toEqual([{ id: "e1", names: ["Jane Doe"], emails: ["jane@acme.example"] }])
  })

  it("stay the same under another address, and tell what changed", () => {
    const { people } = compared(
      [{ employees: [jane] }],
      [{ employees: [{ ...jane, email: "jane.roe@acme.example", lastName: "Roe", licensed: false }] }]
    )
    expect([people.came, people.went]).toEqual([[], []])
    expect(people.changed).toMatchObject([
      {
        id: "e1",
        changes: [
          { what: "email", before: "jane@acme.example", after: "jane.roe@acme.example" },
          { what: "name", before: "Jane Doe", after: "Jane Roe" },
          { what: "licensed", before: true, after: false },
          { what: "emails", came: ["jane.roe@acme.example"], went: ["jane@acme.example"] }
        ]
      }
    ])
  })

  it.each([
    ["gets an employee record", [], [jane], null, "e1"],
    ["gets another employee record", [{ ...jane, id: "e0" }], [jane], "e0", "e1"],
    ["loses the employee record", [jane], [], "e1", null]
  ])("stay the same by address when an address %s", (_, earlier, later, before, after) => {
    const endusers = [{ Email: "jane@acme.test" }]
    const { people } = compared([{ employees: earlier, endusers }], [{ employees: later, endusers }])
    expect([people.came, people.went]).toEqual([[], []])
    expect(people.changed[0]?.changes).toContainEqual({ what: "employee", before, after })
  })

  it("tell which records they got and lost", () => {
    const { people } = compared(
      [{ employees: [jane], accounts: [{ id: "a1", employeeId: "e1" }], devices: [mac] }],
      [{ employees: [jane], accounts: [{ id: "a2", employeeId: "e1" }], devices: [mac] }]
    )
    expect(people.changed.map(({ changes }) => changes)).toEqual([[{ what: "accounts", came: ["a2"], went: ["a1"] }]])
  })

  it("are told apart where two employees claim one address", () => {
    const twins = [jane, { ...jane, id: "e2" }]
    const { people } = compared([{ employees: twins }], [{ employees: twins.toReversed() }])
    expect(people).toEqual({ came: [], went: [], changed: [], same: 2 })
  })
})

describe("devices and browsers", () => {
  it("tell what changed, by identity and not by serial number", () => {
    const { devices } = compared(
      [{ devices: [{ ...mac, Banned: false, TrustData: { Level: "Low" }, LastLogin: "2026-10-30T00:00:00Z" }] }],
      [
        {
          devices: [
            { ...mac, Banned: true, Emails: ["john@acme.example"], TrustData: { Level: "High" } },
            { ...mac, DeviceID: "d2" }
          ]
        }
      ]
    )
    expect(ids(devices.came)).toEqual(["d2"])
    expect(devices.changed).toEqual([
      {
        id: "d1",
        names: ["C02XK1", "Mac"],
        emails: ["john@acme.example"],
        changes: [
          { what: "banned", before: false, after: true },
          { what: "trust", before: "Low", after: "High" },
          { what: "owners", came: ["john@acme.example"], went: ["jane@acme.example"] }
        ]
      }
    ])
  })

  it("lose no owner whom the source did not tell any more", () => {
    const { Emails: _, ...untold } = mac
    expect(compared([{ devices: [mac] }], [{ devices: [untold] }]).devices).toMatchObject({ changed: [], same: 1 })
  })

  it("are paired in order where several share an identity", () => {
    const { devices } = compared(
      [{ devices: [{ SerialNumber: "S" }] }],
      [{ devices: [{ SerialNumber: "S" }, { SerialNumber: "S" }] }]
    )
    expect([ids(devices.came), devices.went, devices.same]).toEqual([["S"], [], 1])
  })
})

describe("what was not read to its end", () => {
  const records = { employees: [jane], browsers: [{ id: "b1", employeeId: "e1" }], devices: [mac] }

  it("has not gone, and takes nothing away from anybody", () => {
    const { people, devices, browsers } = compared(
      [records],
      [{ employees: [jane] }, { partial: ["push.browsers", "banyan.devices"] }]
    )
    expect([people.went, devices.went, browsers.went]).toEqual([null, null, null])
    expect([people.came, devices.came, browsers.came]).toEqual([[], [], []])
    expect(people.changed).toEqual([])
  })

  it("has not come where the earlier list was the one half read", () => {
    const { people, devices } = compared([{ employees: [jane] }, { partial: ["banyan.devices"] }], [records])
    expect([people.came, devices.came, devices.went]).toEqual([null, null, []])
    expect(people.changed.map(({ changes }) => changes)).toEqual([[{ what: "browsers", came: ["b1"], went: [] }]])
  })

  it("makes no employee of whom only the other source is known", () => {
    const endusers = [{ Email: jane.email, Name: "Jane D." }]
    const { people } = compared([{ employees: [jane], endusers }], [{ endusers }, { partial: ["push.employees"] }])
    expect(people.changed.flatMap(({ changes }) => changes.map(({ what }) => what))).toEqual(["name"])
  })

  it("is neither where its source is not configured", () => {
    const without: Reading = {
      without: [
        "push.employees",
        "push.browsers",
        "push.accounts",
        "push.accountsOther",
        "push.apps",
        "push.appsOther",
        "push.findings"
      ]
    }
    const { people, devices, browsers } = compared([{ devices: [mac] }, without], [{}, without])
    expect([browsers.came, browsers.went]).toEqual([null, null])
    expect([ids(devices.went), ids(people.went)]).toEqual([["d1"], ["jane@acme.example"]])
  })
})

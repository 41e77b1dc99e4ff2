import { correlate, search } from "@rollcall/correlation"
import { describe, expect, it } from "vitest"
import { aSnapshot, aTenant } from "./builders.ts"

const tenant = aTenant({ email: { aliases: { "acme.test": "acme.example" }, ignorePlusTag: true } })
const roster = correlate(
  aSnapshot({
    employees: [
      { id: "e1", email: "lukasz@acme.example", firstName: "Łukasz", lastName: "Müller" },
      { id: "e2", email: "jane@acme.example", knownEmails: ["j.doe@acme.test"], firstName: "Jane", lastName: "Doe" },
      { id: "e3", email: "mary-jane@acme.example" }
    ],
    devices: [
      {
        DeviceID: "d-1",
        SerialNumber: "C02XK1",
        DeviceFriendlyName: "Jane’s MacBook",
        Emails: ["jane@acme.example", "lukasz@acme.example"]
      },
      { DeviceID: "d-2", SerialNumber: "C02XK2", DeviceFriendlyName: "Spare", Emails: [] },
      { DeviceID: "d-3", SerialNumber: "", DeviceFriendlyName: "", Emails: ["mary-jane@acme.example"] }
    ]
  }),
  tenant
)

const found = (query: string) =>
  search(roster, query, tenant).map(({ person, device }) => person?.employee?.id ?? device?.DeviceID)

describe("search", () => {
  it.each(["jane@acme.example", " JANE@acme.test ", "jane+news@acme.example", "J.Doe@acme.example"])(
    "finds exactly the person of the address %s",
    (query) => expect(found(query)).toEqual(["e2"])
  )

  it.each(["C02XK1", "d-1", "jane's macbook"])("finds the owners of the device %s", (query) =>
    expect(found(query)).toEqual(["e2", "e1"])
  )

  it("finds a device that is nobody's as itself", () => {
    expect(search(roster, "spare", tenant)).toMatchObject([{ person: null, device: { DeviceID: "d-2" } }])
  })

  it.each([
    ["lukasz", ["e1"]],
    ["MULLER", ["e1"]],
    ["jane", ["e2", "e3"]],
    ["jane d", ["e2"]],
    ["-jane@", ["e3"]],
    ["jane@acme", ["e2"]],
    ["@acme.example", ["e2", "e1", "e3"]],
    ["nobody", []]
  ])("finds people by the part %s of a name or address", (query, ids) => expect(found(query)).toEqual(ids))

  it("does not take an address for the end of a longer one", () => {
    expect(found("ane@acme.example")).toEqual([])
  })

  it.each([
    ["Łukasz", ["lukasz", "LUKASZ", "łukasz"]],
    ["Jürgen Müller", ["muller", "mueller", "MÜLLER", "mu\u0308ller", "juergen mueller"]],
    ["Mueller", ["müller", "mueller"]],
    ["Ångström", ["angstrom", "aangstroem", "ÅNGSTRÖM", "\u212bngström"]],
    ["Nguyễn", ["nguyen", "nguyễn"]],
    ["Straße", ["strasse", "STRASSE", "straße", "STRAẞE"]],
    ["İpek Işık", ["ipek", "IPEK", "isik"]],
    ["Søren Ærø", ["soren", "soeren", "aero"]],
    ["Đặng Œuvré", ["dang", "oeuvre"]],
    ["Þóra Guðrún", ["thora", "gudrun"]],
    ["王小明", ["小明", "王"]]
  ])("finds %s however it is typed", (firstName, queries) => {
    const people = correlate(
      aSnapshot({
        employees: [
          { id: "e1", firstName },
          { id: "e2", firstName: "Ed" }
        ]
      }),
      tenant
    )
    for (const query of queries) {
      expect(
        search(people, query, tenant).map(({ person }) => person?.employee?.id),
        query
      ).toEqual(["e1"])
    }
  })

  it("lists everybody and everything of a name, as a device's friendly name hides nobody", () => {
    const namesakes = correlate(
      aSnapshot({
        employees: [
          { id: "e1", email: "jane@acme.example", firstName: "Jane", lastName: "Doe" },
          { id: "e2", email: "jane.roe@acme.example", firstName: "Jane", lastName: "Roe" },
          { id: "e3", email: "bob@acme.example" }
        ],
        devices: [
          { DeviceID: "d-1", SerialNumber: "S1", DeviceFriendlyName: "Jane", Emails: ["bob@acme.example"] },
          { DeviceID: "d-2", SerialNumber: "C02XK1", DeviceFriendlyName: "jane doe", Emails: [] },
          { DeviceID: "d-3", SerialNumber: "S3", DeviceFriendlyName: "C02XK1", Emails: [] }
        ]
      }),
      tenant
    )
    const named = (query: string) =>
      search(namesakes, query, tenant).map(({ person, device }) => person?.employee?.id ?? device?.DeviceID)
    expect(named("jane")).toEqual(["e3", "e2", "e1"])
    expect(named("Jane Doe")).toEqual(["e1", "d-2"])
    expect(named("c02xk1")).toEqual(["d-2", "d-3"])
    // What identifies one wins alone.
    expect(named("C02XK1")).toEqual(["d-2"])
    expect(named("jane@acme.example")).toEqual(["e1"])
    expect(named("e2")).toEqual(["e2"])
  })

  it("finds addresses by a domain in either spelling, and texts that are no address as they are written", () => {
    const spelt = correlate(
      aSnapshot({
        employees: [
          { id: "e1", email: "straße@bücher.example" },
          { id: "e2", email: "notanemail", firstName: "Ed" },
          { id: "e3", email: "ann@acme.example", knownEmails: ["ann at home"] }
        ]
      }),
      tenant
    )
    const named = (query: string) => search(spelt, query, tenant).map(({ person }) => person?.employee?.id)
    for (const query of ["strasse@bücher.example", "strasse@xn--bcher-kva.example", "strasse@büch", "BÜCHER"]) {
      expect(named(query), query).toEqual(["e1"])
    }
    expect(named("NotAnEmail")).toEqual(["e2"])
    expect(named("at home")).toEqual(["e3"])
  })

  it.each(["", "  ", "\u0301"])("finds nothing for a query without letters", (query) =>
    expect(found(query)).toEqual([])
  )
})

import { describe, expect, it } from "vitest"
import { defaultParameters } from "@rollcall/model"
import { basisOf } from "../src/Basis.ts"
import { membersOf } from "../src/position-lists.ts"
import { devices } from "../src/subjects/devices.ts"
import { aDevice, aPerson, aRoster, aTenant } from "./builders.ts"

const listed = (roster: ReturnType<typeof aRoster>) => {
  const list = devices.list(basisOf(roster, aTenant(), defaultParameters))
  return Array.from({ length: list.size }, (_, position) => ({
    subject: list.subject(position),
    names: list.names(position),
    owners: membersOf(list.owners, position, (person) => person)
  }))
}

describe("devices", () => {
  it("leave out what the source marks deleted", () => {
    const people = [aPerson({ devices: [aDevice(), aDevice({ DeviceID: "d2", is_deleted: true })] })]
    expect(listed(aRoster({ people })).map(({ subject }) => subject.id)).toEqual(["d1"])
  })

  it("go by their ids, serial numbers and the address of their first owner", () => {
    const device = aDevice({ Emails: ["jane@acme.example"] })
    const people = [
      aPerson({ devices: [device] }),
      aPerson({ employee: null, email: "b@acme.example", devices: [device] })
    ]
    const [member] = listed(aRoster({ people }))
    expect(member?.subject).toEqual({ kind: "device", id: "d1", email: "jane@acme.example" })
    expect(new Set(member?.names)).toEqual(new Set(["d1", "C02XK1", "jane@acme.example"]))
    expect(member?.owners).toHaveLength(2)
  })
})

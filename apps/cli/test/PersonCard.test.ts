import type { Person } from "@rollcall/model"
import { describe, expect, it } from "vitest"
import { deviceCard, personCard } from "../src/PersonCard.ts"

const jane: Person = {
  email: "jane@acme.example",
  emails: ["jane@acme.example"],
  name: "Jane Doe",
  employee: null,
  ambiguous: false,
  browsers: [],
  accounts: [],
  accountsOther: [],
  findings: [],
  endusers: [{ Email: "jane@acme.example" }],
  devices: [],
  links: []
}

const card = (missing: ReadonlyArray<string>, score: number | null = null) =>
  personCard("acme", { ...jane, posture: { score, failing: [] } }, 80, { missing }).join("\n")

describe("a person's card", () => {
  it("says none of what was read, and not known of what was not", () => {
    const text = card(["push.employees", "push.browsers", "banyan.endusers"])
    expect(text).toContain("Employee    not known")
    expect(text).toContain("Browsers: not known")
    expect(text).toContain("Accounts: none")
    expect(text).toContain("End users (at least 1)")
    expect(text).toContain("Failing checks: none in what was read")
    expect(text).toContain("Score       none, as not everything was read")
    expect(text).toContain("Not read    push.employees, push.browsers, banyan.endusers")
  })

  it("says none where everything was read", () => {
    const text = card([], 88)
    expect(text).toContain("Employee    none")
    expect(text).toContain("Browsers: none")
    expect(text).toContain("Score       88.0")
    expect(text).not.toContain("not known")
  })

  it("says of what source nothing can be known, and shows what an employee has for an address", () => {
    const kim = { ...jane, email: null, emails: [], employee: { id: "e1", email: "not\u202eanemail" } }
    const reach = { missing: [], notConfigured: ["banyan" as const] }
    const text = personCard("acme", { ...kim, posture: { score: 88, failing: [] } }, 80, reach).join("\n")
    expect(text).toContain("Devices: not configured")
    expect(text).toContain("Browsers: none")
    expect(text).toContain("Failing checks: none in what was read")
    expect(text).toMatch(/^Jane Doe · not\S+anemail · acme$/m)
    expect(text).not.toContain("\u202e")
  })
})

describe("a device's card", () => {
  it.each([
    [{ Emails: [] }, "Device of nobody · acme"],
    [{}, "Device, owner not told · acme"]
  ])("tells by %j a device of nobody from one whose owner is not told", (told, title) => {
    expect(deviceCard("acme", { SerialNumber: "C02XK1", ...told }, 80)[0]).toBe(title)
  })
})

import type { Person } from "@rollcall/model"
import { describe, expect, it } from "vitest"
import { personCard } from "../src/PersonCard.ts"

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
  personCard("acme", { ...jane, posture: { score, failing: [] } }, 80, missing).join("\n")

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
})

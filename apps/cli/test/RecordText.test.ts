import { describe, expect, it } from "vitest"
import { recordLines, recordSummary, recordTable } from "../src/RecordText.ts"

const record = {
  id: "4711",
  licensed: false,
  groups: ["sales", "everyone"],
  labels: [],
  notes: "",
  ownerId: null,
  loginMethods: { passwordLogin: true, oidcLogin: null },
  count: 2n ** 60n
}

describe("recordTable", () => {
  it("shows members as words and what is not known as a dash", () => {
    expect(recordTable(["id", "licensed", "groups", "labels", "ownerId", "absent"], [record])).toEqual([
      "id    licensed  groups           labels  ownerId  absent",
      "4711  no        sales, everyone  none    –        –"
    ])
  })

  it("cuts a cell that would push the others off the screen", () => {
    const [, row] = recordTable(["notes", "id"], [{ notes: "x".repeat(200), id: "1" }])
    expect(row).toBe(`${"x".repeat(47)}…  1`)
  })

  it("takes a record that is a text for its only member", () => {
    expect(recordTable(["pattern"], ["*://paste.example/*"])).toEqual(["pattern", "*://paste.example/*"])
  })
})

describe("recordLines", () => {
  it("shows every member in full, nested ones by their path", () => {
    expect(recordLines(record)).toEqual([
      "id                          4711",
      "licensed                    no",
      "groups                      sales, everyone",
      "labels                      none",
      "notes                       –",
      "ownerId                     –",
      "loginMethods.passwordLogin  yes",
      "loginMethods.oidcLogin      –",
      "count                       1152921504606846976"
    ])
  })

  it("takes away what a terminal would obey, in names too", () => {
    expect(recordLines({ "a\u001b[2J": "b\nc\u202e" })).toEqual(["a\ufffd[2J  b\ufffdc\ufffd"])
  })
})

describe("recordSummary", () => {
  it("shows the named members only", () => {
    expect(recordSummary(["id", "loginMethods"], record)).toEqual([
      "id            4711",
      "loginMethods  passwordLogin yes, oidcLogin –"
    ])
  })
})

import { describe, expect, it } from "vitest"
import { table, terminalText } from "../src/Table.ts"

describe("table", () => {
  it("aligns columns, wide characters counted as the terminal shows them", () => {
    expect(
      table(
        ["NAME", "OS"],
        [
          ["王伟", "MACOS"],
          ["Łukasz", "LINUX"]
        ]
      )
    ).toEqual(["NAME    OS", "王伟    MACOS", "Łukasz  LINUX"])
  })
})

describe("terminalText", () => {
  it("takes away what a terminal would obey", () => {
    expect(terminalText("a\u001b[31mred\u202etxt.exe\nb")).toBe("a\ufffd[31mred\ufffdtxt.exe\ufffdb")
  })
})

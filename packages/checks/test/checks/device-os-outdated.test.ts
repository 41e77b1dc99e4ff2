import { describe, expect, it } from "vitest"
import { outcomesOf, resultOf } from "../builders.ts"
import { itJudgesByFactor, telling, withDevice } from "../factors.ts"

const id = "device-os-outdated"

describe("device-os-outdated", () => {
  itJudgesByFactor({
    id,
    factor: "UpToDateOS",
    device: { Platform: "Darwin" },
    detail: "The operating system of C02XK1 (Jane’s MacBook) is not up to date: macOS 15.1."
  })

  it("says nothing of a version that the source does not tell", () => {
    const [failure] = resultOf(id, withDevice({ OS: "", ...telling("UpToDateOS", "false") })).failures
    expect(failure?.detail).toBe("The operating system of C02XK1 (Jane’s MacBook) is not up to date.")
  })

  it("looks at devices of every platform, known or not", () => {
    const outdated = telling("UpToDateOS", "false")
    expect(outcomesOf(id, withDevice({ Platform: "Android", ...outdated }))).toEqual({ fail: 1 })
    expect(outcomesOf(id, withDevice({ Platform: "Fuchsia", OS: "", ...outdated }))).toEqual({ fail: 1 })
  })
})

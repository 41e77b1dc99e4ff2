import { describe, expect, it } from "vitest"
import { outcomesOf } from "../builders.ts"
import { itJudgesByFactor, telling, withDevice } from "../factors.ts"

const id = "device-screen-unlocked"

describe("device-screen-unlocked", () => {
  itJudgesByFactor({
    id,
    factor: "ScreenLockEnabled",
    device: { Platform: "iOS" },
    detail: "The screen lock of C02XK1 (Jane’s MacBook) is off."
  })

  it("looks at devices of every platform, known or not", () => {
    const off = telling("ScreenLockEnabled", "false")
    expect(outcomesOf(id, withDevice({ Platform: "Darwin", ...off }))).toEqual({ fail: 1 })
    expect(outcomesOf(id, withDevice({ Platform: "Fuchsia", OS: "", ...off }))).toEqual({ fail: 1 })
  })
})

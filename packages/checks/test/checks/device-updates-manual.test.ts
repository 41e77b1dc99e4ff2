import { describe } from "vitest"
import { desktops, itJudgesByFactor, itLooksAtPlatforms } from "../factors.ts"

const id = "device-updates-manual"

describe("device-updates-manual", () => {
  itJudgesByFactor({
    id,
    factor: "AutoUpdateEnabled",
    device: { Platform: "Darwin" },
    detail: "Automatic updates of C02XK1 (Jane’s MacBook) are off."
  })

  itLooksAtPlatforms(id, "AutoUpdateEnabled", desktops)
})

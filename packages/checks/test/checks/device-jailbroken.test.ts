import { describe } from "vitest"
import { itJudgesByFactor, itLooksAtPlatforms, phones } from "../factors.ts"

const id = "device-jailbroken"

describe("device-jailbroken", () => {
  itJudgesByFactor({
    id,
    factor: "NotJailbroken",
    device: { Platform: "iOS", OS: "" },
    detail: "C02XK1 (Jane’s MacBook) is jailbroken or rooted."
  })

  itLooksAtPlatforms(id, "NotJailbroken", phones)
})

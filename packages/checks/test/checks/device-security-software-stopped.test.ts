import { describe } from "vitest"
import { desktops, itJudgesByFactor, itLooksAtPlatforms } from "../factors.ts"

const id = "device-security-software-stopped"

describe("device-security-software-stopped", () => {
  itJudgesByFactor({
    id,
    factor: "OrgPreferredAppsRunning",
    device: { Platform: "Darwin" },
    detail: "Not all required security software runs on C02XK1 (Jane’s MacBook)."
  })

  itLooksAtPlatforms(id, "OrgPreferredAppsRunning", desktops)
})

import { describe } from "vitest"
import { desktops, itJudgesByFactor, itLooksAtPlatforms } from "../factors.ts"

const id = "device-firewall-off"

describe("device-firewall-off", () => {
  itJudgesByFactor({
    id,
    factor: "FirewallEnabled",
    device: { Platform: "Darwin" },
    detail: "The firewall of C02XK1 (Jane’s MacBook) is off."
  })

  itLooksAtPlatforms(id, "FirewallEnabled", desktops)
})

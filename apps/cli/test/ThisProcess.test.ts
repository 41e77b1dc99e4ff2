import { describe, expect, it } from "@effect/vitest"
import { processOn } from "../src/ThisProcess.ts"

describe("processOn", () => {
  const here = processOn("host:a", 7, (pid) => pid === 7)

  it("knows whether a process of its own machine runs, and nothing of another's", () => {
    expect([here.isAlive(here.id), here.isAlive("host:a:8"), here.isAlive("elsewhere:7")]).toEqual([true, false, null])
  })
})

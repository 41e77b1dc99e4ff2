import { describe, expect, it } from "vitest"
import { exitCodeOf } from "../src/Tenants.ts"

describe("exitCodeOf", () => {
  it.each([
    [[null], 0],
    [[null, null], 0],
    [["refused"], 5],
    [["not-found"], 4],
    [["refused", "refused"], 5],
    [["refused", null], 3],
    [["fail-on", null], 6],
    [["fail-on", "fail-on"], 6],
    [["fail-on", "refused"], 3],
    [["refused", "unreachable"], 1],
    [["unreachable", "partial"], 1]
  ] as const)("makes of %j the exit code %i", (codes, exitCode) => {
    expect(exitCodeOf(codes)).toBe(exitCode)
  })
})

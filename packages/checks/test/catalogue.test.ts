/**
 * Goal: one file per check and one line in the list, with texts that a reader can use. Method: the folder against the list.
 */
import { catalogue } from "@rollcall/checks"
import { readdirSync } from "node:fs"
import { describe, expect, it } from "vitest"

const files = readdirSync(new URL("../src/checks", import.meta.url)).map((name) => name.replace(/\.ts$/, ""))
const testFiles = readdirSync(new URL("checks", import.meta.url)).map((name) => name.replace(/\.test\.ts$/, ""))

describe("catalogue", () => {
  it("lists every file of the folder, each with a test", () => {
    const ids = catalogue.map((check) => check.id).toSorted()
    expect(ids).toEqual(files.toSorted())
    expect(ids).toEqual(testFiles.toSorted())
  })

  it("gives each check a code of its own, and puts gates last", () => {
    expect(new Set(catalogue.map((check) => check.code)).size).toBe(catalogue.length)
    const firstGate = catalogue.findIndex((check) => check.severity === "gate")
    expect(catalogue.slice(firstGate).every((check) => check.severity === "gate")).toBe(true)
  })

  it.each(catalogue)("states $id as a fact, with reasons and a way out", (check) => {
    expect(check.id).toMatch(/^[a-z]+(-[a-z]+)+$/)
    expect(check.code).toMatch(/^RC-[A-Z]+-\d\d$/)
    expect(check.title).not.toMatch(/^(ensure|check)|\.$/i)
    const texts = [check.rationale, check.remediation, ...Object.values(check.predicate)]
    for (const text of texts) expect(text).toMatch(/^[A-Z].*\.$/)
    for (const controls of Object.values(check.frameworks)) expect(controls.length).toBeGreaterThan(0)
  })

  it("keeps the gates out of the score groups of the checks", () => {
    expect(catalogue.filter((check) => (check.group === "gate") !== (check.severity === "gate"))).toEqual([])
  })
})

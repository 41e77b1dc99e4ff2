/**
 * What holds for every check whatever it looks at: nobody to look at, and a population that was not read.
 */
import { catalogue } from "@rollcall/checks"
import type { ResourceKey } from "@rollcall/model"
import { describe, expect, it } from "vitest"
import { aHistory, aRoster, outcomesOf, resultOf, uncounted } from "./builders.ts"

const looking = catalogue.filter(({ population }) => population.length > 0)
const assessing = {
  parameters: { privilegedRoles: ["admin"], idpAppTypes: ["OKTA"], idpIntegration: true, leavers: [] },
  history: aHistory()
}

describe.each(looking)("$id", ({ id, population }) => {
  it("has no score, and no want of data, where there is nobody or nothing to look at", () => {
    const { score, coverage, enoughData, failures, ...counts } = resultOf(id, aRoster(), assessing)
    expect(counts.population).toBe(0)
    expect({ score, coverage, enoughData, failures }).toEqual({
      score: null,
      coverage: null,
      enoughData: true,
      failures: []
    })
  })

  it.each(population)("counts nothing where %s was not read to its end", (key: ResourceKey) => {
    expect(outcomesOf(id, aRoster({ partial: [key] }), assessing)).toEqual(uncounted("source_partial"))
  })

  it.each(population)("counts nothing where %s was not collected", (key: ResourceKey) => {
    const source = key.startsWith("push.") ? "push" : "banyan"
    expect(outcomesOf(id, aRoster({ notOffered: [key] }), assessing)).toEqual(uncounted("source_unavailable"))
    expect(outcomesOf(id, aRoster({ without: [source] }), assessing)).toEqual(uncounted("source_unavailable"))
  })
})

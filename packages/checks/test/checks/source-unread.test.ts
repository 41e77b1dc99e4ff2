import { describe, expect, it } from "vitest"
import { aRoster, assessed, outcomesOf, resultOf } from "../builders.ts"

const id = "source-unread"

describe("source-unread", () => {
  it("passes sources that were read to their end, whatever they do not offer", () => {
    expect(outcomesOf(id, aRoster({ notOffered: ["push.findings"] }))).toEqual({ pass: 2 })
  })

  it("passes over a source that is not configured", () => {
    expect(outcomesOf(id, aRoster({ without: ["banyan"] }))).toEqual({ pass: 1 })
  })

  it("fails a source with an unread resource, names it, and withholds the score", () => {
    const roster = aRoster({ partial: ["push.browsers", "push.apps"] })
    const detail = "Of push, these were not read to their end: browsers, apps."
    expect(resultOf(id, roster).failures).toEqual([{ subject: { kind: "source", id: "push", email: null }, detail }])
    expect(assessed(roster)).toMatchObject({
      score: null,
      scoreWithExceptions: null,
      scoreWithheld: "The score is withheld: Of push, these were not read to their end: browsers, apps."
    })
  })

  it("fails a configured source of which nothing was read", () => {
    const roster = aRoster({ without: ["banyan"] })
    const header = { ...roster.snapshot, sources: ["push", "banyan"] as const }
    expect(resultOf(id, { ...roster, snapshot: header }).failures[0]?.detail).toBe("Nothing of banyan was read.")
  })

  it.each([
    [2, { pass: 2 }],
    [3, { pass: 1, fail: 1 }]
  ])("allows one refused record in a hundred of a source: %i of 200", (refused, outcomes) => {
    const readings = {
      "banyan.devices": { records: 200 - refused, refused },
      "banyan.endusers": { records: 0 },
      "push.employees": { records: 0 },
      "push.browsers": { records: 0 },
      "push.accounts": { records: 0 },
      "push.accountsOther": { records: 0 },
      "push.apps": { records: 0 },
      "push.findings": { records: 0 }
    }
    expect(outcomesOf(id, aRoster({ readings }))).toEqual(outcomes)
  })

  it("withholds the score although an exception covers the gate", () => {
    const waiver = { check: id, subject: "push", reason: "r", approvedBy: "J. Doe", expires: "2027-01-01" }
    const result = assessed(aRoster({ partial: ["push.apps"] }), { exceptions: [waiver] })
    expect(result).toMatchObject({ score: null, exceptions: [{ state: "applied", covers: 1 }] })
    expect(result.scoreWithheld).not.toBeNull()
  })

  it("is never scored", () => {
    expect(resultOf(id, aRoster())).toMatchObject({ score: null, severity: "gate" })
  })

  it("says how many records of a source could not be understood", () => {
    const readings = { "banyan.devices": { refused: 20 }, "banyan.endusers": { refused: 5 } }
    expect(resultOf(id, aRoster({ readings })).failures).toEqual([
      {
        subject: { kind: "source", id: "banyan", email: null },
        detail: "Of banyan, 25 records could not be understood."
      }
    ])
  })

  it("passes a source with few refused records among all of the snapshot, which is complete then", () => {
    const readings = { "banyan.devices": { refused: 20 }, "push.accounts": { records: 5000 } }
    expect(outcomesOf(id, aRoster({ readings }))).toEqual({ pass: 2 })
  })
})

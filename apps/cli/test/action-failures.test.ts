import { type Acted, ActionRefused, OutcomeUnrecorded, type Problem, type Refusal } from "@rollcall/actions"
import { StoreError } from "@rollcall/store"
import { describe, expect, it } from "@effect/vitest"
import { actedLines } from "../src/ActionOutput.ts"
import { exitCodes, Failure } from "../src/Failure.ts"
import { actionFailure, problemFailure } from "../src/failures.ts"

const place = {
  tenant: "acme",
  source: "banyan",
  failure: (error: string) =>
    new Failure({ code: "unreachable", summary: `${error}.`, where: {}, next: "check the network." })
}

const anActed = (problem: Problem<string> | null, more: Partial<Acted<string>> = {}): Acted<string> => ({
  operation: "banyan devices.ban",
  subject: "C02",
  outcome: "done",
  request: { method: "POST", path: "/v1/mdm/update_device?SerialNumber=C02", body: "[]" },
  touches: ["a device"],
  before: null,
  after: null,
  remarks: [],
  problem,
  ...more
})

describe("problemFailure", () => {
  it("is none where it was done", () => {
    expect(problemFailure(anActed(null), place, "look")).toBeNull()
  })

  it.each([
    [{ _tag: "NoChange" }, "shows no change"],
    [{ _tag: "HalfDone", error: null }, "the source took it, and what is there now"],
    [{ _tag: "HalfDone", error: "reset" }, "reset, and what is there now"],
    [{ _tag: "Unreadable", error: "silence", sent: null }, "the source took it. It cannot be read back: silence."],
    [{ _tag: "Unreadable", error: "silence", sent: "reset" }, "reset. It cannot be read back: silence."]
  ] as const)("says of %j that nobody knows, and how to find out", (problem, words) => {
    const failure = problemFailure(anActed(problem), place, "rollcall device show C02")
    expect(failure?.code).toBe("failed")
    expect(failure?.summary).toContain(words)
    expect(failure?.next).toContain("rollcall device show C02")
    expect(failure?.where).toEqual({ tenant: "acme", source: "banyan", operation: "devices.ban" })
  })

  it("tells a lost answer, after which nothing was changed, from a refusal", () => {
    const lost = problemFailure(anActed({ _tag: "AnswerLost", error: "reset" }), place, "look")
    expect([lost?.code, lost?.next]).toEqual(["unreachable", "run the same command again."])
    expect(lost?.summary).toContain("nothing was changed")
    expect(problemFailure(anActed({ _tag: "Refused", error: "no" }), place, "look")).toMatchObject({ summary: "no." })
  })
})

describe("actionFailure", () => {
  const refusals: ReadonlyArray<readonly [Refusal, string]> = [
    [{ _tag: "NoIdentifier", what: "email", rule: "is empty or blank" }, "correct it"],
    [{ _tag: "PlaceholderSerial", serial: "None" }, "--placeholder-serial"],
    [{ _tag: "SharedSerial", deviceIds: ["a", ""] }, '--device-id "a" --device-id ""'],
    [{ _tag: "OtherDevices", named: ["a"], read: ["b"] }, "--device-id"],
    [{ _tag: "InventoryDiffers", fields: ["Model"] }, "--overwrite-inventory"],
    [{ _tag: "OwnersNotTold", canBeLifted: true }, "--unknown-owners"],
    [{ _tag: "OwnersNotTold", canBeLifted: false }, "console"],
    [{ _tag: "SeveralEndUsers", ids: ["a", "b"] }, "console"]
  ]

  it.each(refusals)("ends with 2 for %j and says what lifts it", (reason, words) => {
    const refused = new ActionRefused({ ...place, operation: "devices.ban", subject: "C02", reason, touches: [] })
    const failure = actionFailure(refused, place)
    expect(exitCodes[failure.code]).toBe(2)
    expect(failure.summary).toMatch(/\. Nothing was sent\.$/)
    expect(failure.next).toContain(words)
  })

  it("says that the write is over when its outcome is not on record", () => {
    const cause = new StoreError({ operation: "append to audit trail", reason: "full", detail: "the disk is full" })
    const error = new OutcomeUnrecorded({
      tenant: "acme",
      source: "banyan",
      operation: "devices.ban",
      subject: "C02",
      outcome: "done",
      cause
    })
    expect(actionFailure(error, place)).toMatchObject({
      code: "store",
      summary: expect.stringContaining("is over (done)")
    })
  })
})

describe("actedLines", () => {
  it("shows what would be sent on a dry run, and the remarks on what was done", () => {
    expect(actedLines("acme", anActed(null, { outcome: "dry-run" }))).toEqual([
      "acme · banyan devices.ban C02",
      "  a device",
      "Will be sent:",
      "  POST /v1/mdm/update_device?SerialNumber=C02",
      "  []",
      "Nothing was sent (--dry-run)."
    ])
    expect(actedLines("acme", anActed(null, { remarks: ["Model changed"] }))).toEqual([
      "acme · banyan devices.ban C02: done",
      "  Model changed"
    ])
  })
})

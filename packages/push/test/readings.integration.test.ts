/**
 * Goal: the client is right in every reading of the contract, not only in the one that its authors had in mind.
 * Method: the sandbox in its defaults, with each switch of contracts/push.md, section 6, turned alone, and with many turned at
 * once by a seeded generator; in each all reads and all writes, against what the sandbox is known to hold.
 */
import { assert, describe, it } from "@effect/vitest"
import { defaultSandboxSwitches, type PushSwitches } from "@rollcall/sandbox"
import { Effect } from "effect"
import { numbersFrom } from "./numbers.ts"
import { readsEverything } from "./sandbox-reads.ts"
import { refusesKeys, writesEverything } from "./sandbox-writes.ts"
import { sandboxed } from "./sandboxed.ts"

/** Each value of a switch that is not its default. */
const turned: ReadonlyArray<Partial<PushSwitches>> = [
  { unauthorizedStatus: 401 },
  { readOnlyStatus: 401 },
  { maxLimit: "cap500" },
  { maxLimit: "clamp" },
  { tokenUse: "single" },
  { nextOffByOne: true },
  { nextOffByOne: true, tokens: "none" },
  { tokens: "none" },
  { tokens: "documented" },
  { lastPage: "null" },
  { lastPage: "empty" },
  { lastPage: "stale" },
  { lastPage: "stale", tokens: "none" },
  { emptyResult: "null-on-browsers" },
  { emptyResult: "null" },
  { emptyPages: 3 },
  { emptyPages: 3, tokens: "none", emptyResult: "null" },
  { undocumentedNotFound: 400 },
  { malformedIdStatus: 404 },
  { unknownInput: "refused" },
  { textLength: "utf-16" },
  { loginMethodAnswer: "account-use" },
  { usedBy: "array" },
  { usedBy: "object" },
  { deletedFlag: "boolean" },
  { licenseCountMax: 0 },
  { chatops: "broken" },
  { ownerId: "ignored" },
  { ownerId: "ignored", unknownInput: "refused" },
  { disabledBanners: "alone" },
  { appBanners: "withdrawn" },
  { appBanners: "withdrawn", unknownPath: "gateway" },
  { clearedBody: "null" },
  { clearedBody: "object" },
  { timeBounds: "exclusive" },
  { groupsFilter: "all" },
  { generation: "003" },
  { unknownPath: "gateway" }
]

/** Switches that have tests of their own, as what they turn is time or the list itself. */
const elsewhere = {
  "readings-rate.integration.test.ts": ["limiter", "bucketCapacity", "retryAfter"],
  "readings-drift.integration.test.ts": ["order", "changesWhilePaging", "tokenTtlMs"]
}

/** A reading that is made of about half of the others. */
function mixed(seed: number): Partial<PushSwitches> {
  const below = numbersFrom(seed)
  const shuffled = turned.map((each) => ({ each, place: below(1_000_000) })).toSorted((a, b) => a.place - b.place)
  return Object.assign({}, ...shuffled.slice(0, turned.length / 2).map(({ each }) => each))
}

const everything = Effect.fnUntraced(function* (push: Partial<PushSwitches>) {
  const sandbox = yield* sandboxed({ push })
  yield* readsEverything(sandbox)
  yield* writesEverything(sandbox)
})

const told = (push: Partial<PushSwitches>) =>
  Object.entries(push)
    .map(([name, value]) => `${name} ${value}`)
    .join(", ")

describe("everything is read and written", { timeout: 60_000 }, () => {
  it.live("in the contract's default reading", () => everything({}))

  it.live.each(turned.map((push) => [told(push), push] as const))("with %s", ([, push]) => everything(push))

  it.live.each([1, 2, 3, 4, 5, 6, 7, 8])("with half of the switches turned at once, seed %i", (seed) =>
    everything(mixed(seed))
  )

  it("has a test for each switch of the contract", () => {
    const tested = new Set([...turned.flatMap((each) => Object.keys(each)), ...Object.values(elsewhere).flat()])
    assert.sameMembers([...tested], Object.keys(defaultSandboxSwitches.push))
  })
})

describe("a key that may only read, and one that is unknown", { timeout: 60_000 }, () => {
  const readings: ReadonlyArray<Partial<PushSwitches>> = [
    {},
    { unauthorizedStatus: 401 },
    { readOnlyStatus: 401 },
    { unauthorizedStatus: 401, readOnlyStatus: 401, unknownInput: "refused", appBanners: "withdrawn" }
  ]

  it.live.each(readings)("change nothing, and the refusal is told: %j", (push) =>
    Effect.gen(function* () {
      const sandbox = yield* sandboxed({ push })
      yield* refusesKeys(sandbox)
      yield* readsEverything(sandbox)
    })
  )
})

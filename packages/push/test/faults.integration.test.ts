/**
 * Goal: whatever a source does wrong, a read recovers or fails by name, and a write is sent once.
 * Method: each fault of contracts/push.md, section 6, row 39, once and for ever, against the reads and writes of the client.
 */
import { assert, describe, it } from "@effect/vitest"
import {
  type Fault,
  inMember,
  type JsonObject,
  type Mutate,
  onlyRecord,
  withExtraMembers,
  withNullMember,
  withNumbersAsText,
  withoutMember,
  withUnknownValue,
  withWrongType
} from "@rollcall/sandbox"
import { Effect } from "effect"
import { readToEnd } from "./reading.ts"
import { everyWrite } from "./sandbox-writes.ts"
import { lists, pagesOf, tagOf } from "./sandbox-reads.ts"
import { held, oneOf, sandboxed } from "./sandboxed.ts"

type FaultKind = Pick<Fault, "kind" | "status" | "delayMs" | "mutate">

/** A try is given up long before a slow body is complete, and in no other case. */
const limitsFor = ({ kind }: FaultKind) => ({ triesMax: 3, ...(kind === "slow" ? { attemptMs: 300 } : {}) })

const passing: ReadonlyArray<readonly [name: string, fault: FaultKind]> = [
  ["500", { kind: "status", status: 500 }],
  ["502", { kind: "status", status: 502 }],
  ["503", { kind: "status", status: 503 }],
  ["504", { kind: "status", status: 504 }],
  ["a page of HTML", { kind: "html" }],
  ["a page of HTML with 200", { kind: "html", status: 200 }],
  ["a cut body", { kind: "cut" }],
  ["a body that is too slow", { kind: "slow", delayMs: 5000 }],
  ["a reset connection", { kind: "reset" }]
]

const accounts = held.accounts.map(({ id }) => id)

describe("a read", { timeout: 60_000 }, () => {
  it.live.each(passing)("recovers from %s in the middle of a list, and nothing is lost or doubled", ([, fault]) =>
    Effect.gen(function* () {
      const faults = [{ ...fault, path: "/v1/accounts", after: 2, count: 2 }]
      const { client, requests } = yield* sandboxed({ faults, limits: limitsFor(fault) })
      const { ids, duplicates, drift, problem } = yield* readToEnd(client.accounts.pages())
      assert.deepStrictEqual(
        { ids, duplicates, drift, problem },
        { ids: accounts, duplicates: 0, drift: [], problem: null }
      )
      assert.lengthOf(requests(), Math.ceil(accounts.length / 50) + 2)
    })
  )

  it.live.each(passing)("fails after the pages it has if %s does not pass", ([, fault]) =>
    Effect.gen(function* () {
      const faults = [{ ...fault, path: "/v1/browsers", after: 2 }]
      const { client } = yield* sandboxed({ faults, limits: limitsFor(fault) })
      const { ids, problem } = yield* readToEnd(client.browsers.pages())
      assert.deepStrictEqual({ tag: problem?._tag, count: ids.length }, { tag: "Unavailable", count: 100 })
      const error = yield* Effect.flip(client.browsers.get(oneOf(held.browsers).id))
      assert.deepStrictEqual(tagOf(error), "Unavailable")
    })
  )

  it.live("drops the record that a page holds twice, and counts it", () =>
    Effect.gen(function* () {
      const faults = [{ path: "/v1/accounts", kind: "duplicate" as const }]
      const { client } = yield* sandboxed({ faults })
      const { ids, duplicates, pages, problem } = yield* readToEnd(client.accounts.pages())
      assert.deepStrictEqual({ ids, problem }, { ids: accounts, problem: null })
      assert.strictEqual(duplicates, pages)
    })
  )
})

/** A client of a sandbox that changes each record on its way. */
const changing = (path: string, mutate: Mutate) =>
  Effect.map(sandboxed({ faults: [{ path, kind: "mutate", mutate }] }), ({ client }) => client)

const changedFindings = (mutate: Mutate) =>
  Effect.flatMap(changing("/v1/findings", mutate), (client) => readToEnd(client.findings.pages()))

const changedAccounts = (mutate: Mutate) =>
  Effect.flatMap(changing("/v1/accounts", mutate), (client) => readToEnd(client.accounts.pages()))

/** The record with its id, and a value in place of every other member's. */
const only = (record: JsonObject, value: null | undefined): JsonObject =>
  Object.fromEntries(Object.entries(record).map(([name, member]) => [name, name === "id" ? member : value]))

const findings = held.findings.map(({ id }) => id)

describe("a record", () => {
  it.live.each([
    ["an unknown value in an enumeration", withUnknownValue("type"), { type: "NEVER_SEEN_BEFORE" }],
    ["more members", withExtraMembers, { addedLater: true, nestedLater: { level: 1, tags: ["a"] } }],
    ["a member missing", withoutMember("state"), {}],
    ["a member that is null", withNullMember("state"), { state: null }]
  ] as const)("with %s is kept as it came", ([, mutate, members]) =>
    Effect.gen(function* () {
      const { ids, records, refusals, problem } = yield* changedFindings(mutate)
      assert.deepStrictEqual({ ids, refusals, problem }, { ids: findings, refusals: [], problem: null })
      for (const { value } of records) assert.deepInclude(value, members)
    })
  )

  it.live.each([
    ["null", (record) => only(record, null)],
    ["missing", (record) => only(record, undefined)]
  ] satisfies ReadonlyArray<readonly [string, Mutate]>)(
    "of any list is kept if every member but the id is %s",
    ([, mutate]) =>
      Effect.gen(function* () {
        const { client } = yield* sandboxed({ faults: [{ path: "/v1", kind: "mutate", mutate }] })
        for (const [name] of lists) {
          const { records, refusals, problem } = yield* readToEnd(pagesOf(client, name))
          assert.deepStrictEqual({ refusals, problem }, { refusals: [], problem: null }, name)
          assert.lengthOf(records, held[name].length, name)
        }
        const [id] = oneOf([...held.furtherUses])
        assert.isAbove((yield* client.accounts.usedBy(id)).length, 0)
      })
  )

  it.live("with an unknown value in a list keeps the list as it came", () =>
    Effect.gen(function* () {
      const { records, refusals } = yield* changedFindings(withUnknownValue("weakPasswordReasons"))
      assert.lengthOf(refusals, 0)
      const unknown = records.filter(({ value }) => value.weakPasswordReasons?.[0] === "NEVER_SEEN_BEFORE")
      assert.lengthOf(
        unknown,
        held.findings.filter(({ weakPasswordReasons }) => Array.isArray(weakPasswordReasons)).length
      )
    })
  )

  it.live("without a member that it should have has not got it as false or null either", () =>
    Effect.gen(function* () {
      const { records } = yield* changedAccounts(withoutMember("mfaRegistered"))
      assert.isTrue(records.every(({ value }) => !("mfaRegistered" in value)))
      const nested = yield* changedAccounts(inMember("loginMethods", withoutMember("passwordLogin")))
      assert.lengthOf(nested.refusals, 0)
      assert.lengthOf(nested.records, accounts.length)
    })
  )

  it.live("with its times as text means the same times", () =>
    Effect.gen(function* () {
      const { client } = yield* sandboxed()
      const plain = yield* readToEnd(client.accounts.pages())
      const { records, refusals } = yield* changedAccounts(withNumbersAsText)
      assert.lengthOf(refusals, 0)
      assert.deepStrictEqual(
        records.map(({ value }) => [value.creationTimestamp, value.lastUsedTimestamp]),
        plain.records.map(({ value }) => [value.creationTimestamp, value.lastUsedTimestamp])
      )
    })
  )

  it.live.each([
    ["a member of another type", withWrongType("state"), "state"],
    ["no id", withoutMember("id"), "id"]
  ] as const)("with %s is refused alone, with the member and a fingerprint", ([, mutate, member]) =>
    Effect.gen(function* () {
      const [first = "", ...others] = findings
      const { ids, refusals, problem } = yield* changedFindings(onlyRecord(first, mutate))
      assert.deepStrictEqual({ ids, problem }, { ids: others, problem: null })
      assert.lengthOf(refusals, 1)
      assert.match(oneOf(refusals).reason, new RegExp(`^${member}: `))
      assert.match(oneOf(refusals).fingerprint, /^[0-9a-f]{16}$/)
    })
  )
})

/** The fault on every write that the sandbox knows. */
const onWrites = (fault: FaultKind, count = Number.POSITIVE_INFINITY) => {
  const on = (method: string) => ({ ...fault, path: "/v1", method, count })
  return [on("POST"), on("PATCH"), on("DELETE")]
}

describe("a write", { timeout: 60_000 }, () => {
  it.live.each(passing)("is sent once where %s is the answer, and it is said that it may have happened", ([, fault]) =>
    Effect.gen(function* () {
      // An empty body cannot be cut.
      const push = { clearedBody: "object" } as const
      const { client, requests } = yield* sandboxed({ push, faults: onWrites(fault), limits: limitsFor(fault) })
      const errors = yield* Effect.forEach(everyWrite, ([, write]) => Effect.flip(write(client)), {
        concurrency: "unbounded"
      })
      assert.deepStrictEqual(
        errors.map((error) => [error._tag === "SourceError" ? error.operation : "", tagOf(error)]),
        everyWrite.map(([name]) => [name, "Unavailable"])
      )
      const sent = requests().map(({ method, url, body }) => `${method} ${url} ${body}`)
      assert.deepStrictEqual([sent.length, new Set(sent).size], [everyWrite.length, everyWrite.length])
    })
  )

  it.live("has happened where the answer was cut, and not where the connection was reset", () =>
    Effect.gen(function* () {
      const { id, labels } = oneOf(held.apps)
      const after = Effect.fnUntraced(function* (kind: "cut" | "reset") {
        const { client } = yield* sandboxed({ faults: onWrites({ kind }) })
        yield* Effect.flip(client.apps.addLabel(id, "new"))
        return (yield* client.apps.get(id)).value.labels
      })
      assert.deepStrictEqual(yield* after("cut"), [...labels, "new"])
      assert.deepStrictEqual(yield* after("reset"), labels)
    })
  )

  it.live("is sent again after a 429 and after nothing else", () =>
    Effect.gen(function* () {
      for (const [name, write] of everyWrite) {
        const { client, requests } = yield* sandboxed({ faults: onWrites({ kind: "status", status: 429 }, 2) })
        yield* write(client)
        const written = requests().filter(({ method }) => method !== "GET")
        assert.deepStrictEqual(
          written.map(({ status }) => status),
          [429, 429, 200],
          name
        )
        assert.lengthOf(new Set(written.map(({ method, url, body }) => `${method} ${url} ${body}`)), 1)
      }
    })
  )

  it.live("whose answer has another shape fails by name and is not sent again", () =>
    Effect.gen(function* () {
      const { client, requests } = yield* sandboxed({
        faults: onWrites({ kind: "mutate", mutate: withWrongType("id") })
      })
      const { id } = oneOf(held.apps)
      assert.strictEqual(tagOf(yield* Effect.flip(client.apps.update(id, { notes: "n" }))), "SchemaMismatch")
      assert.lengthOf(requests(), 1)
    })
  )
})

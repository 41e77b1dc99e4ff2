/**
 * Goal: whatever becomes of the answer to a write, it is sent once, ends as what the state shows, and is wholly on record.
 * Method: every fault of contracts/banyan.md, section 6, F19, on the write of every action; F13, F15 and F20 likewise.
 */
import { describe, expect, it } from "@effect/vitest"
import { Effect, Result } from "effect"
import { aBanyan, type Changes, inScope, type Name, names, oneOfEach } from "./banyan.ts"

type AnyFault = NonNullable<Changes["faults"]>[number]

const faults: ReadonlyArray<
  readonly [name: string, fault: Omit<AnyFault, "path">, outcome: string, problem: string | null]
> = [
  ["500 after it was done", { kind: "status", isApplied: true }, "done", null],
  ["500 before it was done", { kind: "status" }, "not-done", "AnswerLost"],
  ["503 after it was done", { kind: "status", status: 503, isApplied: true }, "done", null],
  ["a connection cut after it was done", { kind: "reset", isApplied: true }, "done", null],
  ["a connection cut before it was done", { kind: "reset" }, "not-done", "AnswerLost"],
  ["an answer cut in the middle", { kind: "cut" }, "done", null],
  ["200 with error code 500 after it was done", { kind: "error-code", isApplied: true }, "done", null],
  ["200 with error code 500 before it was done", { kind: "error-code" }, "not-done", "AnswerLost"],
  ["200 with error code 400", { kind: "error-code", errorCode: 400 }, "not-done", "Refused"],
  ["200 with error code 400 after it was done", { kind: "error-code", errorCode: 400, isApplied: true }, "done", null],
  ["an HTML error page after it was done", { kind: "html", isApplied: true }, "done", null],
  ["an HTML error page before it was done", { kind: "html" }, "not-done", "AnswerLost"],
  ["a web page with 200 after it was done", { kind: "html", status: 200, isApplied: true }, "done", null],
  ["524 of a proxy after it was done", { kind: "status", status: 524, isApplied: true }, "done", null],
  ["524 of a proxy before it was done", { kind: "status", status: 524 }, "not-done", "AnswerLost"],
  ["408 before it was done", { kind: "status", status: 408 }, "not-done", "AnswerLost"],
  ["400", { kind: "status", status: 400 }, "not-done", "Refused"],
  ["401", { kind: "status", status: 401 }, "not-done", "Refused"],
  ["403", { kind: "status", status: 403 }, "not-done", "Refused"]
]

/** Does one of the actions in a sandbox of its own, and gives what there is to see of it. */
const performing = Effect.fnUntraced(function* (name: Name, changes: Changes = {}) {
  const banyan = yield* aBanyan(changes)
  const result = yield* Effect.result(oneOfEach[name].perform(banyan))
  return {
    acted: Result.isSuccess(result) ? result.success : null,
    error: Result.isFailure(result) ? result.failure : null,
    entries: yield* banyan.entries,
    writes: banyan.writes().map(({ url, status }) => [url.split("?")[0]?.replace("/api", ""), status]),
    marks: banyan.marks()
  }
})

const recorded = (ending: string) => [
  ["intention", null],
  ["outcome", ending]
]

describe.each(names)("%s", (name) => {
  const { path } = oneOfEach[name]

  it.live("is done and on record", () =>
    inScope(
      Effect.gen(function* () {
        const { acted, entries, writes, marks } = yield* performing(name)
        expect(acted).toMatchObject({ outcome: "done", problem: null, remarks: [] })
        expect(entries.map(({ phase, outcome }) => [phase, outcome])).toEqual(recorded("done"))
        expect(entries[1]).toMatchObject({ operation: acted?.operation, before: acted?.before, after: acted?.after })
        expect([writes, marks]).toEqual([[[path, 200]], []])
      })
    )
  )

  it.live.each(faults)("answered with %s", ([, fault, ending, problem]) =>
    inScope(
      Effect.gen(function* () {
        const { acted, entries, writes, marks } = yield* performing(name, { faults: [{ ...fault, path }] })
        expect([acted?.outcome, acted?.problem?._tag ?? null]).toEqual([ending, problem])
        expect(acted?.remarks).toEqual([])
        expect(entries.map(({ phase, outcome }) => [phase, outcome])).toEqual(recorded(ending))
        expect([writes.length, marks]).toEqual([1, []])
      })
    )
  )

  it.live("is sent again after a 429, as nothing was done", () =>
    inScope(
      Effect.gen(function* () {
        const refusal = { path, kind: "status", status: 429, retryAfter: "1", count: 1 } as const
        const { acted, entries, writes } = yield* performing(name, { faults: [refusal] })
        expect(acted?.outcome).toBe("done")
        expect(writes.map(([, status]) => status)).toEqual([429, 200])
        expect(entries.map(({ phase, outcome }) => [phase, outcome])).toEqual(recorded("done"))
      })
    )
  )

  it.live("is not done with a key that only reads", () =>
    inScope(
      Effect.gen(function* () {
        const { acted, writes } = yield* performing(name, { isReadOnly: true })
        expect([acted?.outcome, acted?.problem?._tag, writes.length]).toEqual(["not-done", "Refused", 1])
        expect(acted?.after).not.toBeNull()
      })
    )
  )

  it.live("has an unknown outcome when the state cannot be read back", () =>
    inScope(
      Effect.gen(function* () {
        const banyan = yield* aBanyan()
        const reads = name === "deactivate" ? "/v2/enduser" : "/v1/devices"
        yield* oneOfEach[name].perform(banyan)
        const before = banyan.requests().findIndex(({ method }) => method !== "GET")
        const after = banyan
          .requests()
          .slice(0, before)
          .filter(({ url }) => url.startsWith(`/api${reads}`)).length
        const { acted, entries, writes } = yield* performing(name, {
          faults: [{ path: reads, method: "GET", kind: "status", status: 403, after }]
        })
        expect([acted?.outcome, acted?.problem?._tag, acted?.after]).toEqual(["unknown", "Unreadable", null])
        expect(entries.at(-1)?.outcome).toBe("unknown")
        expect(writes).toHaveLength(1)
      })
    )
  )

  it.live.each([
    [{ updateReply: "object" }],
    [{ omitted: "blank" }],
    [{ deletePath: "both" }],
    [{ filters: "exact" }],
    [{ pagedFields: "full" }],
    [{ pageCap: 1 }],
    [{ shortPageEvery: 2, shortPageSize: 1 }],
    [{ readOnlyStatus: 403 }]
  ] as const)("is done where the source is %j", ([banyan]) =>
    inScope(
      Effect.gen(function* () {
        const { acted, writes, marks } = yield* performing(name, { banyan })
        expect(acted).toMatchObject({ outcome: "done", remarks: [] })
        expect([writes.length, marks]).toEqual([1, []])
      })
    )
  )

  it.live.each(["appears", "disappears", "moves"] as const)("is done once or not sent while something %s", (change) =>
    inScope(
      Effect.gen(function* () {
        const banyan = { changesWhilePaging: change, pageCap: 1 }
        const { acted, error, entries, writes } = yield* performing(name, { banyan })
        if (acted === null) expect([error?._tag, writes, entries]).toEqual(["SourceError", [], []])
        else expect([acted.outcome, writes.length, entries.length]).toEqual(["done", 1, 2])
      })
    )
  )
})

describe("the path of a deletion", () => {
  it.live.each([404, "html"] as const)(
    "is the other one where the documented one is answered with %s",
    (missingRoute) =>
      inScope(
        Effect.gen(function* () {
          const { acted, entries, writes } = yield* performing("delete", {
            banyan: { deletePath: "single", missingRoute }
          })
          expect(acted?.outcome).toBe("done")
          expect(writes.map(([path]) => path)).toEqual(["/v1/v1/delete_device", "/v1/delete_device"])
          expect(entries.map(({ phase, outcome }) => [phase, outcome])).toEqual(recorded("done"))
        })
      )
  )
})

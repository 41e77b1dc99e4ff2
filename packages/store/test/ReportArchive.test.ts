import { describe, expect, it } from "@effect/vitest"
import { Effect, Stream } from "effect"
import { createHash, randomBytes } from "node:crypto"
import { type OpenReport, ReportArchive, StoreError } from "../src/index.ts"
import { backends, withStore } from "./backends.ts"

const text = (name: string, content: string) => ({ name, bytes: new TextEncoder().encode(content) })

const aReport = (files: ReadonlyArray<{ readonly name: string; readonly bytes: Uint8Array }>, more: object = {}) => ({
  tenant: "acme",
  period: "2026-10",
  snapshotId: "run-1",
  files,
  ...more
})

const october = { tenant: "acme", period: "2026-10" }

const opened = Effect.fnUntraced(function* (name = october) {
  const report = yield* (yield* ReportArchive).open(name)
  return report ?? (yield* Effect.die(new Error("there is no report")))
})

const bytesOf = (report: OpenReport, name: string) =>
  Effect.map(Stream.runCollect(report.read(name)), (pieces) => Buffer.concat(pieces))

const contentOf = Effect.fnUntraced(function* (name = october) {
  const report = yield* opened(name)
  return yield* Effect.forEach(report.files, (file) =>
    Effect.map(bytesOf(report, file.name), (bytes) => [file.name, bytes.toString()] as const)
  )
})

describe.each(backends)("ReportArchive on $name", (backend) => {
  const test = withStore(backend)

  it.effect("gives back what was stored, with size and hash, file by file in the order given", () =>
    test(
      Effect.gen(function* () {
        const archive = yield* ReportArchive
        const saved = yield* archive.save(aReport([text("report.json", "{}"), text("a.csv", ""), text("ü 1.pdf", "%")]))
        expect(saved).toEqual({
          period: "2026-10",
          snapshotId: "run-1",
          storedAt: "1970-01-01T00:00:00.000Z",
          files: [
            { name: "report.json", sizeBytes: 2, sha256: createHash("sha256").update("{}").digest("hex") },
            { name: "a.csv", sizeBytes: 0, sha256: createHash("sha256").update("").digest("hex") },
            { name: "ü 1.pdf", sizeBytes: 1, sha256: createHash("sha256").update("%").digest("hex") }
          ]
        })
        expect(yield* archive.list("acme")).toEqual([saved])
        expect(yield* opened()).toMatchObject(saved)
        expect(yield* contentOf()).toEqual([
          ["report.json", "{}"],
          ["a.csv", ""],
          ["ü 1.pdf", "%"]
        ])
      })
    )
  )

  it.effect("keeps a file of many chunks, and gives it back in pieces of a megabyte at most", () =>
    test(
      Effect.gen(function* () {
        const archive = yield* ReportArchive
        // A part of a larger stretch of memory, as renderers give them.
        const bytes = randomBytes(5 * 2 ** 20 + 20).subarray(10, -7)
        yield* archive.save(aReport([{ name: "large.pdf", bytes }]))
        const pieces = yield* Stream.runCollect((yield* opened()).read("large.pdf"))
        expect(Buffer.concat(pieces).equals(bytes)).toBe(true)
        expect(pieces.map(({ length }) => length)).toEqual([...Array(5).fill(2 ** 20), 3])
      })
    )
  )

  it.effect("replaces a report as a whole, or not at all", () =>
    test(
      Effect.gen(function* () {
        const archive = yield* ReportArchive
        yield* archive.save(aReport([text("report.json", "old"), text("people.csv", "old")]))
        const twice = yield* Effect.flip(archive.save(aReport([text("a", "new"), text("a", "new")])))
        expect(twice).toBeInstanceOf(StoreError)
        expect(yield* contentOf()).toEqual([
          ["report.json", "old"],
          ["people.csv", "old"]
        ])
        yield* archive.save(aReport([text("report.json", "new")], { snapshotId: "run-2" }))
        expect(yield* contentOf()).toEqual([["report.json", "new"]])
        expect(yield* archive.list("acme")).toMatchObject([{ period: "2026-10", snapshotId: "run-2" }])
      })
    )
  )

  it.effect("lets several save the same report at once, and keeps one of them whole", () =>
    test(
      Effect.gen(function* () {
        const archive = yield* ReportArchive
        const names = ["a", "b", "c", "d"]
        yield* Effect.forEach(names, (name) => archive.save(aReport([text("report.json", name), text(name, name)])), {
          concurrency: "unbounded"
        })
        const content = yield* contentOf()
        const winner = content[0]?.[1] ?? ""
        expect(names).toContain(winner)
        expect(content.slice(1)).toEqual([[winner, winner]])
      })
    )
  )

  it.effect("says that a report was replaced or removed while it was read, and never mixes two", () =>
    test(
      Effect.gen(function* () {
        const archive = yield* ReportArchive
        yield* archive.save(aReport([text("report.json", "old")]))
        const old = yield* opened()
        yield* archive.save(aReport([text("report.json", "new")]))
        expect(yield* Effect.flip(bytesOf(old, "report.json"))).toMatchObject({
          reason: "busy",
          detail: "the report 2026-10 of acme was replaced while it was read"
        })
        const second = yield* opened()
        yield* archive.remove("acme", ["2026-10"])
        expect(yield* Effect.flip(bytesOf(second, "report.json"))).toMatchObject({
          reason: "busy",
          detail: "the report 2026-10 of acme was removed while it was read"
        })
      })
    )
  )

  it.effect("keeps tenants and periods apart", () =>
    test(
      Effect.gen(function* () {
        const archive = yield* ReportArchive
        yield* archive.save(aReport([text("a", "acme 10")]))
        yield* archive.save(aReport([text("a", "acme 09")], { period: "2026-09" }))
        yield* archive.save(aReport([text("a", "bolt 10")], { tenant: "bolt" }))
        yield* archive.save(aReport([], { tenant: "_portfolio", snapshotId: null }))
        expect((yield* archive.list("acme")).map(({ period }) => period)).toEqual(["2026-09", "2026-10"])
        expect(yield* archive.list("_portfolio")).toMatchObject([{ snapshotId: null, files: [] }])
        expect(yield* archive.list("nobody")).toEqual([])
        expect(yield* archive.open({ tenant: "bolt", period: "2026-09" })).toBeNull()
        expect(yield* bytesOf(yield* opened(), "b")).toHaveLength(0)
        expect(yield* archive.remove("acme", ["2026-10", "2026-11"])).toEqual(["2026-10"])
        expect(yield* archive.remove("acme", [])).toEqual([])
        expect(yield* contentOf({ tenant: "bolt", period: "2026-10" })).toEqual([["a", "bolt 10"]])
        expect(yield* contentOf({ tenant: "acme", period: "2026-09" })).toEqual([["a", "acme 09"]])
      })
    )
  )

  it.effect("tells a file that somebody changed, cut or mixed up", () =>
    Effect.gen(function* () {
      const { layer, tamper } = yield* backend.database
      const changes = [
        ["DELETE FROM archived_chunk WHERE name = 'a' AND number = 1", "a"],
        ["UPDATE archived_chunk SET number = 3 - number WHERE name = 'b' AND number > 0", "b"],
        [`UPDATE archived_chunk SET body = ${backend.literal(Buffer.from("x"))} WHERE name = 'c'`, "c"]
      ] as const
      yield* Effect.gen(function* () {
        const archive = yield* ReportArchive
        const bytes = randomBytes(2 ** 20 + 1)
        yield* archive.save(aReport(["a", "b", "c", "d"].map((name) => ({ name, bytes }))))
        for (const [statement, name] of changes) {
          yield* tamper(statement)
          expect(yield* Effect.flip(bytesOf(yield* opened(), name)), name).toMatchObject({
            reason: "corrupt",
            detail: `${name} of the report 2026-10 of acme is not what was stored`
          })
        }
        expect((yield* bytesOf(yield* opened(), "d")).equals(bytes)).toBe(true)
      }).pipe(Effect.provide(layer))
    })
  )
})

import * as NodeServices from "@effect/platform-node/NodeServices"
import { assert, layer } from "@effect/vitest"
import type { FileStream } from "@rollcall/report"
import { Effect, FileSystem, Path } from "effect"
import { createHash } from "node:crypto"
import { writeReportFolder } from "../src/ReportFolder.ts"
import { processOn, ThisProcess } from "../src/ThisProcess.ts"

const file = (name: string, text: string) => ({ name, chunks: [new TextEncoder().encode(text)] })

async function* report(...files: ReadonlyArray<FileStream>) {
  yield* files
}

/** As in the name of a folder that a process of the machine `here` fills. */
const mark = (pid: number) => `${createHash("sha256").update("here").digest("hex").slice(0, 8)}-${pid}-a1b2c3`

const inFolder = Effect.fnUntraced(function* () {
  const fs = yield* FileSystem.FileSystem
  const path = yield* Path.Path
  const parent = path.join(yield* fs.makeTempDirectoryScoped(), "acme")
  const folder = path.join(parent, "2026-10")
  const read = (name: string) => fs.readFileString(path.join(folder, name))
  return { fs, path, parent, folder, read }
})

layer(NodeServices.layer, { excludeTestServices: true })("writeReportFolder", (it) => {
  it.effect("replaces the old report as a whole", () =>
    Effect.gen(function* () {
      const { fs, parent, folder, read } = yield* inFolder()
      yield* writeReportFolder(folder, report(file("report.json", "old"), file("people.csv", "old")))
      yield* writeReportFolder(folder, report(file("report.json", "new")))
      assert.strictEqual(yield* read("report.json"), "new")
      assert.deepStrictEqual(yield* fs.readDirectory(folder), ["report.json"])
      assert.deepStrictEqual(yield* fs.readDirectory(parent), ["2026-10"])
    })
  )

  it.effect("leaves the old report alone when a new one cannot be written", () =>
    Effect.gen(function* () {
      const { fs, parent, folder, read } = yield* inFolder()
      yield* writeReportFolder(folder, report(file("report.json", "old")))
      const error = yield* Effect.flip(writeReportFolder(folder, report(file("no/such/folder", "new"))))
      assert.strictEqual(error._tag, "PlatformError")
      assert.strictEqual(yield* read("report.json"), "old")
      assert.deepStrictEqual(yield* fs.readDirectory(parent), ["2026-10"])
    })
  )

  it.effect("brings back the report that a killed run had moved aside, and removes its abandoned sibling", () =>
    Effect.gen(function* () {
      const { fs, path, parent, folder, read } = yield* inFolder()
      const abandoned = path.join(parent, ".2026-10.new-1")
      yield* writeReportFolder(folder, report(file("report.json", "old")))
      yield* fs.rename(folder, path.join(parent, ".2026-10.old"))
      yield* fs.makeDirectory(abandoned)
      yield* fs.utimes(abandoned, 0, 0)
      yield* Effect.flip(writeReportFolder(folder, report(file("no/such/folder", "new"))))
      assert.strictEqual(yield* read("report.json"), "old")
      assert.deepStrictEqual(yield* fs.readDirectory(parent), ["2026-10"])
    })
  )

  it.effect("leaves alone what a run under way is writing, be it on another machine", () =>
    Effect.gen(function* () {
      const { fs, path, parent, folder } = yield* inFolder()
      const underWay = path.join(parent, ".2026-10.new-2")
      yield* fs.makeDirectory(underWay, { recursive: true })
      yield* fs.writeFileString(path.join(underWay, "people.csv"), "half")
      // A file that grows does not change the folder.
      yield* fs.utimes(underWay, 0, 0)
      yield* writeReportFolder(folder, report(file("report.json", "new")))
      assert.deepStrictEqual((yield* fs.readDirectory(parent)).toSorted(), [".2026-10.new-2", "2026-10"])
    })
  )

  it.effect(
    "removes at once what a process of this machine left that has ended, and nothing beside other folders",
    () =>
      Effect.gen(function* () {
        const { fs, path, parent, folder } = yield* inFolder()
        const names = [`.2026-10.new-${mark(1)}`, `.2026-10.new-${mark(2)}`, `.2026-11.new-${mark(1)}`]
        for (const name of names) yield* fs.makeDirectory(path.join(parent, name), { recursive: true })
        yield* writeReportFolder(folder, report(file("report.json", "new"))).pipe(
          Effect.provideService(
            ThisProcess,
            processOn("here", 3, (pid) => pid !== 1)
          )
        )
        const left = [`.2026-10.new-${mark(2)}`, `.2026-11.new-${mark(1)}`, "2026-10"]
        assert.deepStrictEqual((yield* fs.readDirectory(parent)).toSorted(), left)
      })
  )
})

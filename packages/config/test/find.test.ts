import * as NodeServices from "@effect/platform-node/NodeServices"
import { describe, expect, layer } from "@effect/vitest"
import { ConfigProvider, Effect, FileSystem } from "effect"
import { join, resolve } from "node:path"
import { findConfig, loadConfig } from "../src/index.ts"

const valid = "tenants:\n  acme:\n    push: { apiKey: { env: KEY } }\n"
const withEnvironment = (env: Record<string, string>) =>
  Effect.provide(ConfigProvider.layer(ConfigProvider.fromEnvRecord(env)))

const folder = Effect.flatMap(FileSystem.FileSystem, (fs) => fs.makeTempDirectoryScoped())
const write = (file: string, text = valid) =>
  Effect.flatMap(FileSystem.FileSystem, (fs) => fs.writeFileString(file, text))

layer(NodeServices.layer)("findConfig", (it) => {
  describe("a path that somebody named", () => {
    it.effect("takes --config before ROLLCALL_CONFIG", () =>
      Effect.gen(function* () {
        const at = yield* folder
        yield* write(join(at, "a.yaml"))
        yield* write(join(at, "b.yaml"))
        const environment = withEnvironment({ ROLLCALL_CONFIG: join(at, "b.yaml") })
        expect(yield* findConfig({ flag: join(at, "a.yaml") }).pipe(environment)).toBe(join(at, "a.yaml"))
        expect(yield* findConfig({ flag: undefined }).pipe(environment)).toBe(join(at, "b.yaml"))
      })
    )

    it.effect("fails where the named file does not exist, though another would be found", () =>
      Effect.gen(function* () {
        const at = yield* folder
        yield* (yield* FileSystem.FileSystem).makeDirectory(join(at, "rollcall"))
        yield* write(join(at, "rollcall", "rollcall.yaml"))
        const missing = join(at, "missing.yaml")
        const byFlag = yield* Effect.flip(findConfig({ flag: missing }).pipe(withEnvironment({ XDG_CONFIG_HOME: at })))
        const byVariable = yield* Effect.flip(
          findConfig({ flag: undefined }).pipe(withEnvironment({ XDG_CONFIG_HOME: at, ROLLCALL_CONFIG: missing }))
        )
        expect(byFlag.message).toContain("--config names does not exist")
        expect(byVariable.message).toContain("ROLLCALL_CONFIG names does not exist")
      })
    )
  })

  it.effect("falls back to the XDG config folder, then to .config at home", () =>
    Effect.gen(function* () {
      const at = yield* folder
      const fs = yield* FileSystem.FileSystem
      yield* fs.makeDirectory(join(at, ".config", "rollcall"), { recursive: true })
      yield* write(join(at, ".config", "rollcall", "rollcall.yaml"))
      const file = join(at, ".config", "rollcall", "rollcall.yaml")
      const find = findConfig({ flag: undefined })
      expect(yield* find.pipe(withEnvironment({ HOME: "/nowhere", XDG_CONFIG_HOME: join(at, ".config") }))).toBe(file)
      expect(yield* find.pipe(withEnvironment({ HOME: at }))).toBe(file)
      expect(yield* find.pipe(withEnvironment({ HOME: at, XDG_CONFIG_HOME: "relative" }))).toBe(file)
    })
  )

  it.effect("says how to begin where there is no file", () =>
    Effect.gen(function* () {
      const error = yield* Effect.flip(findConfig({ flag: undefined }).pipe(withEnvironment({ HOME: "/nowhere" })))
      expect(error.message).toContain(resolve("rollcall.yaml"))
      for (const way of [
        "rollcall init",
        "rollcall schema config",
        "rollcall sandbox --config-out rollcall.yaml",
        "--config"
      ]) {
        expect(error.problems[0].next).toContain(way)
      }
    })
  )
})

layer(NodeServices.layer)("loadConfig", (it) => {
  it.effect("puts the default store into the XDG data folder", () =>
    Effect.gen(function* () {
      const at = yield* folder
      yield* write(join(at, "rollcall.yaml"))
      const load = loadConfig({ flag: join(at, "rollcall.yaml") })
      expect((yield* load.pipe(withEnvironment({ XDG_DATA_HOME: "/data" }))).store).toEqual({
        sqlite: "/data/rollcall/rollcall.db"
      })
      expect((yield* load.pipe(withEnvironment({ HOME: "/home/jane" }))).store).toEqual({
        sqlite: "/home/jane/.local/share/rollcall/rollcall.db"
      })
    })
  )

  it.effect("reports a folder in place of the file", () =>
    Effect.gen(function* () {
      const at = yield* folder
      const error = yield* Effect.flip(loadConfig({ flag: at }).pipe(withEnvironment({})))
      expect(error.problems).toEqual([{ line: null, message: "the file cannot be read", next: expect.any(String) }])
    })
  )

  it.effect("reads no more of an endless file than a configuration can have", () =>
    Effect.gen(function* () {
      const error = yield* Effect.flip(loadConfig({ flag: "/dev/zero" }).pipe(withEnvironment({})))
      expect(error.problems).toMatchObject([{ line: null, message: "the file has more than 1000000 characters" }])
    })
  )

  it.effect("says so of a file in another encoding", () =>
    Effect.gen(function* () {
      const file = join(yield* folder, "rollcall.yaml")
      yield* (yield* FileSystem.FileSystem).writeFile(file, Buffer.from(`\ufeff${valid}`, "utf16le"))
      const error = yield* Effect.flip(loadConfig({ flag: file }).pipe(withEnvironment({})))
      expect(error.problems).toMatchObject([{ line: 1, message: "the file is not text in UTF-8" }])
    })
  )
})

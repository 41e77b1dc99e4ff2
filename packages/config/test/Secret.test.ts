import * as NodeServices from "@effect/platform-node/NodeServices"
import { describe, expect, layer } from "@effect/vitest"
import { ConfigProvider, Effect, Fiber, FileSystem, Redacted } from "effect"
import { TestClock } from "effect/testing"
import { join } from "node:path"
import { readSecret } from "../src/index.ts"

const where = { file: "rollcall.yaml", line: 9 }
const read = (...ref: Parameters<typeof readSecret>) => Effect.map(readSecret(...ref), Redacted.value)
const withEnvironment = (env: Record<string, string>) =>
  Effect.provide(ConfigProvider.layer(ConfigProvider.fromEnvRecord(env)))

const secretFile = Effect.fnUntraced(function* (text: string, mode: number) {
  const fs = yield* FileSystem.FileSystem
  const file = join(yield* fs.makeTempDirectoryScoped(), "secret")
  yield* fs.writeFileString(file, text)
  yield* fs.chmod(file, mode)
  return file
})

const detailFor = (file: string) => Effect.map(Effect.flip(read({ file, where })), (error) => error.detail)

layer(NodeServices.layer)("readSecret", (it) => {
  describe("from the environment", () => {
    it.effect("reads a variable without the white space around it", () =>
      Effect.gen(function* () {
        expect(yield* read({ env: "KEY", where }).pipe(withEnvironment({ KEY: " s3cr3t\n" }))).toBe("s3cr3t")
      })
    )

    it.effect("names the variable and the line where it is missing or blank", () =>
      Effect.gen(function* () {
        const missing = yield* Effect.flip(read({ env: "KEY", where }).pipe(withEnvironment({})))
        const blank = yield* Effect.flip(read({ env: "KEY", where }).pipe(withEnvironment({ KEY: "  " })))
        expect(missing.message).toBe(
          "rollcall.yaml line 9: the environment variable KEY is not set.\n  Next: Set KEY, then run the command again."
        )
        expect(blank.detail).toBe("the environment variable KEY is blank")
      })
    )

    it.effect("refuses what no header can carry, without showing it", () =>
      Effect.gen(function* () {
        for (const value of ["s3cr3t\nX-Other: 1", "s3cr3t\u0000", "s3cr3t–"]) {
          const error = yield* Effect.flip(read({ env: "KEY", where }).pipe(withEnvironment({ KEY: value })))
          expect(`${error.message} ${JSON.stringify(error)}`).not.toContain("s3cr3t")
        }
      })
    )
  })

  describe("from a file", () => {
    it.effect("reads a file that is closed to others", () =>
      Effect.gen(function* () {
        expect(yield* read({ file: yield* secretFile("s3cr3t\n", 0o600), where })).toBe("s3cr3t")
        expect(yield* read({ file: yield* secretFile("s3cr3t", 0o400), where })).toBe("s3cr3t")
      })
    )

    it.effect("refuses a file that group or others can read and says chmod", () =>
      Effect.gen(function* () {
        for (const mode of [0o640, 0o604]) {
          const file = yield* secretFile("s3cr3t", mode)
          const error = yield* Effect.flip(read({ file, where }))
          expect(error).toMatchObject({ where, next: `Run \`chmod 600 ${file}\`.` })
          expect(error.message).not.toContain("s3cr3t")
        }
      })
    )

    it.effect("tells a missing file from a folder and from a blank one", () =>
      Effect.gen(function* () {
        expect(yield* detailFor("/nowhere/key")).toContain("does not exist")
        expect(yield* detailFor("/")).toContain("is not a file")
        expect(yield* detailFor(yield* secretFile("\n", 0o600))).toContain("is blank")
      })
    )
  })

  describe("from a command", () => {
    it.effect("reads standard output, without a shell between", () =>
      Effect.gen(function* () {
        expect(yield* read({ command: ["printf", "%s\\n", "$HOME;x"], where })).toBe("$HOME;x")
      })
    )

    it.effect("fails where the command fails, though it printed something", () =>
      Effect.gen(function* () {
        const error = yield* Effect.flip(read({ command: ["sh", "-c", "echo s3cr3t; exit 3"], where }))
        expect(error.detail).toBe("the secret's command sh ended with exit code 3")
        expect(JSON.stringify(error)).not.toContain("s3cr3t")
      })
    )

    it.effect("is not held up by a command that does not want to end", () =>
      Effect.gen(function* () {
        const stubborn = ["sh", "-c", "trap '' TERM; yes s3cr3t | head -c 70000; while :; do sleep 0.1; done"] as const
        const fiber = yield* Effect.forkChild(Effect.flip(read({ command: stubborn, where })), {
          startImmediately: true
        })
        while (fiber.pollUnsafe() === undefined) {
          yield* Effect.promise(() => new Promise((done) => setTimeout(done, 100)))
          yield* TestClock.adjust("100 millis")
        }
        expect((yield* Fiber.join(fiber)).detail).toContain("prints more than any secret has")
      })
    )

    it.effect("stops a command that prints without end", () =>
      Effect.gen(function* () {
        const error = yield* Effect.flip(read({ command: ["yes", "s3cr3t"], where }))
        expect(error.detail).toBe("the secret's command yes prints more than any secret has")
      })
    )

    it.effect("says which program is not there", () =>
      Effect.gen(function* () {
        const error = yield* Effect.flip(read({ command: ["no-such-program-here"], where }))
        expect(error.next).toContain("no-such-program-here is installed")
      })
    )

    it.effect("gives up on a command that does not end", () =>
      Effect.gen(function* () {
        const fiber = yield* Effect.forkChild(Effect.flip(read({ command: ["sleep", "40"], where })), {
          startImmediately: true
        })
        yield* Effect.yieldNow
        yield* TestClock.adjust("31 seconds")
        expect((yield* Fiber.join(fiber)).detail).toContain("took longer")
      })
    )
  })
})

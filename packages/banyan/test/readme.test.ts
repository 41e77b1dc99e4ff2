/**
 * The example of the README is run as it stands there, against a server that stands in for the API.
 */
import { assert, describe, it } from "@effect/vitest"
import { json, scriptedServer } from "@rollcall/sandbox/scripted-server"
import { Effect } from "effect"
import { execFile } from "node:child_process"
import { readFileSync } from "node:fs"
import { promisify } from "node:util"

const folder = new URL("..", import.meta.url)
const [example = "", ...more] = [
  ...readFileSync(new URL("README.md", folder), "utf8").matchAll(/```ts\n(.*?)```/gs)
].map(([, code]) => code ?? "")

describe("README", () => {
  it.live(
    "has one example, which lists the devices of a model",
    () =>
      Effect.gen(function* () {
        const server = yield* scriptedServer(({ query }) => {
          const devices = [
            { DeviceID: "1", Model: "MacBook Pro", Banned: "TRUE" },
            { DeviceID: "2", Model: "MacBook Pro 16", Banned: "TRUE" }
          ]
          return json({ devices: query.get("skip") === "0" ? devices : [], count: 2 })
        })
        const program = example.replaceAll("https://net.banyanops.com", server.url).replace("…", "the-key")
        assert.deepStrictEqual(more, [])
        const { stdout } = yield* Effect.promise(() =>
          promisify(execFile)(process.execPath, ["--input-type=module", "--eval", program], {
            cwd: folder,
            env: { ...process.env, NODE_NO_WARNINGS: "1" }
          })
        )
        assert.match(stdout, /\[\s*\[\s*'1',\s*true\s*\]\s*\]/)
        assert.notInclude(stdout, "'2'")
      }),
    20_000
  )
})

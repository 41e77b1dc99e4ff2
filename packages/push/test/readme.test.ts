/**
 * The examples of the README are run as they stand there, against a server that stands in for the API.
 */
import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { execFile } from "node:child_process"
import { readFileSync } from "node:fs"
import { promisify } from "node:util"
import { json, scriptedServer } from "@rollcall/sandbox/scripted-server"

const folder = new URL("..", import.meta.url)
const examples = [...readFileSync(new URL("README.md", folder), "utf8").matchAll(/```ts\n(.*?)```/gs)].map(
  ([, code]) => code ?? ""
)

describe("README", () => {
  it("has an example with promises and one with Effect", () => {
    assert.lengthOf(examples, 2)
  })

  it.live.each(examples)(
    "example %# lists every employee",
    (code) =>
      Effect.gen(function* () {
        const server = yield* scriptedServer(({ query }) =>
          query.has("nextToken")
            ? json({ result: [{ id: "2", email: "jane@acme.example" }], paging: { moreResults: false } })
            : json({ result: [{ id: "1", email: "john@acme.example" }], paging: { moreResults: true, nextToken: "t" } })
        )
        const program = code.replaceAll("https://api.pushsecurity.com", server.url)
        assert.notStrictEqual(program, code)
        const { stdout } = yield* Effect.promise(() =>
          promisify(execFile)(process.execPath, ["--input-type=module", "--eval", program], {
            cwd: folder,
            env: { ...process.env, PUSH_API_KEY: "the-key", NODE_NO_WARNINGS: "1" }
          })
        )
        assert.deepStrictEqual(stdout.match(/\w+@acme\.example/g), ["john@acme.example", "jane@acme.example"])
        assert.strictEqual(server.received[0]?.headers["x-api-key"], "the-key")
      }),
    20_000
  )
})

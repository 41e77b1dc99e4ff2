/**
 * A sandbox for a benchmark: prints its address and key, and, once its standard input ends, path and status of every answer.
 */
import { defaultSandboxOptions, defaultSandboxSwitches, startSandbox } from "@rollcall/sandbox"
import { Effect } from "effect"
import type { Answered, Setting } from "./collect.bench.ts"

const setting: Setting = JSON.parse(process.argv[2] ?? "{}")

await Effect.gen(function* () {
  const { push } = defaultSandboxSwitches
  const sandbox = yield* startSandbox({
    ...defaultSandboxOptions,
    tenants: 1,
    people: setting.people,
    latencyMs: setting.latencyMs,
    jitterMs: setting.jitterMs,
    switches: { ...defaultSandboxSwitches, push: { ...push, ...pushOf(setting) } }
  })
  const key = sandbox.tenants[0]?.pushApiKey ?? ""
  // The first requests of a process are slow; they must not be counted against the client, nor held up for it.
  yield* Effect.promise(() => warmUp(sandbox.pushUrl, key))
  const before = sandbox.requests().length
  console.log(JSON.stringify({ url: sandbox.pushUrl, key }))
  yield* Effect.promise(() => process.stdin.resume().toArray())
  console.log(
    JSON.stringify(
      sandbox
        .requests()
        .slice(before)
        .map(({ url, status, atMs }): Answered => ({ path: url.replace(/\?.*/, ""), status, atMs }))
    )
  )
}).pipe(Effect.scoped, Effect.runPromise)

function pushOf({ tokens, limiter, bucketCapacity }: Setting) {
  return { tokens, limiter, bucketCapacity }
}

async function warmUp(url: string, key: string): Promise<void> {
  const lists = ["employees", "browsers", "accounts", "apps", "findings", "browserExtensions"]
  await Promise.all(
    lists.map((list) => fetch(`${url}/v1/${list}`, { headers: { "x-api-key": key } }).then((each) => each.text()))
  )
  await new Promise((resolve) => setTimeout(resolve, 2000))
}

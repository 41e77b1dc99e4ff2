/**
 * Goal: a tenant whose server hangs, drips or talks nonsense fails by its own time limits, and twenty others are done meanwhile.
 * Method: collection runs side by side in this process, into one store, as the command line starts them; the limits of the hostile
 *   tenants are seconds instead of minutes, which no command line can be told.
 */
import * as NodeHttpClient from "@effect/platform-node/NodeHttpClient"
import { collect } from "@rollcall/collect"
import { PushClient } from "@rollcall/push"
import { defaultSandboxOptions, startSandbox } from "@rollcall/sandbox"
import { type Reply, scriptedServer, text } from "@rollcall/sandbox/scripted-server"
import { layer } from "@rollcall/store/sqlite"
import { RequestLimits } from "@rollcall/transport"
import { describe, expect, it } from "@effect/vitest"
import { Effect, Redacted } from "effect"
import { join } from "node:path"
import { temporaryFolder } from "./harness.ts"

const short: RequestLimits = {
  attemptMs: 1500,
  triesMax: 3,
  readMs: 4000,
  throttledMs: 4000,
  backoffMs: 10,
  backoffMsMax: 50
}

const hangs: Reply = () => {}

/** A byte every now and then, for ever. */
const drips: Reply = (response) => {
  response.writeHead(200, { "content-type": "application/json" })
  response.write('{"result":[')
  const timer = setInterval(() => response.write(" "), 100)
  response.once("close", () => clearInterval(timer))
}

const talksNonsense = text("<html>Welcome</html>", 200)

/** Asks for a minute's patience each time, more than is had. */
const putsOff: Reply = (response) => void response.writeHead(429, { "retry-after": "60" }).end()

interface Server {
  readonly tenant: string
  readonly url: string
  readonly key: string
  readonly limits: RequestLimits | null
}

const collectFrom = Effect.fnUntraced(function* ({ tenant, url, key, limits }: Server) {
  const push = yield* PushClient.make({ baseUrl: url, apiKey: Redacted.make(key) }).pipe((made) =>
    limits === null ? made : Effect.provideService(made, RequestLimits, limits)
  )
  const { snapshot, failures } = yield* collect({ tenant, resume: false, sources: { push, banyan: null } })
  return { tenant, complete: snapshot.complete, problem: failures[0]?.message ?? null }
})

describe("twenty tenants beside hostile servers", () => {
  it.live(
    "are done, and each hostile one fails by its own limits and says why",
    () =>
      Effect.gen(function* () {
        const folder = yield* Effect.acquireRelease(Effect.sync(temporaryFolder), (each) => Effect.sync(each.remove))
        const sandbox = yield* startSandbox({ ...defaultSandboxOptions, tenants: 20, people: 4 })
        const friendly = sandbox.tenants.map(({ id, pushApiKey }): Server => ({
          tenant: id,
          url: sandbox.pushUrl,
          key: pushApiKey,
          limits: null
        }))
        const hostile = yield* Effect.forEach(
          Object.entries({ hangs, drips, talksNonsense, putsOff }),
          ([name, reply]) =>
            Effect.map(
              scriptedServer(() => reply),
              ({ url }): Server => ({ tenant: name.toLowerCase(), url, key: name, limits: short })
            )
        )
        const outcomes = yield* Effect.forEach([...friendly, ...hostile], collectFrom, {
          concurrency: "unbounded"
        }).pipe(Effect.provide([layer({ filename: join(folder.path, "rollcall.db") }), NodeHttpClient.layerUndici]))
        expect(outcomes.slice(0, 20).filter(({ complete }) => !complete)).toEqual([])
        const timeUp = expect.stringContaining("no complete answer within")
        expect(outcomes.slice(20)).toEqual([
          { tenant: "hangs", complete: false, problem: timeUp },
          { tenant: "drips", complete: false, problem: timeUp },
          { tenant: "talksnonsense", complete: false, problem: expect.stringContaining("JSON") },
          { tenant: "putsoff", complete: false, problem: expect.stringContaining("429") }
        ])
      }).pipe(Effect.scoped),
    60_000
  )
})

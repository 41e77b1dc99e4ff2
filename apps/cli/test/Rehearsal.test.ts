import { describe, expect, it } from "@effect/vitest"
import { PushClient } from "@rollcall/push"
import { Effect, Redacted } from "effect"
import { rehearse } from "../src/Rehearsal.ts"

const makeClient = PushClient.make({ baseUrl: "https://push.example", apiKey: Redacted.make("psk-canary") })

describe("rehearse", () => {
  it.effect("gives the method, path and body that the client would send, and no key", () =>
    Effect.gen(function* () {
      const request = yield* rehearse(makeClient, (client) => client.apps.addLabel("a b", "GenAI"))
      expect(request).toEqual({ method: "POST", path: "/v1/apps/a%20b/labels", body: '{"label":"GenAI"}' })
    })
  )

  it.effect("gives no body where there is none", () =>
    Effect.gen(function* () {
      const request = yield* rehearse(makeClient, (client) => client.blockedUrls.clear())
      expect(request).toEqual({ method: "DELETE", path: "/v1/controls/blockedUrls", body: null })
    })
  )

  it.effect("fails as the client does that refuses its arguments", () =>
    Effect.gen(function* () {
      const error = yield* Effect.flip(rehearse(makeClient, (client) => client.apps.addLabel("4711", "")))
      expect(error._tag).toBe("ArgumentError")
    })
  )
})

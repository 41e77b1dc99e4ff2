import { describe, expect, it } from "@effect/vitest"
import { BanyanClient } from "@rollcall/banyan"
import { Effect, Redacted } from "effect"
import { rehearse } from "../src/index.ts"

const makeClient = BanyanClient.make({
  baseUrl: "https://banyan.example/api",
  auth: { token: Redacted.make("token-canary") }
})

describe("rehearse", () => {
  it.effect("gives the method, path and body that the client would send, and no key", () =>
    Effect.gen(function* () {
      const request = yield* rehearse(makeClient, (client) => client.endusersV2.deactivate("725dc2fb"))
      expect(request).toEqual({ method: "DELETE", path: "/api/v2/endusers", body: '{"enduser_ids":["725dc2fb"]}' })
    })
  )

  it.effect("gives no body where there is none", () =>
    Effect.gen(function* () {
      const request = yield* rehearse(makeClient, (client) => client.devices.deleteForOwner("A+1", "a+b@acme.example"))
      expect(request).toEqual({
        method: "DELETE",
        path: "/api/v1/v1/delete_device?SerialNumber=A%2B1&Email=a%2Bb%40acme.example",
        body: null
      })
    })
  )

  it.effect("fails as the client does that refuses its arguments", () =>
    Effect.gen(function* () {
      const error = yield* Effect.flip(rehearse(makeClient, (client) => client.devices.delete("*")))
      expect(error._tag).toBe("ArgumentError")
    })
  )
})

import { assert, describe, it } from "@effect/vitest"
import type { Page, PushClientShape, SourceError } from "@rollcall/push"
import { PushClient } from "@rollcall/push"
import { fingerprint } from "@rollcall/transport"
import { Cause, Effect, Exit, Layer, Redacted, Stream } from "effect"
import * as FetchHttpClient from "effect/http/FetchHttpClient"
import { clientOf, objects, reading } from "./reading.ts"
import { cutBody, json, type Reply, scriptedServer, text } from "@rollcall/sandbox/scripted-server"

const last = { paging: { moreResults: false } }

const paths: ReadonlyArray<readonly [keyof PushClientShape, string]> = [
  ["employees", "/v1/employees?limit=50"],
  ["browsers", "/v1/browsers?limit=50"],
  ["accounts", "/v1/accounts?limit=50"],
  ["accountsOther", "/v1/accountsOther?limit=50"],
  ["apps", "/v1/apps?limit=50"],
  ["appsOther", "/v1/appsOther?limit=50"],
  ["findings", "/v1/findings?limit=50"],
  ["detections", "/v1/detections?limit=50"],
  ["browserExtensions", "/v1/browserExtensions?limit=50"],
  ["appBanners", "/v1/controls/appBanners?limit=50"],
  ["blockedUrls", "/v1/controls/blockedUrls?"]
]

describe("PushClient", () => {
  it.live.each(paths)("reads %s from %s", ([resource, path]) =>
    Effect.gen(function* () {
      const { asked, ids } = yield* reading(
        (client): Stream.Stream<Page<unknown>, SourceError> => client[resource].pages(),
        () => json({ result: [resource === "blockedUrls" ? "x" : { id: "x" }], ...last })
      )
      assert.deepStrictEqual({ first: asked[0], ids }, { first: path, ids: ["x"] })
    })
  )

  it.live.each([
    [401, "Unauthorized"],
    [403, "Forbidden"],
    [404, "NotFound"]
  ] as const)("fails with HTTP %i as %s and names the operation", ([status, tag]) =>
    Effect.gen(function* () {
      const server = yield* scriptedServer(() => json({ message: "no" }, status))
      const client = yield* clientOf(server.url)
      const error = yield* Effect.flip(Stream.runDrain(client.detections.pages()))
      assert.deepInclude(error, { _tag: "SourceError", source: "push", operation: "detections.list" })
      assert.strictEqual(error.reason._tag, tag)
    })
  )

  it.live("outlasts failures in the middle of a list without losing or doubling anything", () =>
    Effect.gen(function* () {
      const failures: ReadonlyArray<Reply | undefined> = [undefined, text("", 503), cutBody, text("<html>"), undefined]
      const { ids, duplicates, problem, pages } = yield* reading(
        (client) => client.employees.pages(),
        ({ query }, number) =>
          failures[number] ??
          (query.has("nextToken")
            ? json({ result: objects(50, 60), ...last })
            : json({ result: objects(0, 50), paging: { moreResults: true, nextToken: "t" } }))
      )
      assert.deepStrictEqual(
        { count: ids.length, duplicates, problem, pages },
        { count: 60, duplicates: 0, problem: null, pages: 2 }
      )
    })
  )

  it.live("keeps the record as it came beside the decoded one", () =>
    Effect.gen(function* () {
      const raw = { id: "a", creationTimestamp: 1698669223, futureField: { x: 1 }, department: null, email: "" }
      const { records } = yield* reading(
        (client) => client.employees.pages(),
        () => json({ result: [raw], ...last })
      )
      assert.deepStrictEqual(records, [{ id: "a", raw, value: { ...raw, creationTimestamp: "2023-10-30T12:33:43Z" } }])
    })
  )

  it.live("refuses a record that cannot be understood, without showing it, and goes on", () =>
    Effect.gen(function* () {
      const odd = { id: "b", licensed: "perhaps" }
      const { ids, refusals, problem } = yield* reading(
        (client) => client.employees.pages(),
        () => json({ result: [{ id: "a" }, odd, { email: "x@acme.example" }, { id: "c" }], ...last })
      )
      assert.deepStrictEqual({ ids, problem }, { ids: ["a", "c"], problem: null })
      assert.deepStrictEqual(refusals, [
        { reason: "licensed: Expected boolean | null", fingerprint: yield* fingerprint(odd) },
        { reason: "id: Missing key", fingerprint: yield* fingerprint({ email: "x@acme.example" }) }
      ])
    })
  )

  it.live.each([
    ["every banner", ["on", "off"]],
    ["only the disabled ones", ["off"]]
  ] as const)("reads disabled banners too where enabled=false gives %s", ([, whenFalse]) =>
    Effect.gen(function* () {
      const { asked, ids, duplicates } = yield* reading(
        (client) => client.appBanners.pages(),
        ({ query }) =>
          json({ result: (query.get("enabled") === "false" ? whenFalse : ["on"]).map((id) => ({ id })), ...last })
      )
      assert.deepStrictEqual({ ids, duplicates }, { ids: ["on", "off"], duplicates: 0 })
      assert.deepStrictEqual(asked, [
        "/v1/controls/appBanners?limit=50",
        "/v1/controls/appBanners?enabled=false&limit=50"
      ])
    })
  )

  it.live("reads banners once if the caller says which", () =>
    Effect.gen(function* () {
      const { asked } = yield* reading(
        (client) => client.appBanners.pages({ enabled: true }),
        () => json({ result: [], ...last })
      )
      assert.deepStrictEqual(asked, ["/v1/controls/appBanners?enabled=true&limit=50"])
    })
  )

  it.live("takes a blocked URL's pattern as its id", () =>
    Effect.gen(function* () {
      const { records } = yield* reading(
        (client) => client.blockedUrls.pages(),
        () => json({ result: ["*://*.example.com/*"] })
      )
      const pattern = "*://*.example.com/*"
      assert.deepStrictEqual(records, [{ id: pattern, value: pattern, raw: pattern }])
    })
  )

  it.live("offers no operation whose path or body nobody documents", () =>
    Effect.gen(function* () {
      const client = yield* clientOf("http://127.0.0.1:1")
      assert.deepStrictEqual(
        Object.keys(client),
        paths.map(([resource]) => resource)
      )
      assert.hasAllKeys(client.detections, ["pages", "list", "get"])
      assert.hasAllKeys(client.browserExtensions, ["pages", "list"])
    })
  )

  it.live("is at hand as a layer", () =>
    Effect.gen(function* () {
      const server = yield* scriptedServer(() => json({ result: [{ id: "a" }], ...last }))
      const page = yield* PushClient.use((client) => client.apps.list()).pipe(
        Effect.provide(
          PushClient.layer({ baseUrl: server.url, apiKey: Redacted.make("k") }).pipe(
            Layer.provide(FetchHttpClient.layer)
          )
        )
      )
      assert.deepStrictEqual({ count: page.records.length, next: page.next }, { count: 1, next: null })
    })
  )

  it.live("never follows a redirection with the key, whatever the HTTP client would do", () =>
    Effect.gen(function* () {
      const thief = yield* scriptedServer(() => json({ result: [], ...last }))
      const server = yield* scriptedServer(() => json("", 302, { location: `${thief.url}/v1/apps` }))
      const client = yield* PushClient.make({ baseUrl: server.url, apiKey: Redacted.make("k") }).pipe(
        Effect.provide(FetchHttpClient.layer)
      )
      const error = yield* Effect.flip(client.apps.get("a"))
      assert.deepInclude(error._tag === "SourceError" ? error.reason : error, { _tag: "Rejected", status: 302 })
      assert.lengthOf(thief.received, 0)
    })
  )

  it.effect("is a defect for an address that the configuration should have refused", () =>
    Effect.gen(function* () {
      const exit = yield* Effect.exit(
        PushClient.make({ baseUrl: "https://api.example.com/v1", apiKey: Redacted.make("k") }).pipe(
          Effect.provide(FetchHttpClient.layer)
        )
      )
      assert.include(Exit.isFailure(exit) ? Cause.pretty(exit.cause) : "", "must not end in /v1")
    })
  )
})

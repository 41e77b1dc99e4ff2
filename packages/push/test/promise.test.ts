import { assert, describe, it } from "@effect/vitest"
import { ArgumentError, connect, SourceError } from "@rollcall/push/promise"
import { Effect } from "effect"
import { objects } from "./reading.ts"
import { json, type Received, type Reply, scriptedServer } from "@rollcall/sandbox/scripted-server"

const last = { paging: { moreResults: false } }

/** Uses a client of a scripted server, as a program without Effect would. */
const using = Effect.fnUntraced(function* <A>(
  script: (request: Received, number: number) => Reply,
  use: (client: ReturnType<typeof connect>, received: ReadonlyArray<Received>) => Promise<A>
) {
  const server = yield* scriptedServer(script)
  const client = connect({
    apiKey: "the-key",
    baseUrl: server.url,
    rateLimit: { requestsPerSecond: 1000, burst: 100 }
  })
  return yield* Effect.promise(() => use(client, server.received).finally(() => client.close()))
}, Effect.scoped)

const twoPages = ({ query }: Received): Reply =>
  query.has("nextToken")
    ? json({ result: objects(50, 60), ...last })
    : json({ result: objects(0, 50), paging: { moreResults: true, nextToken: "t" } })

const allOf = async <A>(items: AsyncIterable<A>): Promise<ReadonlyArray<A>> => {
  const all: Array<A> = []
  for await (const item of items) all.push(item)
  return all
}

const thrown = async (run: () => Promise<unknown>): Promise<unknown> =>
  run().then(
    () => null,
    (error: unknown) => error
  )

describe("connect", () => {
  it.live("iterates over a whole list", () =>
    using(twoPages, async (client, received) => {
      const ids: Array<string> = []
      for await (const employee of client.employees.all({ licensed: true })) ids.push(employee.id)
      assert.deepStrictEqual(
        ids,
        objects(0, 60).map(({ id }) => id)
      )
      assert.strictEqual(received[1]?.query.toString(), "licensed=true&limit=50&nextToken=t")
      assert.strictEqual(received[0]?.headers["x-api-key"], "the-key")
    })
  )

  it.live("stops asking when the loop is left", () =>
    using(twoPages, async (client, received) => {
      for await (const employee of client.employees.all()) if (employee.id === "e1") break
      assert.lengthOf(received, 1)
    })
  )

  it.live("gives pages with what was refused", () =>
    using(
      () => json({ result: [{ id: "a" }, { id: 7 }], ...last }),
      async (client) => {
        const pages = await allOf(client.apps.pages())
        assert.deepStrictEqual(
          pages.map((page) => [page.records.length, page.refusals.length]),
          [[1, 1]]
        )
      }
    )
  )

  it.live("throws after the last record if one was refused, so that the list does not look complete", () =>
    using(
      () => json({ result: [{ id: "a" }, { id: 7 }, { id: "b" }], ...last }),
      async (client) => {
        const ids: Array<string> = []
        const error = await thrown(async () => {
          for await (const app of client.apps.all()) ids.push(app.id)
        })
        assert.deepStrictEqual(ids, ["a", "b"])
        assert.instanceOf(error, SourceError)
        assert.deepInclude(error.reason, { _tag: "Incomplete" })
      }
    )
  )

  it.live("gets a record, changes it and reads a page", () =>
    using(
      ({ method, query }) =>
        method === "POST"
          ? json({ labels: ["x"] })
          : json(query.has("limit") ? { result: [{ id: "p" }], ...last } : { id: "p", notes: "n" }),
      async (client) => {
        assert.deepStrictEqual(await client.apps.get("p"), { id: "p", notes: "n" })
        assert.deepStrictEqual(await client.apps.addLabel("p", "x"), ["x"])
        assert.deepInclude(await client.apps.list({}, undefined, 10), { next: null })
      }
    )
  )

  it.live("throws the errors of the client as they are", () =>
    using(
      () => json({ message: "no" }, 403),
      async (client) => {
        const refused = await thrown(() => client.employees.get("e"))
        assert.instanceOf(refused, SourceError)
        assert.strictEqual(refused.reason._tag, "Forbidden")
        assert.instanceOf(await thrown(() => allOf(client.employees.all())), SourceError)
        assert.instanceOf(await thrown(() => client.employees.merge("e", [])), ArgumentError)
      }
    )
  )

  it.live("ends what is under way when it is closed, with an error", () =>
    using(
      () => () => {},
      async (client) => {
        const get = thrown(() => client.employees.get("e"))
        const list = thrown(() => allOf(client.employees.all()))
        await new Promise((done) => setTimeout(done, 20))
        await client.close()
        for (const error of await Promise.all([get, list, thrown(() => client.apps.get("p"))])) {
          assert.instanceOf(error, SourceError)
          assert.include(error.message, "the client was closed")
        }
      }
    )
  )

  it.each([
    [{ apiKey: " " }, "apiKey"],
    [{ apiKey: "k", baseUrl: "http://api.example.com" }, "baseUrl"],
    [{ apiKey: "k", baseUrl: "https://api.example.com/v1" }, "baseUrl"]
  ] as const)("refuses %j", (options, argument) => {
    try {
      connect(options)
      assert.fail("nothing was thrown")
    } catch (error) {
      assert.deepInclude(error, { _tag: "ArgumentError", argument })
    }
  })
})

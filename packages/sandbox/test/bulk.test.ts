import { describe, expect, it } from "@effect/vitest"
import { Effect } from "effect"
import { acme, pushPage, readAll, send, start, type Client } from "./harness.ts"

const million = 1_000_000

const pageOf = (client: Client, query: string) =>
  Effect.map(client.push(`/v1/accounts?${query}`), (answer) => pushPage(answer.json))

describe("bulk accounts", () => {
  it.effect("come before the others, each made alike whenever it is read, and take part in writes", () =>
    Effect.gen(function* () {
      const client = yield* start({ tenants: 1, bulkAccounts: 120 })
      const { push } = acme()
      const bulk = (yield* pageOf(client, "limit=50&offset=50")).result ?? []
      const { ids } = yield* readAll(client, "/v1/accounts", 50)
      expect(ids.slice(120)).toEqual(push.accounts.map(({ id }) => id))
      expect(new Set(ids).size).toBe(ids.length)
      expect(ids.slice(50, 100)).toEqual(bulk.map((record) => record["id"]))
      for (const record of bulk.slice(0, 3)) {
        expect((yield* client.push(`/v1/accounts/${String(record["id"])}`)).json).toEqual(record)
      }
      // The 50th belongs to the employee of that number; Jane takes over what that one has.
      const janeId = push.employees.find(({ email }) => email === "jane.doe@acme.example")?.id
      const merge = { secondaryEmployeeIds: [push.employees[50]?.id] }
      expect((yield* send(client, "POST", `/v1/employees/${janeId}/merge`, merge)).status).toBe(200)
      const [moved, next] = (yield* pageOf(client, "limit=2&offset=50")).result ?? []
      expect(moved).toEqual({ ...bulk[0], employeeId: janeId })
      expect(next).toEqual(bulk[1])
      expect((yield* send(client, "DELETE", `/v1/accounts/${String(bulk[0]?.["id"])}`)).status).toBe(200)
      expect((yield* pageOf(client, "limit=1&offset=50")).result).toEqual([bulk[1]])
      expect((yield* client.push(`/v1/accounts/${String(bulk[0]?.["id"])}`)).status).toBe(404)
    })
  )

  // The time that vitest allows a test is the bound: a start or a page that walked through all would take longer.
  it.effect("are a million as cheaply as a few, by offset, token and filter", () =>
    Effect.gen(function* () {
      const client = yield* start({ tenants: 1, bulkAccounts: million })
      const last = (yield* pageOf(client, `limit=50&offset=${million - 50}`)).result ?? []
      expect(last).toHaveLength(50)
      let token = (yield* pageOf(client, `limit=50&offset=${million - 10_000}`)).paging.nextToken ?? ""
      const seen = new Set<unknown>()
      for (let number = 0; number < 198; number++) {
        const page = yield* pageOf(client, `limit=50&nextToken=${token}`)
        for (const record of page.result ?? []) seen.add(record["id"])
        token = page.paging.nextToken ?? ""
      }
      expect(seen.size).toBe(198 * 50)
      const end = yield* pageOf(client, `limit=50&nextToken=${token}`)
      expect(end.result).toEqual(last)
      const { ids } = yield* readAll(client, `/v1/accounts?lastUsedTimestampAfter=${Date.UTC(2026, 9, 31) / 1000}`, 50)
      expect(ids.length).toBeGreaterThan(1000)
      const id = String(last[0]?.["id"])
      expect((yield* send(client, "DELETE", `/v1/accounts/${id}`)).status).toBe(200)
      expect((yield* pageOf(client, `limit=1&offset=${million - 50}`)).result).toEqual([last[1]])
    })
  )
})

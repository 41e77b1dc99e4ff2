import { describe, expect, it } from "@effect/vitest"
import { Effect, Exit, Fiber, Layer, Scope } from "effect"
import { SqlClient } from "effect/sql"
import { TestClock } from "effect/testing"
import { spawnSync } from "node:child_process"
import { hostname } from "node:os"
import { pid } from "node:process"
import { SnapshotStore } from "../src/index.ts"
import { makeTenantDatabase } from "../src/TenantDatabase.ts"
import { backends, withStore } from "./backends.ts"

const lease = (tenant: string) => Effect.flatMap(SnapshotStore, (store) => store.lease(tenant))

/** A lease that is held until the scope is closed. */
const held = Effect.gen(function* () {
  const scope = yield* Scope.make()
  const taken = yield* Scope.provide(lease("acme"), scope)
  return { ...taken, release: Scope.close(scope, Exit.void) }
})

const me = { host: hostname(), process: pid, since: expect.stringMatching(/^20\d\d-\d\d-\d\dT.*Z$/) }

describe.each(backends)("a lease in $name", (backend) => {
  it.effect("is had by one run at a time, and names who has it to the others", () =>
    Effect.gen(function* () {
      const { release, takenFrom } = yield* held
      expect(takenFrom).toBeNull()
      const error = yield* Effect.flip(Effect.scoped(lease("acme")))
      expect(error).toMatchObject({ operation: "take lease", reason: "busy", holder: me })
      expect(error.message).toMatch(/acme is being collected by process \d+ on .* since 20/)
      yield* Effect.scoped(lease("bolt"))
      yield* release
      expect((yield* Effect.scoped(lease("acme"))).takenFrom).toBeNull()
    }).pipe(withStore(backend))
  )

  it.effect("goes to one of several that want it at once", () =>
    Effect.gen(function* () {
      const { layer } = yield* backend.database
      const first = yield* Layer.build(Layer.fresh(layer))
      const second = yield* Layer.build(Layer.fresh(layer))
      const attempt = Effect.result(lease("acme"))
      const both = Effect.all([Effect.provide(attempt, first), Effect.provide(attempt, second)], { concurrency: 2 })
      const results = yield* Effect.scoped(both)
      expect(results.map(({ _tag }) => _tag).toSorted()).toEqual(["Failure", "Success"])
    })
  )

  it.effect.each([
    ["it expired", "expires_at_ms = 0, machine = 'elsewhere'"],
    ["its process is gone", `process = ${spawnSync("true").pid}`],
    ["its process is another one of the same number", "began = '1'"]
  ])("is taken from its holder where %s", ([, change]) =>
    Effect.gen(function* () {
      const { layer, tamper } = yield* backend.database
      yield* Effect.gen(function* () {
        const { lost, release } = yield* held
        yield* tamper(`UPDATE collection_lease SET ${change}`)
        const second = yield* held
        expect(second.takenFrom?.host).toBe(hostname())
        const loss = yield* Effect.forkChild(Effect.flip(lost))
        yield* TestClock.adjust("15 seconds")
        expect(yield* Fiber.join(loss)).toMatchObject({ reason: "busy", holder: me })
        yield* release
        expect((yield* Effect.flip(Effect.scoped(lease("acme")))).reason).toBe("busy")
        yield* second.release
      }).pipe(Effect.provide(layer))
    })
  )

  it.effect("stays with a holder elsewhere that cannot be asked, until it expires", () =>
    Effect.gen(function* () {
      const { layer, tamper } = yield* backend.database
      yield* Effect.gen(function* () {
        const { release } = yield* held
        yield* tamper("UPDATE collection_lease SET machine = 'elsewhere', process = 1, began = ''")
        expect((yield* Effect.flip(Effect.scoped(lease("acme")))).reason).toBe("busy")
        yield* release
      }).pipe(Effect.provide(layer))
    })
  )

  it.effect("stays with a holder who is seen to be running, though a clock set forward made it expire", () =>
    Effect.gen(function* () {
      const { layer, tamper } = yield* backend.database
      yield* Effect.gen(function* () {
        const { release } = yield* held
        yield* tamper("UPDATE collection_lease SET expires_at_ms = 0")
        expect((yield* Effect.flip(Effect.scoped(lease("acme")))).holder).toEqual(me)
        yield* release
      }).pipe(Effect.provide(layer))
    })
  )

  it.effect("is taken from a holder who is there and silent only by whoever knows that it is to be followed", () =>
    Effect.gen(function* () {
      const { layer, tamper } = yield* backend.database
      yield* Effect.gen(function* () {
        const { release } = yield* held
        const follow = Effect.flatMap(SnapshotStore, (store) => store.lease("acme", { evenFromSilent: true }))
        expect((yield* Effect.flip(Effect.scoped(follow))).reason).toBe("busy")
        yield* tamper("UPDATE collection_lease SET expires_at_ms = 0")
        expect((yield* Effect.scoped(follow)).takenFrom).toEqual(me)
        yield* release
      }).pipe(Effect.provide(layer))
    })
  )

  it.effect("can be taken again where the database was away when it should have been given back", () =>
    Effect.gen(function* () {
      const { layer, tamper } = yield* backend.database
      yield* Effect.gen(function* () {
        const { release } = yield* held
        yield* tamper("ALTER TABLE collection_lease RENAME TO away")
        yield* release
        yield* tamper("ALTER TABLE away RENAME TO collection_lease")
        expect((yield* Effect.scoped(lease("acme"))).takenFrom).toEqual(me)
      }).pipe(Effect.provide(layer))
    })
  )

  it.effect("is renewed while it is held", () =>
    Effect.gen(function* () {
      const { layer, tamper } = yield* backend.database
      yield* Effect.gen(function* () {
        const { release } = yield* held
        yield* tamper("UPDATE collection_lease SET expires_at_ms = 0")
        yield* TestClock.adjust("15 seconds")
        const renewed = Effect.delay(expiry, "10 millis").pipe(TestClock.withLive)
        expect(yield* Effect.repeat(renewed, { until: (expiresAtMs) => expiresAtMs > 0 })).toBeGreaterThan(0)
        expect((yield* Effect.flip(Effect.scoped(lease("acme")))).reason).toBe("busy")
        yield* release
      }).pipe(Effect.provide(layer))
    })
  )
})

const expiry = Effect.flatMap(SqlClient.SqlClient, (client) =>
  makeTenantDatabase(client).read("look", { tenant: "acme" }, (sql) =>
    Effect.map(
      sql<{ readonly expiresAtMs: number }>`SELECT expires_at_ms AS "expiresAtMs" FROM collection_lease`,
      ([row]) => row?.expiresAtMs ?? 0
    )
  )
)

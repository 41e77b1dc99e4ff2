/**
 * Goal: a Banyan action that a crash cut short is settled by what it left in its intention and by what is there now.
 * Method: the intention of a real action, put into a trail that has nothing else, before and after the write.
 */
import { describe, expect, it } from "@effect/vitest"
import type { AuditEntry } from "@rollcall/model"
import { AuditTrail } from "@rollcall/store"
import { layer as sqliteLayer } from "@rollcall/store/sqlite"
import { Effect } from "effect"
import { actMany, banDevice, banyanSettlings, deleteDevice, settle } from "../src/index.ts"
import { aBanyan, inScope, janes, names, oneOfEach } from "./banyan.ts"
import { order } from "./texts.ts"

type Banyan = Effect.Success<ReturnType<typeof aBanyan>>

/** Settles an intention in a trail that holds nothing but it. */
const settling = Effect.fnUntraced(
  function* (banyan: Banyan, { sequence: _sequence, hash: _hash, previousHash: _previous, ...event }: AuditEntry) {
    const trail = yield* AuditTrail
    yield* trail.append(event)
    const [settled] = yield* settle({
      tenant: "acme",
      client: banyan.client,
      settlings: banyanSettlings,
      actor: "joe",
      isAlive: () => false
    })
    return { settled, entries: (yield* trail.read("acme")).entries }
  },
  Effect.provide(sqliteLayer({ filename: ":memory:" }), { local: true })
)

/** The intention of an action, as it lies in the trail when the write goes out. */
const intentionOf = Effect.fnUntraced(function* (name: (typeof names)[number]) {
  const banyan = yield* aBanyan()
  yield* oneOfEach[name].perform(banyan)
  const [intention] = yield* banyan.entries
  if (intention === undefined) return yield* Effect.die(new Error("there is no intention"))
  return { banyan, intention }
})

describe("banyanSettlings", () => {
  it.live.each(names)("tell that `%s` was done, and that it was not", (name) =>
    inScope(
      Effect.gen(function* () {
        const { banyan, intention } = yield* intentionOf(name)
        const done = yield* settling(banyan, intention)
        expect(done.settled).toMatchObject({ outcome: "done", open: null })
        expect(done.entries[1]).toMatchObject({ phase: "outcome", outcome: "done", settled: true, actor: "joe" })

        const untouched = yield* aBanyan()
        const notDone = yield* settling(untouched, intention)
        expect(notDone.settled).toMatchObject({ outcome: "not-done", open: null })
        expect([...banyan.writes().slice(1), ...untouched.writes()]).toEqual([])
      })
    )
  )

  it.live("leave an intention open that does not say enough", () =>
    inScope(
      Effect.gen(function* () {
        const { banyan, intention } = yield* intentionOf("delete for owner")
        const { parameters: _parameters, ...without } = intention
        const { settled } = yield* settling(banyan, without)
        expect(settled?.open).toEqual({ _tag: "NoSettling" })
        expect((yield* settling(banyan, { ...intention, before: "odd" })).settled?.open).toEqual({ _tag: "NoSettling" })
      })
    )
  )
})

describe("actMany", () => {
  it.live("goes on after a crash where it was cut short: nothing twice, nothing left out", () =>
    inScope(
      Effect.gen(function* () {
        const banyan = yield* aBanyan()
        const lines = [janes, "PF2QVS0FP1", "R&D-0042"]
        const list = { place: banyan.place, order, onLine: () => Effect.void }
        yield* actMany({ ...list, lines: lines.slice(0, 2), action: deleteDevice })
        const results = yield* actMany({ ...list, lines, action: deleteDevice })
        expect(results.map(({ ending }) => ending._tag === "Acted" && ending.acted.outcome)).toEqual([
          "already-so",
          "already-so",
          "done"
        ])
        expect(banyan.writes()).toHaveLength(3)
      })
    )
  )

  it.live("stops at an unknown outcome and does the rest when it is run again", () =>
    inScope(
      Effect.gen(function* () {
        const place = "/v1/devices"
        const calm = yield* aBanyan()
        yield* calm.run(banDevice(janes))
        const looks = calm.requests().findIndex(({ method }) => method !== "GET")
        const banyan = yield* aBanyan({
          faults: [
            {
              path: place,
              kind: "status",
              status: 403,
              after: calm
                .requests()
                .slice(0, looks)
                .filter(({ url }) => url.includes(place)).length,
              count: 1
            }
          ]
        })
        const list = {
          place: banyan.place,
          order,
          onLine: () => Effect.void,
          action: banDevice,
          lines: [janes, "PF2QVS0FP1"]
        }
        const endings = yield* actMany(list)
        expect(endings.map(({ ending }) => (ending._tag === "Acted" ? ending.acted.outcome : ending._tag))).toEqual([
          "unknown",
          "NotTried"
        ])
        const again = yield* actMany(list)
        expect(again.map(({ ending }) => (ending._tag === "Acted" ? ending.acted.outcome : ending._tag))).toEqual([
          "already-so",
          "done"
        ])
        expect(banyan.writes()).toHaveLength(2)
      })
    )
  )
})
